import type { Context } from "../../platform/graphql/context";
import { aboutCustomers, type Asked, midnight } from "../about-customers.queries";
import { type Experiences, experiencesOf, type RatedPairs } from "./calc/experience";

/** Of the time before the period, only each account's last rated interaction is looked at: history costs nothing. */
const ratedPairs = aboutCustomers<[customer: string, pairs: RatedPairs[]]>(
  "$4::bigint[]",
  (common) => `
  ${common},
  recent as (
    select s.root_id, i.id, i.occurred_at, i.expectation
    from interaction i join scope s on s.id = i.customer_id
    where i.expectation is not null and i.occurred_at >= ${midnight("$2")} and i.occurred_at < ${midnight("$3")}
  ),
  rated as (
    select * from recent
    union all
    select s.root_id, earlier.id, earlier.occurred_at, earlier.expectation
    from (select distinct root_id from recent) with_recent join scope s using (root_id)
    cross join lateral (
      select i.id, i.occurred_at, i.expectation from interaction i
      where i.customer_id = s.id and i.expectation is not null and i.occurred_at < ${midnight("$2")}
      order by i.occurred_at desc, i.id desc limit 1) earlier
  ),
  pair as (
    select root_id, occurred_at, expectation as after,
      lag(expectation) over (partition by root_id order by occurred_at, id) as before
    from rated
  ),
  counted as (
    select root_id, before, after, count(*) as count
    from pair where before is not null and occurred_at >= ${midnight("$2")}
    group by root_id, before, after
  )
  select root_id, json_agg(json_build_object('before', before, 'after', after, 'count', count))
  from counted group by root_id`,
);

/**
 * The interactions of a period that were rated against the customer's expectation, each beside the same customer's previous
 * rated one, however long before.
 *
 * @param customers only these; everybody when null
 */
export async function experiences(
  context: Context,
  { period: { start, end }, asOf }: Asked,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Experiences>> {
  const rows = await ratedPairs(context, [asOf, start, end], customers);
  return new Map(rows.map(([id, pairs]) => [id, experiencesOf(pairs)]));
}
