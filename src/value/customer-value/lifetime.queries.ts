import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { merged } from "../../records/customers/merged.queries";
import { scopeOf } from "../won.queries";

const terms = (customers: string | null): string => `
  with recursive ${merged("$1::date")}, ${scopeOf(customers)}
  select distinct on (s.root_id) s.root_id::text, k.ends_on - k.starts_on
  from contract k join scope s on s.id = k.customer_id
  where k.signed_on <= $1::date and k.starts_on <= $1::date and k.ends_on is not null
  order by s.root_id, k.starts_on desc, k.id desc`;

const OF_ALL = terms(null);
const OF_SOME = terms("$2::bigint[]");

/** How many days each customer's latest term lasts that has begun. Contracts from month to month have no terms. */
export async function termDays(
  { database, signal }: Context,
  asOf: Day,
  customers: readonly string[] | null,
): Promise<ReadonlyMap<string, number>> {
  const query =
    customers === null
      ? { text: OF_ALL, values: [asOf], rowMode: "array" }
      : { text: OF_SOME, values: [asOf, customers], rowMode: "array" };
  const { rows } = await runCancellable<[customer: string, days: number]>(database.pool, query, signal);
  return new Map(rows);
}
