import type { QueryArrayConfig } from "pg";
import { runAsViewer, runCancellable } from "../database/cancellable";
import type { Context } from "../graphql/context";
import type { Plan } from "./plan";

/** Each prepared statement costs a connection about 160 kB: only so many texts are ever prepared. */
const MOST_PREPARED = 100;

const seen = new Set<string>();
const prepared = new Set<string>();

/** Runs a plan. What is reusable is prepared from the second time on: most documents are asked once, or often. */
export async function fetchRows(
  { database, signal, viewer }: Context,
  { text, hash, reusable, guarded }: Plan,
  values: unknown[],
): Promise<(string | null)[][]> {
  const query: QueryArrayConfig = { text, values, rowMode: "array", name: reusable ? nameOf(hash) : undefined };
  const { rows } = guarded
    ? await runAsViewer<(string | null)[]>(database.pool, viewer, query, signal)
    : await runCancellable<(string | null)[]>(database.pool, query, signal);
  return rows;
}

function nameOf(hash: string): string | undefined {
  if (prepared.has(hash)) return hash;
  if (prepared.size >= MOST_PREPARED) return undefined;
  if (!seen.delete(hash)) {
    seen.add(hash);
    if (seen.size > 10 * MOST_PREPARED) seen.clear();
    return undefined;
  }
  prepared.add(hash);
  return hash;
}
