import type { Day } from "../kernel/calendar";
import type { Context } from "../platform/graphql/context";
import { aboutCustomers } from "./about-customers.queries";

const SIGNED = `select from contract k where k.customer_id = s.id and k.signed_on <= $1::date`;
/** Of those whose term does not end by then. */
const IS_LEFT = `(k.starts_on > $1::date or (k.ended_on <= $1::date) is not true)`;

/**
 * $1: asOf; $2: the customers. A contract that is signed and begins later is one to come. What runs or is to come ends later,
 * or has no end: an index finds it, however many contracts have ended.
 */
const endedContracts = aboutCustomers<[customer: string]>(
  "$2::bigint[]",
  (common) => `${common}
  select s.root_id::text from scope s where exists (${SIGNED})
  group by s.root_id
  having not bool_or(
    exists (${SIGNED} and k.ends_on > $1::date and ${IS_LEFT})
    or exists (${SIGNED} and k.ends_on is null and ${IS_LEFT}))`,
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
