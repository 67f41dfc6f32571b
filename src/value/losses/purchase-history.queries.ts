import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";

/** A purchase less the refunds that name it, or a refund that names none; minor units as text. */
export type Order = readonly [on: Day, currency: string, amountMinor: string];

const ORDERS = `
  with recursive ${merged("$2::date")},
  refund as (
    select refund_of_id, sum(amount_minor) as amount_minor from purchase
    where refund_of_id is not null and purchased_on <= $2::date
    group by refund_of_id
  )
  select c.id::text, json_agg(json_build_array(p.purchased_on, p.currency, (p.amount_minor + coalesce(refund.amount_minor, 0))::text)
    order by p.purchased_on)
  from purchase p
  left join merged m on m.id = p.customer_id
  join customer c on c.id = coalesce(m.root_id, p.customer_id) and c.relationship = 'REPEAT_PURCHASE'
  left join refund on refund.refund_of_id = p.id
  where p.refund_of_id is null and p.purchased_on < $1::date and p.purchased_on <= $2::date
    and p.amount_minor + coalesce(refund.amount_minor, 0) <> 0
    and ($3::bigint[] is null or c.id = any ($3::bigint[]))
  group by c.id`;

/**
 * What each repeat purchaser bought before a day, as it is known on another; the first order first. One that was refunded
 * whole is left out.
 *
 * @param customers only these; all when null
 */
export async function ordersBefore(
  { database, signal }: Context,
  day: Day,
  asOf: Day,
  customers: readonly string[] | null,
): Promise<readonly (readonly [customerId: string, orders: readonly Order[]])[]> {
  const query = { text: ORDERS, values: [day, asOf, customers], rowMode: "array" };
  const { rows } = await runCancellable<[string, Order[]]>(database.pool, query, signal);
  return rows;
}
