import type { Context } from "../../platform/graphql/context";
import { aboutCustomers, type Asked, midnight } from "../about-customers.queries";

/** The renewals of a customer that were closed as renewed, and how many of them somebody said thank you for. */
export interface Thanks {
  readonly renewed: number;
  readonly thanked: number;
}

/** $4: within how many days. */
const thanked = aboutCustomers<[customer: string, renewed: number, thanked: number]>(
  "$5::bigint[]",
  (common) => `
  ${common},
  renewed as (
    select s.root_id, r.id, r.closed_on from renewal r join scope s on s.id = r.customer_id
    where r.status = 'RENEWED' and r.closed_on >= $2::date and r.closed_on < $3::date
  ),
  thanks as (
    select s.root_id, (i.occurred_at at time zone 'UTC')::date as on_day
    from interaction i join scope s on s.id = i.customer_id
    where i.point = 'THANKS' and i.occurred_at >= ${midnight("$2")}
      and i.occurred_at < ${midnight("(least($3::date + $4::integer, $1::date + 1))")}
  )
  select renewed.root_id, count(distinct renewed.id)::int,
    count(distinct renewed.id) filter (where thanks.root_id is not null)::int
  from renewed left join thanks on thanks.root_id = renewed.root_id
    and thanks.on_day >= renewed.closed_on and thanks.on_day <= renewed.closed_on + $4::integer
  group by renewed.root_id`,
);

/**
 * The renewals closed as renewed in a period, and how many were followed by a `THANKS` interaction on the same day or
 * within so many days, be it after the period. One thank you may be for two renewals.
 *
 * @param customers only these; everybody when null
 */
export async function thanksForRenewals(
  context: Context,
  { period: { start, end }, asOf }: Asked,
  withinDays: number,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Thanks>> {
  const rows = await thanked(context, [asOf, start, end, withinDays], customers);
  return new Map(rows.map(([id, renewals, said]) => [id, { renewed: renewals, thanked: said }]));
}
