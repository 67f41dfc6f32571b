import { addDays, type Day, lastDayOf, type Period } from "../../kernel/calendar";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { coverage } from "../coverage.queries";

/** What is compared, and what is known of it. */
export interface Comparison {
  readonly period: Period;
  /** what a repeat purchaser's period is compared with */
  readonly base: Period;
  readonly asOf: Day;
  readonly graceDays: number;
}

/**
 * What customers were worth at both ends, a customer and currency a place; minor units as text. One that counts as another
 * has that id.
 */
export type CurrencyChanges = readonly [
  customer: readonly string[],
  currency: readonly string[],
  opening: readonly string[],
  closing: readonly string[],
  returned: readonly (boolean | null)[],
  undecided: readonly boolean[],
  underContract: readonly boolean[],
];
const COLUMNS = ["customer", "currency", "opening", "closing", "returned", "undecided", "under_contract"];

/** How many customers are asked for: of a few, facts are looked up one by one; of many, picked out of everybody's. */
type Reach = "FEW" | "MANY" | "ALL";
const FEW = 2_000;

/** The customers asked for, with those merged into them. */
const scope = (reach: Reach): string => `
  select c.id, coalesce(m.root_id, c.id) as root_id,
    case when m.root_id is null then c.relationship
      else (select root.relationship from customer root where root.id = m.root_id) end as relationship
  from customer c left join merged m on m.id = c.id
  ${reach === "ALL" ? "" : "where c.id = any ($9::bigint[]) or c.id in (select id from merged where root_id = any ($9::bigint[]))"}`;

const inScope = (customer: string, reach: Reach): string =>
  reach === "FEW" ? `${customer} in (select id from scope)` : "true";

const MEMBERS = `any (scope.root_id || array(select m.id from merged m where m.root_id = scope.root_id))`;

/** Whether the customer, or one that counts as it, was worth something before the base, or before the opening. */
const HAD_CONTRACT = `exists (
  select from contract e where e.customer_id = ${MEMBERS} and e.signed_on <= $5::date and e.starts_on <= $7::date)`;

const HAD_BOUGHT = `exists (
  select from purchase e
  where e.customer_id = ${MEMBERS} and e.purchased_on < $3::date and e.amount_minor > coalesce(
    (select -sum(r.amount_minor) from purchase r where r.refund_of_id = e.id and r.purchased_on <= $5::date), 0))`;

/**
 * $1 and $2 are the period, $3 and $4 the base, each from its first day to the first behind it; $5 is asOf, $6 the grace,
 * $7 and $8 the days of opening and closing. A refund counts where the purchase that it names counts.
 */
const changes = (reach: Reach): string => `
  with recursive ${merged("$5::date")},
  scope as (${scope(reach)}),
  bought as (
    select p.customer_id, p.currency, p.amount_minor, p.purchased_on from purchase p
    where p.purchased_on >= least($1::date, $3::date) and p.purchased_on < greatest($2::date, $4::date)
      and p.refund_of_id is null and ${inScope("p.customer_id", reach)}
    union all
    select r.customer_id, r.currency, r.amount_minor, bought.purchased_on
    from purchase r join purchase bought on bought.id = r.refund_of_id
    where r.refund_of_id is not null and r.purchased_on >= least($1::date, $3::date) and r.purchased_on <= $5::date
      and ${inScope("r.customer_id", reach)}
  ),
  worth as (
    select customer_id, currency, false as undecided, 'REPEAT_PURCHASE' as relationship,
      sum(amount_minor) filter (where purchased_on >= $3::date and purchased_on < $4::date) as opening,
      sum(amount_minor) filter (where purchased_on >= $1::date and purchased_on < $2::date) as closing
    from bought group by customer_id, currency
    union all
    select customer_id, currency, bool_or(pending_from <= $8::date and coalesce(until > $8::date, true)), 'CONTRACT',
      sum(annual_value_minor) filter (where starts_on <= $7::date and coalesce(until > $7::date, true)),
      sum(annual_value_minor) filter (where starts_on <= $8::date and coalesce(until > $8::date, true))
    from (${coverage({ asOf: "$5::date", graceDays: "$6::integer", from: "$7::date", of: (id) => inScope(id, reach) })}) term
    group by customer_id, currency
  )
  select scope.root_id::text as customer, worth.currency, coalesce(worth.opening, 0)::text as opening,
    coalesce(worth.closing, 0)::text as closing,
    case when coalesce(worth.opening, 0) <= 0 and worth.closing > 0 then
      case when worth.relationship = 'CONTRACT' then ${HAD_CONTRACT} else ${HAD_BOUGHT} end
    end as returned,
    coalesce(worth.undecided, false) as undecided, worth.relationship = 'CONTRACT' as under_contract
  from worth join scope on scope.id = worth.customer_id and scope.relationship = worth.relationship
  where worth.opening <> 0 or worth.closing <> 0`;

const TEXTS: Readonly<Record<Reach, string>> = { FEW: changes("FEW"), MANY: changes("MANY"), ALL: changes("ALL") };

export async function currencyChanges(
  { database, signal }: Context,
  { period, base, asOf, graceDays }: Comparison,
  customers: readonly string[] | null,
): Promise<CurrencyChanges> {
  const known = addDays(asOf, 1);
  const end = (span: Period): Day => (span.end < known ? span.end : known);
  const opening = addDays(period.start, -1);
  const closing = lastDayOf({ start: period.start, end: end(period) });
  const values: unknown[] = [period.start, end(period), base.start, end(base), asOf, graceDays, opening, closing];
  if (customers !== null) values.push(customers);
  const text = TEXTS[customers === null ? "ALL" : customers.length > FEW ? "MANY" : "FEW"];
  return (await fetchColumns(database.pool, { text, values, columns: COLUMNS }, signal)) as CurrencyChanges;
}
