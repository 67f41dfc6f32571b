import type { Pool } from "pg";
import { runCancellable } from "./cancellable";

export interface ColumnsQuery {
  /** a select, every column with a name of its own */
  readonly text: string;
  readonly values: readonly unknown[];
  /** the names of its columns, in the order in which they are wanted */
  readonly columns: readonly string[];
}

/**
 * Reads a long result column by column: one row, whose values are JSON arrays. A row and its strings cost the driver more
 * than PostgreSQL takes to find them. bigint and numeric stay text, so that no digit is lost.
 *
 * @returns one array per column, all of one length
 */
export async function fetchColumns(
  pool: Pool,
  { text, values, columns }: ColumnsQuery,
  signal: AbortSignal,
): Promise<readonly (readonly unknown[])[]> {
  const aggregates = columns.map((column) => `json_agg(${column})::text`);
  const query = {
    text: `select ${aggregates.join(", ")} from (${text}) as row`,
    values: [...values],
    rowMode: "array",
  };
  const { rows } = await runCancellable<(string | null)[]>(pool, query, signal);
  return rows[0]!.map((json) => (json === null ? [] : (JSON.parse(json) as unknown[])));
}
