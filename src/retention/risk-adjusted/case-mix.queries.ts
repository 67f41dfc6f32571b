import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";

/** What is known of a customer that no rep can influence, as of several days. */
export interface CustomerMix {
  readonly relationship: "CONTRACT" | "REPEAT_PURCHASE";
  readonly segment: string | null;
  readonly industry: string | null;
  readonly region: string | null;
  /** the day it was acquired; where that is not recorded, of its first purchase or term */
  readonly wonOn: Day | null;
  /** before each day asked for, its purchases that were not refunded whole; of a customer under contract, its terms */
  readonly purchasesBefore: readonly number[];
}

/**
 * $1 is asOf, $2 the days asked for, rising. An amendment or a ramp step is no term of its own. Where events fall before
 * the i-th day, their bucket is less than i.
 */
const MIXES = `
  with recursive ${merged("$1::date")},
  member as (select c.id, coalesce(m.root_id, c.id) as root_id from customer c left join merged m on m.id = c.id),
  refunded as (
    select refund_of_id as id, -sum(amount_minor) as amount_minor from purchase
    where refund_of_id is not null and purchased_on <= $1::date group by refund_of_id
  ),
  event as (
    select member.root_id, 'REPEAT_PURCHASE' as relationship, p.purchased_on as on_day
    from purchase p join member on member.id = p.customer_id left join refunded on refunded.id = p.id
    where p.refund_of_id is null and p.purchased_on <= $1::date and p.amount_minor > coalesce(refunded.amount_minor, 0)
    union all
    select member.root_id, 'CONTRACT', k.starts_on
    from contract k join member on member.id = k.customer_id
    where k.replaces_id is null and k.signed_on <= $1::date
  ),
  counted as (
    select root_id, relationship, width_bucket(on_day, $2::date[]) as bucket, count(*) as events, min(on_day) as first_on
    from event group by root_id, relationship, bucket
  ),
  history as (
    select root_id, relationship, array_agg(bucket) as buckets, array_agg(events::integer) as events, min(first_on) as first_on
    from counted group by root_id, relationship
  )
  select c.id, c.relationship, c.segment, c.industry, c.region, coalesce(c.acquired_on, history.first_on)::text,
    coalesce(history.buckets, '{}'), coalesce(history.events, '{}')
  from customer c
  left join history on history.root_id = c.id and history.relationship = c.relationship
  where c.id not in (select id from merged)`;

type Row = [
  customer: string,
  relationship: CustomerMix["relationship"],
  segment: string | null,
  industry: string | null,
  region: string | null,
  wonOn: Day | null,
  buckets: number[],
  events: number[],
];

/** The case mix of every customer, by customer, in one statement; those merged into another count as it. */
export async function customerMixes(
  { database, signal }: Context,
  days: readonly Day[],
  asOf: Day,
): Promise<ReadonlyMap<string, CustomerMix>> {
  const query = { text: MIXES, values: [asOf, days], rowMode: "array" };
  const { rows } = await runCancellable<Row>(database.pool, query, signal);
  return new Map(
    rows.map(([id, relationship, segment, industry, region, wonOn, buckets, events]) => {
      const before = (index: number): number =>
        events.reduce((sum, count, at) => (buckets[at]! <= index ? sum + count : sum), 0);
      const purchasesBefore = days.map((_, index) => before(index));
      return [id, { relationship, segment, industry, region, wonOn, purchasesBefore }];
    }),
  );
}
