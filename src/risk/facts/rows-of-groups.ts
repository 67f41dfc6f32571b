import type { Pool, QueryConfig } from "pg";
import { runCancellable } from "../../platform/database/cancellable";

type Run = (
  pool: Pool,
  queries: readonly QueryConfig[],
  signal: AbortSignal,
) => Promise<readonly { readonly rows: readonly unknown[] }[]>;

/** Runs queries, and tells their rows group by group. */
export async function rowsOfGroups<Group extends string>(
  run: Run,
  pool: Pool,
  groups: Readonly<Record<Group, readonly QueryConfig[]>>,
  signal: AbortSignal,
): Promise<Readonly<Record<Group, readonly unknown[]>>> {
  const all = Object.entries<readonly QueryConfig[]>(groups).flatMap(([group, queries]) =>
    queries.map((query) => ({ group, query })),
  );
  const queries = all.map(({ query }) => query);
  const results = await run(pool, queries, signal);
  const rowsOf = (group: string): unknown[] =>
    results.flatMap(({ rows }, place) => (all[place]!.group === group ? rows : []));
  return Object.fromEntries(Object.keys(groups).map((group) => [group, rowsOf(group)])) as Record<Group, unknown[]>;
}

/** Each as of a moment of its own: begin and end would take longer than what is asked. */
export const runAtOnce: Run = (pool, queries, signal) =>
  Promise.all(queries.map((query) => runCancellable(pool, query, signal)));
