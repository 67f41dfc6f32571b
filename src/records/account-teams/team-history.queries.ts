import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import type { Service } from "./calc/team-history";

const SERVICES = `
  select customer_id, json_agg(json_build_object(
    'repId', rep_id::text, 'role', role, 'derived', origin = 'PURCHASES', 'startsOn', starts_on, 'endsOn', ends_on))
  from assignment where customer_id = any ($1::bigint[])
  group by customer_id`;

/** Everybody who served or will serve each customer. */
export async function servicesOf(
  { database, signal }: Context,
  customers: readonly string[],
): Promise<ReadonlyMap<string, readonly Service[]>> {
  const query = { text: SERVICES, values: [customers], rowMode: "array" };
  const { rows } = await runCancellable<[customer: string, services: Service[]]>(database.pool, query, signal);
  return new Map(rows);
}
