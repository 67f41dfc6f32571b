import { fieldsGiven, keyed } from "../../platform/upsert/key";
import { layoutOf } from "../../platform/upsert/layout";
import type { Violation } from "../../platform/upsert/rules";
import { rowWriter } from "../../platform/upsert/row-text";
import type { UpsertSpec } from "../../platform/upsert/spec";
import { must } from "../../kernel/invariant";
import { columnsOf, compileCell, compileCondition, placeOf, type Position, WrongCell } from "./cells";
import type { MappedFile, Source } from "./mapping";
import { fail, type Problem } from "./problems";
import type { Raw } from "./reading";

export type Fields = Readonly<Record<string, Source>>;

/** What one row of a file became. */
export type ReadRow =
  | { readonly text: string; readonly rounded: number }
  | { readonly problems: readonly Problem[] }
  /** left out by the mapping's `where` */
  | "filtered";

/** Compiles a mapped file once, so that its rows cost little each. */
export function rowReader(
  spec: UpsertSpec,
  mapped: MappedFile,
  fields: Fields,
  columns: readonly string[],
): (raw: Raw) => ReadRow {
  const { file, where } = mapped;
  const takes = compileCondition(where, positionIn(file, columns));
  const readCells = cellsReader(spec, file, fields, columns);
  const write = rowWriter(spec, fieldsGiven(spec, fields));
  return (raw) => {
    if (raw.cells.length !== columns.length) return { problems: [wrongLength(file, raw, columns)] };
    if (!takes(raw.cells)) return "filtered";
    const problems: Problem[] = [];
    const row = readCells(raw, problems);
    if (problems.length > 0) return { problems };
    const written = write(keyed(spec, row));
    if ("text" in written) return written;
    return { problems: written.violations.map((violation) => broken(file, raw.line, fields, hushed(spec, violation))) };
  };
}

const positionIn =
  (file: string, columns: readonly string[]): Position =>
  (column) => {
    const at = columns.indexOf(column);
    if (at >= 0) return at;
    return fail({
      file,
      line: 1,
      column: null,
      value: column,
      message: `is no column: there are ${columns.join(", ")}`,
    });
  };

/** Reads the cells of a row as its record's fields; what they do not hold becomes a problem. */
function cellsReader(
  spec: UpsertSpec,
  file: string,
  fields: Fields,
  columns: readonly string[],
): (raw: Raw, problems: Problem[]) => object {
  const cells = Object.entries(fields).map(([name, source]) => {
    const place = must(layoutOf(spec).get(name), `the mapping was checked to name fields of ${spec.record}`);
    const column = placeOf(source);
    const read = compileCell(place, source, positionIn(file, columns));
    if (typeof read !== "string") return { name, column, read, secret: place.secret };
    return fail({ file, line: null, column, value: source.format ?? null, message: read });
  });
  return ({ line, cells: texts }, problems) => {
    const row: Record<string, unknown> = {};
    for (const { name, column, read, secret } of cells) {
      const value = read(texts);
      if (!(value instanceof WrongCell)) row[name] = value;
      else
        problems.push({ file, line, column, value: secret ? null : value.value, message: `must be ${value.expected}` });
    }
    return row;
  };
}

const wrongLength = (file: string, { line, cells }: Raw, columns: readonly string[]): Problem => ({
  file,
  line,
  column: null,
  value: null,
  message: `has ${cells.length} values where the header names ${columns.length} columns`,
});

const hushed = (spec: UpsertSpec, violation: Violation): Violation =>
  layoutOf(spec).get(violation.field)?.secret ? { ...violation, value: null } : violation;

/** A rule's message begins with the field's name; here the column stands before it. */
function broken(file: string, line: number, fields: Fields, { field, message, value }: Violation): Problem {
  const source = fields[field];
  return {
    file,
    line,
    column: source ? placeOf(source) : field,
    value: value === null || value === undefined ? null : String(value),
    message: message.startsWith(`${field} `) ? message.slice(field.length + 1) : message,
  };
}

/** The columns that a file must have. */
export const wantedColumns = (fields: Fields, { where }: MappedFile): string[] => [
  ...new Set([...Object.values(fields).flatMap(columnsOf), ...(where ? [where.column] : [])]),
];
