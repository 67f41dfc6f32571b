import type { Context } from "../../platform/graphql/context";
import { aboutCustomers, type Asked } from "../about-customers.queries";
import { wonOf } from "../won.queries";

/** Whether a customer recommended us to somebody. */
export interface Referring {
  readonly referred: boolean;
}

const referring = aboutCustomers<[customer: string, referred: boolean]>(
  "$4::bigint[]",
  (common) => `
  ${common}, ${wonOf("$1::date")}
  select won.root_id, won.root_id in (
    select s.root_id from referral r join scope s on s.id = r.customer_id
    where r.received_on >= $2::date and r.received_on < $3::date)
  from won
  where won.won_on < $3::date`,
);

/**
 * Which customers brought a lead in a period, by the day on which we were told; an entry for each that had been won by its
 * end.
 *
 * @param customers only these; everybody when null
 */
export async function referrals(
  context: Context,
  { period: { start, end }, asOf }: Asked,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Referring>> {
  const rows = await referring(context, [asOf, start, end], customers);
  return new Map(rows.map(([id, referred]) => [id, { referred }]));
}
