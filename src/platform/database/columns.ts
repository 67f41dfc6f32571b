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
  const query = { text: `select ${aggregated(columns)} from (${text}) as row`, values: [...values], rowMode: "array" };
  const { rows } = await runCancellable<Text[]>(pool, query, signal);
  return rows[0]!.map(parsed);
}

/** What is read side by side by one statement. */
export interface TablesQuery<Table extends string> {
  /** common table expressions, those of `tables` among them */
  readonly text: string;
  readonly values: readonly unknown[];
  /** the names of the columns of each */
  readonly tables: Readonly<Record<Table, readonly string[]>>;
}

/** Reads several long results of one statement in the same way. */
export async function fetchTables<Table extends string>(
  pool: Pool,
  { text, values, tables }: TablesQuery<Table>,
  signal: AbortSignal,
): Promise<Readonly<Record<Table, readonly (readonly unknown[])[]>>> {
  const all = Object.entries<readonly string[]>(tables);
  const selects = all.map(
    ([name, columns], place) => `(select ${aggregated(columns)} from ${name}) as result_${place}`,
  );
  const query = { text: `${text} select * from ${selects.join(", ")}`, values: [...values], rowMode: "array" };
  const row = (await runCancellable<Text[]>(pool, query, signal)).rows[0]!.map(parsed);
  const found = all.map(([name, columns]) => [name, row.splice(0, columns.length)]);
  return Object.fromEntries(found) as Record<Table, unknown[][]>;
}

type Text = string | null;

const aggregated = (columns: readonly string[]): string =>
  columns.map((column) => `json_agg(${column})::text`).join(", ");

const parsed = (json: Text): unknown[] => (json === null ? [] : (JSON.parse(json) as unknown[]));
