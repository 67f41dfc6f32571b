import { addDays, type Day, type Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { coverage } from "../coverage.queries";
import { scopeOf, wonOf } from "../won.queries";
import type { MoneyFacts } from "./calc/money-facts";

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
  told (root_id, facts) as (
    select root_id, json_agg(json_build_object('kind', kind, 'currency', currency, 'amount', amount::text, 'count', count,
      'unknown', unknown) order by kind collate "C", currency)
    from fact group by root_id
  )
  select c.id::text as "customerId", c.currency, won.won_on::text as "wonOn", coalesce(told.facts, '[]') as facts
  from won join customer c on c.id = won.root_id left join told using (root_id)
  where not exists (select from merged where merged.id = c.id)
  order by c.id`;

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
  return (await runCancellable<MoneyFacts>(database.pool, query, signal)).rows;
}
