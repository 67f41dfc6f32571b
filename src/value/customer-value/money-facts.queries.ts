import { addDays, type Day, type Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { coverage } from "../coverage.queries";
import { scopeOf, wonOf } from "../won.queries";
import type { MoneyFact, MoneyFacts, MoneyKind } from "./calc/money-facts";

export interface MoneyQuestion {
  readonly period: Period;
  readonly asOf: Day;
  /** the definition's */
  readonly graceDays: number;
  /** null: everybody */
  readonly customers: readonly string[] | null;
}

/** Per purchase of the period, what is left of it after the refunds that name it, and what it cost. */
const SALES = `
  sale as (
    select root_id, currency, sum(amount_minor) as amount_minor, sum(cost_minor) as cost_minor,
      bool_or(cost_minor is null) as without_cost, bought_minor > 0 as bought
    from (
      select s.root_id, coalesce(o.id, p.id) as id, p.currency, p.amount_minor,
        coalesce(o.amount_minor, p.amount_minor) as bought_minor,
        coalesce(p.cost_minor,
          (select sum(l.cost_minor) from purchase_line l where l.purchase_id = p.id having bool_and(l.cost_minor is not null)),
          case when p.amount_minor < 0 then 0 end) as cost_minor
      from purchase p
      join scope s on s.id = p.customer_id
      join customer c on c.id = s.root_id and c.relationship = 'REPEAT_PURCHASE'
      left join purchase o on o.id = p.refund_of_id
      where p.purchased_on >= $2::date and p.purchased_on <= $1::date
        and coalesce(o.purchased_on, p.purchased_on) >= $2::date and coalesce(o.purchased_on, p.purchased_on) < $3::date
      offset 0 -- or the planner adds the lines up twice: for their sum, and for whether there is one
    ) part
    group by root_id, id, currency, bought_minor
    having not (bought_minor > 0 and sum(amount_minor) <= 0)
  )`;

/** The days of the period that a contract counts for, and whether it counts on the last one. */
const terms = (customers: string | null): string => `
  term as (
    select s.root_id, k.currency, k.annual_value_minor,
      least(k.until, $3::date) - greatest(k.starts_on, $2::date) as days, coalesce(k.until, 'infinity') >= $3::date as in_force
    from (${coverage({
      ...{ asOf: "$1::date", graceDays: "$4::integer", from: "$2::date" },
      of: (customer) => (customers === null ? "true" : `${customer} in (select id from scope)`),
    })}) k
    join scope s on s.id = k.customer_id
    join customer c on c.id = s.root_id and c.relationship = 'CONTRACT'
    where k.starts_on < $3::date and coalesce(k.until, 'infinity') > greatest(k.starts_on, $2::date)
  )`;

const CONTACTS = `
  contact as (
    select s.root_id, i.currency, i.cost_minor,
      case when (i.occurred_at at time zone 'UTC')::date >= won.won_on then 'SERVICE' else 'WINNING' end as kind
    from interaction i join scope s on s.id = i.customer_id join won on won.root_id = s.root_id
    where i.occurred_at >= ($2::date::timestamp at time zone 'UTC') and i.occurred_at < ($3::date::timestamp at time zone 'UTC')
  )`;

const FACTS = `
  fact (root_id, kind, currency, amount, count, unknown) as (
    select root_id, 'PURCHASES', currency, sum(amount_minor), count(*) filter (where bought), 0 from sale group by root_id, currency
    union all
    select root_id, 'GOODS', currency, sum(cost_minor), count(*), count(*) filter (where without_cost)
    from sale group by root_id, currency
    union all
    select root_id, 'ACCRUED', currency, round(sum(annual_value_minor::numeric * days) / 365), count(*), 0
    from term group by root_id, currency
    union all
    select root_id, 'IN_FORCE', currency, sum(annual_value_minor), count(*), 0
    from term where in_force group by root_id, currency
    union all
    select root_id, kind, currency, sum(cost_minor), count(*), count(*) filter (where cost_minor is null)
    from contact group by root_id, kind, currency
    union all
    select s.root_id, 'ACQUISITION', c.currency, sum(c.acquisition_cost_minor), count(*),
      count(*) filter (where c.acquisition_cost_minor is null)
    from scope s join customer c on c.id = s.id join won on won.root_id = s.root_id and won.won_on is not null
    group by s.root_id, c.currency
  )`;

/** $1 asOf, $2 and $3 the period's first day and the first day behind it, $4 the grace, $5 the customers asked for. */
const text = (customers: string | null): string => `
  with recursive ${merged("$1::date")}, ${scopeOf(customers)}, ${wonOf("$1::date")}, ${SALES}, ${terms(customers)}, ${CONTACTS}, ${FACTS},
  told as (select * from fact order by root_id, kind collate "C", currency),
  subject as (
    select c.id, c.currency, won.won_on from won join customer c on c.id = won.root_id
    where not exists (select from merged where merged.id = c.id) order by c.id
  )
  select
    (select json_build_array(json_agg(id::text), json_agg(currency), json_agg(won_on))::text from subject) as customers,
    (select json_build_array(json_agg(root_id::text), json_agg(kind), json_agg(currency), json_agg(amount::text), json_agg(count),
       json_agg(unknown))::text from told) as facts`;

const EVERYBODY = text(null);
const NAMED = text("$5::bigint[]");

/**
 * What is recorded of the money of customers in a period, by one statement: for each of them one entry, and none for those
 * that were merged into others by then, which have it. Of the period, the days after `asOf` have not happened.
 */
export async function moneyFacts(
  { database, signal }: Context,
  { period, asOf, graceDays, customers }: MoneyQuestion,
): Promise<MoneyFacts[]> {
  const known = [period.end, addDays(asOf, 1)].sort()[0]!;
  const values = [asOf, period.start, known > period.start ? known : period.start, graceDays];
  const query = customers === null ? { text: EVERYBODY, values } : { text: NAMED, values: [...values, customers] };
  const { rows } = await runCancellable<MoneyTexts>(database.pool, query, signal);
  return read(rows[0]!);
}

/** Columns as JSON, null without rows: a row and its strings cost the driver more than PostgreSQL takes to find them. */
interface MoneyTexts {
  readonly customers: string;
  readonly facts: string;
}
type Columns<Row extends unknown[]> = { [Index in keyof Row]: Row[Index][] | null };
type Customers = Columns<[id: string, currency: string | null, wonOn: Day | null]>;
type Facts = Columns<
  [id: string, kind: MoneyKind, currency: string | null, amount: string | null, count: number, unknown: number]
>;

function read(texts: MoneyTexts): MoneyFacts[] {
  const [ids, billedIn, wonOn] = JSON.parse(texts.customers) as Customers;
  const [of, kinds, currencies, amounts, counts, unknown] = JSON.parse(texts.facts) as Facts;
  const facts = new Map<string, MoneyFact[]>();
  of?.forEach((id, row) => {
    const fact = {
      kind: kinds![row]!,
      currency: currencies![row]!,
      amount: amounts![row]!,
      count: counts![row]!,
      unknown: unknown![row]!,
    };
    const known = facts.get(id);
    if (known) known.push(fact);
    else facts.set(id, [fact]);
  });
  return (ids ?? []).map((customerId, row) => {
    return { customerId, currency: billedIn![row]!, wonOn: wonOn![row]!, facts: facts.get(customerId) ?? [] };
  });
}
