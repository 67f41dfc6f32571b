import { parseAmount } from "../../kernel/money";
import type { FieldPlace } from "./layout";
import { layoutOf } from "./layout";
import { compileRules, type Violation } from "./rules";
import type { UpsertSpec } from "./spec";

/** What COPY takes for one row, without the two leading columns and the line's end; or why the row cannot be taken. */
export type RowText =
  { readonly text: string; readonly rounded: number } | { readonly violations: readonly Violation[] };

type Row = Readonly<Record<string, unknown>>;

const NULL = "\\N";
const ESCAPED = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** The fields of a row in the order in which `rowWriter` writes them. */
export const writtenFields = (spec: UpsertSpec, given: ReadonlySet<string>): FieldPlace[] =>
  [...layoutOf(spec).values()].filter(({ name }) => given.has(name));

/**
 * Checks rows by the record's rules and turns them into COPY's text format.
 *
 * @param given the fields that the rows give: only these are checked and written; one that is null clears what is stored
 */
export function rowWriter(spec: UpsertSpec, given: ReadonlySet<string>): (row: object) => RowText {
  const rules = compileRules(spec.input, given);
  const fields = writtenFields(spec, given);
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  const cells = fields.map(cellWriter);
  return (row) => {
    const missing = required.find((name) => ((row as Row)[name] ?? null) === null);
    if (missing !== undefined) return { violations: [withoutValue(missing)] };
    const broken = rules(row);
    if (broken.length > 0) return { violations: broken };
    const amounts = { rounded: 0 };
    let text = "";
    for (const cell of cells) {
      const written = cell(row as Row, amounts);
      if (typeof written !== "string") return { violations: [written] };
      text += `\t${written}`;
    }
    return { text, rounded: amounts.rounded };
  };
}

type CellWriter = (row: Row, amounts: { rounded: number }) => string | Violation;

function cellWriter({ name, money }: FieldPlace): CellWriter {
  const write = money ? writeAmount : writeValue;
  return (row, amounts) => {
    const value = row[name] ?? null;
    return value === null ? NULL : write(name, value, row, amounts);
  };
}

const withoutValue = (name: string): Violation => violation(name, "isDefined", `${name} must have a value`, null);

function writeValue(name: string, value: unknown): string | Violation {
  if (typeof value !== "string") return value instanceof Date ? value.toISOString() : String(value);
  if (value.includes("\0")) return violation(name, "text", `${name} must not contain the NUL character`, value);
  return ESCAPED.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : value;
}

function writeAmount(name: string, value: unknown, row: Row, amounts: { rounded: number }): string | Violation {
  const { currency } = row;
  if (typeof currency !== "string") return violation(name, "money", `${name} needs a currency beside it`, value);
  const amount = parseAmount(String(value), currency);
  if (amount === null) return violation(name, "money", `${name} must be a decimal number such as 1234.50`, value);
  if (BigInt.asIntN(64, amount.minor) !== amount.minor) return violation(name, "money", `${name} is too large`, value);
  if (amount.rounded) amounts.rounded += 1;
  return amount.minor.toString();
}

const violation = (field: string, rule: string, message: string, value: unknown): Violation => ({
  field,
  rule,
  message,
  value,
});
