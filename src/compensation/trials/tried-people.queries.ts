import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";

const NAMES = `select id::text, external_id from rep where id = any ($1::bigint[])`;

/** The company's own keys of reps, by id. */
export async function externalIdsOfReps(
  { database, signal }: Context,
  reps: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const query = { text: NAMES, values: [reps], rowMode: "array" };
  const { rows } = await runCancellable<[id: string, externalId: string]>(database.pool, query, signal);
  return new Map(rows);
}
