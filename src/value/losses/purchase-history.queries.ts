import type { Day, Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";

/** What refunds take off each purchase that they name, as far as $1 knows. */
const REFUND = `
  refund as (
    select refund_of_id, sum(amount_minor)::bigint as amount_minor from purchase
    where refund_of_id is not null and purchased_on <= $1::date
    group by refund_of_id
  )`;

const NET = "p.amount_minor + coalesce(refund.amount_minor, 0)";

const DAYS = `
  with recursive ${merged("$1::date")}, ${REFUND},
  bought as (
    select coalesce(m.root_id, p.customer_id) as id, json_agg(distinct p.purchased_on order by p.purchased_on) as days
    from purchase p
    left join merged m on m.id = p.customer_id
    left join refund on refund.refund_of_id = p.id
    where p.refund_of_id is null and p.purchased_on <= $1::date and p.purchased_on < $2::date and ${NET} > 0
      and ($3::bigint[] is null or coalesce(m.root_id, p.customer_id) = any ($3::bigint[]))
    group by 1
  )
  select bought.id::text, bought.days
  from bought join customer c on c.id = bought.id and c.relationship = 'REPEAT_PURCHASE'`;

/**
 * The days before another on which each repeat purchaser bought, rising, none twice; what was refunded whole does not
 * count.
 *
 * @param customers only these; all when null
 */
export async function daysBought(
  { database, signal }: Context,
  before: Day,
  asOf: Day,
  customers: readonly string[] | null,
): Promise<readonly (readonly [customerId: string, days: readonly Day[]])[]> {
  const query = { text: DAYS, values: [asOf, before, customers], rowMode: "array" };
  return (await runCancellable<[customer: string, days: Day[]]>(database.pool, query, signal)).rows;
}

/** A customer in a span of days. */
export interface CustomerSpan {
  readonly customerId: string;
  readonly span: Period;
}

const AMOUNTS = `
  with recursive ${merged("$1::date")}, ${REFUND}
  select given.ordinality::integer - 1, p.currency, sum(${NET})::text
  from unnest($2::bigint[], $3::date[], $4::date[]) with ordinality given (customer_id, starts_on, ends_on, ordinality)
  cross join lateral (
    select given.customer_id as id union all select m.id from merged m where m.root_id = given.customer_id
  ) account
  join purchase p on p.customer_id = account.id and p.purchased_on >= given.starts_on and p.purchased_on < given.ends_on
  left join refund on refund.refund_of_id = p.id
  where p.refund_of_id is null and p.purchased_on <= $1::date
  group by given.ordinality, p.currency`;

/** Minor units as text. */
export type Amount = readonly [currency: string, amountMinor: string];

/**
 * What customers bought in spans of days, in the order given: refunds that name a purchase are taken off on its day,
 * others on their own.
 */
export async function amountsBought(
  { database, signal }: Context,
  spans: readonly CustomerSpan[],
  asOf: Day,
): Promise<readonly (readonly Amount[])[]> {
  const ids = spans.map(({ customerId }) => customerId);
  const values = [asOf, ids, spans.map(({ span }) => span.start), spans.map(({ span }) => span.end)];
  const query = { text: AMOUNTS, values, rowMode: "array" };
  const { rows } = await runCancellable<[index: number, ...amount: Amount]>(database.pool, query, signal);
  const found: Amount[][] = spans.map(() => []);
  for (const [index, ...amount] of rows) found[index]!.push(amount);
  return found;
}
