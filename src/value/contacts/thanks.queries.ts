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
  ${common}
  select s.root_id, count(*)::int, count(*) filter (where thanks.said)::int
  from renewal r join scope s on s.id = r.customer_id
  cross join lateral (select exists (
    select from scope account join interaction i on i.customer_id = account.id
    where account.root_id = s.root_id and i.point = 'THANKS'
      and i.occurred_at >= ${midnight("r.closed_on")} and i.occurred_at < ${midnight("(r.closed_on + $4::integer + 1)")}
      and i.occurred_at < ${midnight("($1::date + 1)")}) as said) thanks
  where r.status = 'RENEWED' and r.closed_on >= $2::date and r.closed_on < $3::date
  group by s.root_id`,
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
