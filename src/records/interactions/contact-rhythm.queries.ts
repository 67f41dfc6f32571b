import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";

const CONTACT_DAYS = `
  select customer_id, array_agg(day::text order by day)
  from (
    select distinct customer_id, (occurred_at at time zone 'UTC')::date as day
    from interaction
    where customer_id = any ($1::bigint[]) and direction = 'TWO_WAY'
      and occurred_at < (($2::date + 1)::timestamp at time zone 'UTC')
  ) contact
  group by customer_id`;

/** The days on which each customer and the company talked to each other, rising, up to a day. */
export async function contactDays(
  { database, signal }: Context,
  customers: readonly string[],
  asOf: Day,
): Promise<ReadonlyMap<string, readonly Day[]>> {
  const query = { text: CONTACT_DAYS, values: [customers, asOf], rowMode: "array" };
  const { rows } = await runCancellable<[customer: string, days: Day[]]>(database.pool, query, signal);
  return new Map(rows);
}
