import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";

/** A value that PostgreSQL reads from text: of jsonb its JSON. */
export type Cell = string | number | bigint | boolean | null;

/** What of a row, by its place among all, each column of a table holds. */
export type Columns<Row> = Readonly<Record<string, CellOf<Row>>>;
type CellOf<Row> = (row: Row, place: number) => Cell;

const ESCAPED = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Where rows go, and how each is told: lines may be told long before they are written. */
export interface CopyTarget<Row> {
  /** a table with its columns */
  readonly into: string;
  readonly lineOf: (row: Row, place?: number) => string;
}

export function copyTarget<Row>(table: string, columns: Columns<Row>): CopyTarget<Row> {
  const cells = Object.values(columns);
  return {
    into: `${table} (${Object.keys(columns).join(", ")})`,
    lineOf: (row, place = 0) => `${cells.map((cell) => textOf(cell(row, place))).join("\t")}\n`,
  };
}

/** Writes rows into a table by COPY: as parameters they would cost the driver many times as much. */
export function copyRows<Row>(
  tx: EntityManager,
  table: string,
  columns: Columns<Row>,
  rows: readonly Row[],
): Promise<void> {
  const { into, lineOf } = copyTarget(table, columns);
  return copy(tx, into, inChunks(rows, lineOf));
}

/** The same of rows that were told before. */
export async function copyLines(
  tx: EntityManager,
  { into }: CopyTarget<never>,
  lines: readonly string[],
): Promise<void> {
  if (lines.length > 0) await copy(tx, into, inChunks(lines, String));
}

async function copy(tx: EntityManager, into: string, chunks: Iterable<string>): Promise<void> {
  const client = await must(tx.queryRunner, "a transaction has its connection").connect();
  await pipeline(chunks, client.query(copyFrom(`copy ${into} from stdin`)));
}

/** So many lines are sent at once: PostgreSQL takes them in while the next ones are told. */
const CHUNK = 500;

function* inChunks<Row>(rows: readonly Row[], lineOf: (row: Row, place: number) => string): Iterable<string> {
  for (let from = 0; from < rows.length; from += CHUNK) {
    let text = "";
    for (let place = from; place < Math.min(from + CHUNK, rows.length); place++) text += lineOf(rows[place]!, place);
    yield text;
  }
}

function textOf(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell !== "string" || !ESCAPED.test(cell)) return `${cell}`;
  return cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}
