import { finished } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";

/** A value that PostgreSQL reads from text: of jsonb its JSON. */
export type Cell = string | number | bigint | null;

const ESCAPED = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Writes rows into a table by COPY: as parameters they would cost the driver many times as much. */
export async function copyRows<Column extends string>(
  tx: EntityManager,
  table: string,
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, Cell>>[],
): Promise<void> {
  const client = await must(tx.queryRunner, "a transaction has its connection").connect();
  const copy = client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
  copy.end(rows.map((row) => `${columns.map((column) => textOf(row[column])).join("\t")}\n`).join(""));
  await finished(copy);
}

function textOf(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell !== "string" || !ESCAPED.test(cell)) return `${cell}`;
  return cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}
