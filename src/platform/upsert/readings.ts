import { isDay } from "../../kernel/calendar";

/** How a text becomes the value of one GraphQL type. */
export interface Reading {
  /** the GraphQL type, or "enum" */
  readonly type: string;
  /** in PostgreSQL's words, for a field that no table column types */
  readonly column: string;
  /** completes "expected …" */
  readonly expected: string;
  /** undefined when the text is none */
  readonly read: (text: string) => string | number | boolean | undefined;
}

const INTEGER = /^[+-]?\d{1,10}$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const DECIMAL = /^[+-]?\d{1,30}(\.\d{1,30})?$/;
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?Z?$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const INT_LIMIT = 2 ** 31;

const text = (type: string): Reading => ({
  type,
  column: `text collate "C"`,
  expected: "a text",
  read: (given) => given,
});

export const READINGS: Readonly<Record<string, Reading>> = {
  String: text("String"),
  ID: text("ID"),
  Int: { type: "Int", column: "integer", expected: "a whole number such as 12", read: readInteger },
  Float: { type: "Float", column: "double precision", expected: "a number such as 0.15", read: readNumber },
  Boolean: { type: "Boolean", column: "boolean", expected: "true or false", read: readBoolean },
  Decimal: { type: "Decimal", column: "numeric", expected: "a decimal number such as 1234.50", read: readDecimal },
  Date: {
    type: "Date",
    column: "date",
    expected: "a day as yyyy-MM-dd such as 2024-02-29",
    read: remembering(readDay),
  },
  DateTime: {
    type: "DateTime",
    column: "timestamptz(3)",
    expected: "an instant such as 2024-02-29T13:45:00Z; one without an offset is UTC",
    read: readInstant,
  },
};

export function readingOfEnum(values: object): Reading {
  const byName = new Map(Object.entries(values) as [string, string][]);
  return {
    type: "enum",
    column: `text collate "C"`,
    expected: `one of ${[...byName.keys()].join(", ")}`,
    read: (given) => byName.get(given),
  };
}

function readInteger(given: string): number | undefined {
  const value = INTEGER.test(given) ? Number(given) : NaN;
  return value >= -INT_LIMIT && value < INT_LIMIT ? value : undefined;
}

function readNumber(given: string): number | undefined {
  const value = NUMBER.test(given) ? Number(given) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

function readDecimal(given: string): string | undefined {
  return DECIMAL.test(given) ? given.replace("+", "") : undefined;
}

function readBoolean(given: string): boolean | undefined {
  const lower = given.toLowerCase();
  return lower === "true" || lower === "false" ? lower === "true" : undefined;
}

/** Exports often write a date column as an instant at midnight: that is a day, any other time is not. */
function readDay(given: string): string | undefined {
  const day = MIDNIGHT.exec(given)?.[1] ?? given;
  return isDay(day) ? day : undefined;
}

function readInstant(given: string): string | undefined {
  const [, day = "", minutes = "00:00", seconds = ":00", offset = "Z"] = INSTANT.exec(given) ?? [];
  if (!isDay(day)) return undefined;
  const instant = new Date(`${day}T${minutes}${seconds}${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

const REMEMBERED = 10_000;

/** Few texts recur in many rows, and reading one costs more than looking it up. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (given) => {
    const before = known.get(given);
    if (before !== undefined) return before;
    const value = read(given);
    if (known.size >= REMEMBERED) known.clear();
    known.set(given, value);
    return value;
  };
}
