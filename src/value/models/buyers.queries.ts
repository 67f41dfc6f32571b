import type { Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import type { Buyer } from "./calc/buyer";

/**
 * $1 is the day that is looked at, $2 the end of the time after it. A refund counts with the purchase that it names from
 * its own day on; a purchase that was refunded whole does not count. One that was free does.
 */
const buyers = (all: boolean): string => `
  with recursive ${merged("$1::date")},
  scope as (
    select c.id, root.id as root_id, root.segment
    from customer c left join merged m on m.id = c.id join customer root on root.id = coalesce(m.root_id, c.id)
    where root.relationship = 'REPEAT_PURCHASE'${all ? "" : " and root.id = any ($3::bigint[])"}
  ),
  refund as (
    select r.refund_of_id as id, sum(r.amount_minor) as later, sum(r.amount_minor) filter (where r.purchased_on <= $1::date) as known
    from purchase r
    where r.refund_of_id is not null and r.purchased_on <= $2::date${all ? "" : " and r.customer_id in (select id from scope)"}
    group by r.refund_of_id
  ),
  bought as (
    select scope.root_id, scope.segment, p.purchased_on, p.currency,
      p.amount_minor, case when p.purchased_on <= $1::date then refund.known else refund.later end as refunded_minor
    from scope join purchase p on p.customer_id = scope.id left join refund on refund.id = p.id
    where p.amount_minor >= 0 and p.refund_of_id is null and p.purchased_on <= $2::date
  ),
  dated as (
    select root_id, segment, purchased_on, currency, amount_minor + coalesce(refunded_minor, 0) as amount_minor,
      min(purchased_on) over (partition by root_id) as first_on,
      row_number() over (partition by root_id, purchased_on order by currency) = 1 as is_day
    from bought where refunded_minor is null or amount_minor + refunded_minor > 0
  ),
  by_currency as (
    select root_id, segment, first_on, currency, count(*) filter (where is_day and purchased_on <= $1::date) as days,
      max(purchased_on) filter (where purchased_on <= $1::date) as last_on, bool_or(purchased_on > $1::date) as later,
      sum(amount_minor) filter (where purchased_on > first_on and purchased_on <= $1::date) as amount_minor
    from dated where first_on <= $1::date
    group by root_id, segment, first_on, currency
  )
  select root_id::text, segment, sum(days)::integer - 1, max(last_on) - first_on, $1::date - first_on,
    coalesce(json_agg(json_build_array(amount_minor::text, currency) order by currency) filter (where amount_minor <> 0), '[]'),
    bool_or(later)
  from by_currency
  group by root_id, segment, first_on
  order by root_id`;

const OF_ALL = buyers(true);
const OF_SOME = buyers(false);

type Row = [
  customerId: string,
  segment: string | null,
  repeats: number,
  recencyDays: number,
  ageDays: number,
  spend: readonly (readonly [amount: string, currency: string])[],
  boughtAfter: boolean,
];

/**
 * The customers that had bought order by order by a day. Merged ones count as the one they were merged into.
 *
 * @param until end of the time after, for `boughtAfter`
 * @param customers null for all of them
 */
export async function buyersAsOf(
  { database, signal }: Context,
  asOf: Day,
  until: Day,
  customers: readonly string[] | null,
): Promise<Buyer[]> {
  const query =
    customers === null
      ? { text: OF_ALL, values: [asOf, until], rowMode: "array" }
      : { text: OF_SOME, values: [asOf, until, customers], rowMode: "array" };
  const { rows } = await runCancellable<Row>(database.pool, query, signal);
  return rows.map(([customerId, segment, repeats, recencyDays, ageDays, spend, boughtAfter]) => {
    const repeatSpend = spend.map(([amount, currency]) => [minor(BigInt(amount)), currency] as const);
    return { customerId, segment, repeats, recencyDays, ageDays, repeatSpend, boughtAfter };
  });
}
