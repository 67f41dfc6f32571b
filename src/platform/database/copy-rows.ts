import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";

/** A value that PostgreSQL reads from text: of jsonb its JSON. */
export type Cell = string | number | bigint | null;

/** What of a row, by its place among all, each column of a table holds. */
export type Columns<Row> = Readonly<Record<string, CellOf<Row>>>;
type CellOf<Row> = (row: Row, place: number) => Cell;

const ESCAPED = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Rows that are told at once: PostgreSQL takes them in while the next ones are written out. */
const TOLD = 500;

/** Writes rows into a table by COPY: as parameters they would cost the driver many times as much. */
export async function copyRows<Row>(
  tx: EntityManager,
  table: string,
  columns: Columns<Row>,
  rows: readonly Row[],
): Promise<void> {
  const client = await must(tx.queryRunner, "a transaction has its connection").connect();
  const copy = client.query(copyFrom(`copy ${table} (${Object.keys(columns).join(", ")}) from stdin`));
  await pipeline(told(Object.values(columns), rows), copy);
}

function* told<Row>(cells: readonly CellOf<Row>[], rows: readonly Row[]): Iterable<string> {
  for (let from = 0; from < rows.length; from += TOLD) {
    let text = "";
    for (let place = from; place < Math.min(from + TOLD, rows.length); place++)
      text += lineOf(cells, rows[place]!, place);
    yield text;
  }
}

const lineOf = <Row>(cells: readonly CellOf<Row>[], row: Row, place: number): string =>
  `${cells.map((cell) => textOf(cell(row, place))).join("\t")}\n`;

function textOf(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell !== "string" || !ESCAPED.test(cell)) return `${cell}`;
  return cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}
