import type { Day, Period } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { aboutCustomers } from "../../value/about-customers.queries";
import { isPurchase } from "../../value/won.queries";

const BOUGHT = aboutCustomers<[customer: string, days: Day[]]>(
  "$4::bigint[]",
  (common) => `
  ${common}
  select s.root_id::text, array_agg(distinct p.purchased_on::text order by p.purchased_on::text)
  from purchase p join scope s on s.id = p.customer_id
  where p.purchased_on >= $2::date and p.purchased_on < $3::date and p.purchased_on <= $1::date and ${isPurchase("p", "$1::date")}
  group by s.root_id`,
);

/** The days on which customers bought, rising; what was refunded whole does not count. */
export async function daysBoughtIn(
  context: Context,
  { start, end }: Period,
  asOf: Day,
  customers: readonly string[],
): Promise<ReadonlyMap<string, readonly Day[]>> {
  return new Map(await BOUGHT(context, [asOf, start, end], customers));
}
