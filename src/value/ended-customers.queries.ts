import type { Day } from "../kernel/calendar";
import type { Context } from "../platform/graphql/context";
import { aboutCustomers } from "./about-customers.queries";

/** $1: asOf; $2: the customers. A contract that is signed and begins later is one to come. */
const endedContracts = aboutCustomers<[customer: string]>(
  "$2::bigint[]",
  (common) => `${common}
  select s.root_id::text from scope s join contract k on k.customer_id = s.id
  where k.signed_on <= $1::date
  group by s.root_id
  having bool_and(k.starts_on <= $1::date and coalesce(least(k.ends_on, k.ended_on) <= $1::date, false))`,
);

/**
 * Customers that had a contract by a day, and have none that is running then or begins later. Merged customers are one.
 *
 * @param customers only these; all when null
 */
export async function endedCustomers(
  context: Context,
  asOf: Day,
  customers: readonly string[] | null,
): Promise<ReadonlySet<string>> {
  return new Set((await endedContracts(context, [asOf], customers)).map(([customer]) => customer));
}
