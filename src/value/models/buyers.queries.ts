import type { Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { scopeOf } from "../won.queries";
import type { Buyer } from "./calc/buyer";

/**
 * Each purchase with what was taken back of it, as far as that is known when it counts. They meet in one group instead of
 * a join: that is one pass, whatever the planner knows of them.
 */
const NET = `
  bought as (
    select member.root_id, member.segment,
      min(p.purchased_on) filter (where p.refund_of_id is null) as purchased_on,
      min(p.currency) filter (where p.refund_of_id is null) as currency,
      sum(p.amount_minor) filter (where p.refund_of_id is null) as amount_minor,
      sum(p.amount_minor) filter (where p.refund_of_id is not null) as refunded_minor,
      sum(p.amount_minor) filter (where p.refund_of_id is not null and p.purchased_on <= $1::date) as known_minor
    from member join purchase p on p.customer_id = member.id
    where p.purchased_on <= $2::date and (p.amount_minor >= 0 or p.refund_of_id is not null)
    group by member.root_id, member.segment, coalesce(p.refund_of_id, p.id)
  ),
  net as (
    select root_id, segment, purchased_on, currency, amount_minor,
      case when purchased_on <= $1::date then known_minor else refunded_minor end as refunded_minor
    from bought
  )`;

/**
 * $1 is the day that is looked at, $2 the end of the time after it. A refund counts with the purchase that it names from
 * its own day on; a purchase that was refunded whole does not count. One that was free does.
 */
const buyers = (all: boolean): string => `
  with recursive ${merged("$1::date")}, ${scopeOf(all ? null : "$3::bigint[]")},
  member as (
    select scope.id, root.id as root_id, root.segment from scope join customer root on root.id = scope.root_id
    where root.relationship = 'REPEAT_PURCHASE' and not exists (select from merged where merged.id = root.id)
  ),
  ${NET},
  dated as (
    select root_id, segment, purchased_on, currency, amount_minor + coalesce(refunded_minor, 0) as amount_minor,
      min(purchased_on) over (partition by root_id) as first_on,
      row_number() over (partition by root_id, purchased_on order by currency) = 1 as is_day
    from net where purchased_on is not null and (refunded_minor is null or amount_minor + refunded_minor > 0)
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
