import type { Context } from "../../platform/graphql/context";
import { aboutCustomers, type Asked } from "../about-customers.queries";
import { isPurchase } from "../won.queries";

/** A customer that bought something. */
export interface Buyer {
  /** not for the first time */
  readonly again: boolean;
}

const buyers = aboutCustomers<[customer: string, again: boolean]>(
  "$4::bigint[]",
  (common) => `
  ${common},
  buyer as (
    select distinct s.root_id from purchase p join scope s on s.id = p.customer_id
    where p.purchased_on >= $2::date and p.purchased_on < $3::date and ${isPurchase("p", "$1::date")}
  )
  select buyer.root_id, bool_or(earlier.found)
  from buyer join scope s using (root_id)
  cross join lateral (select exists (
    select from purchase p
    where p.customer_id = s.id and p.purchased_on < $2::date and ${isPurchase("p", "$1::date")}) as found) earlier
  group by buyer.root_id`,
);

/**
 * Who bought in a period, and whether it had bought before it. A refund is no purchase, nor is what was refunded whole.
 *
 * @param customers only these; everybody when null
 */
export async function buyersOf(
  context: Context,
  { period: { start, end }, asOf }: Asked,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, Buyer>> {
  const rows = await buyers(context, [asOf, start, end], customers);
  return new Map(rows.map(([id, again]) => [id, { again }]));
}
