import { createHash } from "node:crypto";

import type { FieldPlace } from "../../platform/upsert/layout";
import { remembering } from "../../platform/upsert/readings";
import { dateFormat, type Format, numberFormat } from "./formats";
import type { Condition, Source } from "./mapping";
import type { Raw } from "./reading";

/** What a field's type reads from a text. */
type Value = string | number | boolean;

/** A cell that does not hold what its field takes. */
export class WrongCell {
  constructor(
    readonly value: string,
    /** completes "expected …" */
    readonly expected: string,
  ) {}
}

/** Takes one field's value out of a row. */
export type CellReader = (cells: Raw["cells"]) => Value | null | WrongCell;

export type Position = (column: string) => number;

/** The columns that a mapping asks a file for. */
export const columnsOf = ({ column, concat, hash }: Source): readonly string[] =>
  column === undefined ? (concat ?? hash ?? []) : [column];

/** What a problem calls the place: a column, several, or none for a constant. */
export const placeOf = (source: Source): string | null =>
  columnsOf(source)
    .map((c) => JSON.stringify(c))
    .join(" + ") || null;

/** @returns a text when the format does not suit the field, completing "the format …" */
export function compileCell(place: FieldPlace, source: Source, position: Position): CellReader | string {
  const format = compileFormat(place, source.format);
  if (typeof format === "string") return format;
  const interpret = interpreter(place, source, format);
  if (source.const !== undefined) {
    const constant = source.const === null ? null : interpret(source.const);
    return () => constant;
  }
  // A formatted day or amount costs more to read than to look up, and few of them recur in many rows.
  const known = format === null ? interpret : remembering(interpret);
  const positions = columnsOf(source).map(position);
  const texts = (cells: Raw["cells"]): string[] => positions.map((at) => cells[at] ?? "");
  if (source.hash) return (cells) => interpret(hashOf(texts(cells)));
  const [only = 0] = positions;
  if (positions.length === 1) return (cells) => known(cells[only] ?? "");
  return (cells) => interpret(texts(cells).filter(Boolean).join(source.separator));
}

/** 22 characters, half of SHA-256: two rows of a billion share one with a probability of 10⁻²¹. */
const hashOf = (texts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(texts)).digest().subarray(0, 16).toString("base64url");

/** An empty text is no value: CSV has no other way to say so. */
function interpreter(
  { reading }: FieldPlace,
  source: Source,
  format: Format | null,
): (text: string) => Value | null | WrongCell {
  const fallback = source.default ?? null;
  const map = source.map && new Map(Object.entries(source.map));
  const read = (text: string): Value | WrongCell => reading.read(text) ?? new WrongCell(text, reading.expected);
  return (text) => {
    const mapped = map?.get(text);
    if (mapped !== undefined) return mapped === null ? null : read(mapped);
    if (text === "" || source.nullIf.includes(text)) return fallback === null ? null : read(fallback);
    if (map) return fallback === null ? new WrongCell(text, `one of ${[...map.keys()].join(", ")}`) : read(fallback);
    if (format === null) return read(text);
    const formatted = format(text);
    const value = formatted === undefined ? undefined : reading.read(formatted);
    return value ?? new WrongCell(text, `a value as ${source.format}`);
  };
}

function compileFormat({ reading }: FieldPlace, pattern: string | undefined): Format | null | string {
  if (pattern === undefined) return null;
  switch (reading.type) {
    case "Date":
    case "DateTime":
      return dateFormat(pattern, reading.type) ?? "needs yyyy, MM and dd, and takes HH, mm, ss and SSS";
    case "Int":
    case "Float":
    case "Decimal":
      return numberFormat(pattern) ?? "is a number's pattern such as #,##0.00 or $#,##0.00";
    default:
      return `is for days, instants and numbers: this field holds ${reading.expected}`;
  }
}

/** Whether a row is taken at all. */
export function compileCondition(
  condition: Condition | undefined,
  position: Position,
): (cells: Raw["cells"]) => boolean {
  if (!condition) return () => true;
  const at = position(condition.column);
  const listed = new Set(condition.in ?? condition.notIn);
  const expected = condition.in !== undefined;
  return (cells) => listed.has(cells[at] ?? "") === expected;
}
