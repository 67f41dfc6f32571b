import path from "node:path";
import type { EntityManager } from "typeorm";

import { fieldsGiven } from "../../platform/upsert/key";
import { layoutOf } from "../../platform/upsert/layout";
import { PartWriter, type Staging } from "../../platform/upsert/staging";
import type { MappedFile } from "./mapping";
import { fail, type Problem } from "./problems";
import { type OpenFile, openFile, Unreadable } from "./reading";
import { type Fields, rowReader, wantedColumns } from "./rows";

export interface StageRequest {
  readonly dir: string;
  /** of amounts whose file names none */
  readonly currency: string | undefined;
  readonly onProblem: (problem: Problem) => void;
  /** may throw to give up */
  readonly onBytes: (count: number) => void;
}

export interface Staged {
  readonly read: number;
  readonly filtered: number;
  readonly skipped: number;
  readonly rounded: number;
}

/** Reads one file of the mapping into the staging table of its record, row by row, with bounded memory. */
export async function stageFile(
  tx: EntityManager,
  staging: Staging,
  mapped: MappedFile,
  { dir, currency, onProblem, onBytes }: StageRequest,
): Promise<Staged> {
  const fields = withCurrency(staging, mapped, currency);
  const wanted = wantedColumns(fields, mapped);
  try {
    const open = await openFile({ ...mapped, path: path.resolve(dir, mapped.file), wanted, onBytes });
    return await stageRows(tx, staging, mapped, fields, open, onProblem);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return fail({ file: mapped.file, line: error.line, column: null, value: null, message: error.message });
  }
}

async function stageRows(
  tx: EntityManager,
  staging: Staging,
  mapped: MappedFile,
  fields: Fields,
  { columns, rows }: OpenFile,
  onProblem: (problem: Problem) => void,
): Promise<Staged> {
  const read = rowReader(staging.spec, mapped, fields, columns);
  const counts = { read: 0, filtered: 0, skipped: 0, rounded: 0 };
  const writer = await PartWriter.open(tx, staging, fieldsGiven(staging.spec, fields));
  try {
    for await (const raw of rows) {
      counts.read += 1;
      const row = read(raw);
      if (row === "filtered") {
        counts.filtered += 1;
      } else if ("problems" in row) {
        counts.skipped += 1;
        row.problems.forEach(onProblem);
      } else {
        counts.rounded += row.rounded;
        const full = writer.write(raw.line, row.text);
        if (full) await full;
      }
    }
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  await writer.close();
  return counts;
}

/** Amounts come with a currency: the file's, or that of the mapping. */
function withCurrency({ spec }: Staging, { file, fields }: MappedFile, currency: string | undefined): Fields {
  const layout = layoutOf(spec);
  const needed = layout.get("currency")?.required || Object.keys(fields).some((field) => layout.get(field)?.money);
  if (!needed || !layout.has("currency") || fields.currency) return fields;
  if (currency !== undefined) return { ...fields, currency: { const: currency, separator: "", nullIf: [] } };
  const message = 'has amounts in no currency: map "currency" to a column, or give the mapping a "currency"';
  return fail({ file, line: null, column: null, value: null, message });
}
