import type { Day, Period } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { isPurchase } from "../won.queries";

/** What refunds take off each purchase that they name, as far as $1 knows. */
const REFUND = `
  refund as (
    select refund_of_id, sum(amount_minor)::bigint as amount_minor from purchase
    where refund_of_id is not null and purchased_on <= $1::date
    group by refund_of_id
  )`;

const NET = "p.amount_minor + coalesce(refund.amount_minor, 0)";

/** Account by account, latest first: so they stand in the index that finds them, and nothing is sorted. */
const DAYS = `
  with recursive ${merged("$1::date")},
  refunded (id) as materialized (
    select refund_of_id from purchase where refund_of_id is not null and purchased_on <= $1::date
  ),
  bought as (
    select p.customer_id as id, json_agg(p.purchased_on - date '1970-01-01' order by p.purchased_on desc) as days
    from purchase p
    where p.refund_of_id is null and p.purchased_on <= $1::date and p.purchased_on < $2::date and p.amount_minor > 0
      and (p.id not in (select id from refunded) or ${isPurchase("p", "$1::date")})
      and ($3::bigint[] is null or p.customer_id = any ($3::bigint[])
        or p.customer_id in (select id from merged where root_id = any ($3::bigint[])))
    group by p.customer_id
  )
  select c.id::text, bought.days
  from bought left join merged m on m.id = bought.id
  join customer c on c.id = coalesce(m.root_id, bought.id) and c.relationship = 'REPEAT_PURCHASE'
  where $3::bigint[] is null or c.id = any ($3::bigint[])`;

/**
 * The days before another on which each repeat purchaser bought, as days since 1970-01-01, rising, none twice; what was
 * refunded whole does not count.
 *
 * @param customers only these; all when null
 */
export async function daysBought(
  { database, signal }: Context,
  before: Day,
  asOf: Day,
  customers: readonly string[] | null,
): Promise<readonly (readonly [customerId: string, days: readonly number[]])[]> {
  const query = { text: DAYS, values: [asOf, before, customers], rowMode: "array" };
  const { rows } = await runCancellable<[customer: string, latestFirst: number[]]>(database.pool, query, signal);
  const accounts = groupBy(rows, ([customer]) => customer);
  return [...accounts].map(([customer, found]) => [
    customer,
    rising(found.length === 1 ? found[0]![1] : latestFirst(found.flatMap(([, days]) => days))),
  ]);
}

const latestFirst = (days: number[]): number[] => days.sort((a, b) => b - a);

/** Each once. */
const rising = (falling: readonly number[]): number[] =>
  falling.filter((day, index) => day !== falling[index - 1]).reverse();

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
