import { addDays, type Day, lastDayOf, type Period } from "../../kernel/calendar";
import type { Sql } from "../../platform/plan/record";
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

/** The values that `changes` speaks of as $1 to $8. */
export function comparisonValues({ period, base, asOf, graceDays }: Comparison): readonly unknown[] {
  const known = addDays(asOf, 1);
  const end = (span: Period): Day => (span.end < known ? span.end : known);
  const opening = addDays(period.start, -1);
  const closing = lastDayOf({ start: period.start, end: end(period) });
  return [period.start, end(period), base.start, end(base), asOf, graceDays, opening, closing];
}

export const RELATIONSHIPS = ["CONTRACT", "REPEAT_PURCHASE"] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

/** Which accounts are looked at: a condition on the column that names the account. */
export type InScope = (account: Sql) => Sql;

/** A refund counts where the purchase that it names counts. */
const bought = (inScope: InScope): Sql => `
  select customer_id, currency, false as undecided,
    sum(amount_minor) filter (where purchased_on >= $3::date and purchased_on < $4::date)::bigint as opening,
    sum(amount_minor) filter (where purchased_on >= $1::date and purchased_on < $2::date)::bigint as closing
  from (
    select p.customer_id, p.currency, p.amount_minor, p.purchased_on from purchase p
    where p.purchased_on >= least($1::date, $3::date) and p.purchased_on < greatest($2::date, $4::date)
      and p.refund_of_id is null and ${inScope("p.customer_id")}
    union all
    select r.customer_id, r.currency, r.amount_minor, named.purchased_on
    from purchase r join purchase named on named.id = r.refund_of_id
    where r.refund_of_id is not null and r.purchased_on >= least($1::date, $3::date) and r.purchased_on <= $5::date
      and ${inScope("r.customer_id")}
  ) row
  group by customer_id, currency`;

const covered = (inScope: InScope): Sql => `
  select customer_id, currency, bool_or(pending_from <= $8::date and coalesce(until > $8::date, true)) as undecided,
    sum(annual_value_minor) filter (where starts_on <= $7::date)::bigint as opening,
    sum(annual_value_minor) filter (where starts_on <= $8::date and coalesce(until > $8::date, true))::bigint as closing
  from (${coverage({ asOf: "$5::date", graceDays: "$6::integer", from: "$7::date", to: "$8::date", of: inScope })}) term
  where coalesce(until > $7::date, true)
  group by customer_id, currency`;

const MEMBERS = `any (c.id || array(select m.id from merged m where m.root_id = c.id))`;

/** Whether the customer, or one that counts as it, was worth something before the opening. */
const HAD_CONTRACT = `exists (
  select from contract e where e.customer_id = ${MEMBERS} and e.signed_on <= $5::date and e.starts_on <= $7::date)`;

/** And before the base. */
const HAD_BOUGHT = `exists (
  select from purchase e
  where e.customer_id = ${MEMBERS} and e.purchased_on < $3::date and e.amount_minor > coalesce(
    (select -sum(r.amount_minor) from purchase r where r.refund_of_id = e.id and r.purchased_on <= $5::date), 0))`;

const WORTH: Readonly<Record<Relationship, (inScope: InScope) => Sql>> = { CONTRACT: covered, REPEAT_PURCHASE: bought };
const HAD: Readonly<Record<Relationship, Sql>> = { CONTRACT: HAD_CONTRACT, REPEAT_PURCHASE: HAD_BOUGHT };

const changeOf = (relationship: Relationship, inScope: InScope): Sql => `
  select c.id as customer_id, worth.customer_id as account_id, worth.currency,
    coalesce(worth.opening, 0) as opening, coalesce(worth.closing, 0) as closing,
    case when coalesce(worth.opening, 0) <= 0 and worth.closing > 0 then ${HAD[relationship]} end as returned,
    coalesce(worth.undecided, false) as undecided, ${relationship === "CONTRACT"} as under_contract
  from (${WORTH[relationship](inScope)}) worth
  left join merged m on m.id = worth.customer_id
  join customer c on c.id = coalesce(m.root_id, worth.customer_id) and c.relationship = '${relationship}'
  where worth.opening <> 0 or worth.closing <> 0`;

/** Never read: PostgreSQL wants to know the type of every parameter, and no relationship speaks of all of them. */
const GIVEN = `given as (select $1::date, $2::date, $3::date, $4::date, $5::date, $6::integer, $7::date, $8::date)`;

/**
 * The common table expressions `merged` and
 * `change (customer_id, account_id, currency, opening, closing, returned, undecided, under_contract)`, which begin a
 * statement: what each account was worth at both ends in each currency, and as whom it counts.
 *
 * $1 and $2 are the period, $3 and $4 the base, each from its first day to the first behind it; $5 is asOf, $6 the grace,
 * $7 and $8 the days of opening and closing.
 */
export const changes = (relationships: readonly Relationship[], inScope: InScope): Sql => `
  ${merged("$5::date")},
  ${GIVEN},
  change as (${relationships.map((relationship) => changeOf(relationship, inScope)).join(" union all ")})`;
