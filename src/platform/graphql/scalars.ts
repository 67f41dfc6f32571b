import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { GraphQLDateTime } from "graphql-scalars";
import { type Day, dayOf, isDay } from "../../kernel/calendar";

const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/;

/** A calendar day. PostgreSQL's text is the wire's text, so an answer costs nothing. */
export const GraphQLDay = new GraphQLScalarType<Day, string>({
  name: "Date",
  description: "A calendar day without a time or a zone, `yyyy-MM-dd`: `2024-02-29`.",
  specifiedByURL: "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6",
  serialize: (value) => text(value, "Date"),
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(stringOf(node)),
});

/**
 * An instant. Stored instants arrive as PostgreSQL's ISO text of a session in UTC and pass through as they are;
 * an argument arrives in the code as ISO text in UTC with milliseconds, whatever offset the caller wrote.
 */
export const GraphQLInstant = new GraphQLScalarType<string, string>({
  name: "DateTime",
  description: "An instant in UTC, RFC 3339: `2024-02-29T13:45:00Z`. Arguments may carry any offset.",
  specifiedByURL: "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6",
  serialize: (value) => (value instanceof Date ? value.toISOString() : text(value, "DateTime")),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(stringOf(node)),
});

/** A decimal number as text: a JSON number would lose digits on the way. */
export const GraphQLDecimal = new GraphQLScalarType<string, string>({
  name: "Decimal",
  description: 'An exact decimal number as text, up to 30 digits on either side of the point: `"1234.50"`.',
  serialize: (value) => text(value, "Decimal"),
  parseValue: parseDecimal,
  // A number written in the document is still text here: no digit is lost yet.
  parseLiteral: (node) =>
    parseDecimal(node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : stringOf(node)),
});

function parseDay(input: unknown): Day {
  if (typeof input === "string" && isDay(input)) return input;
  throw unreadable("Date", input, "a day that exists as yyyy-MM-dd, such as 2024-02-29");
}

function parseInstant(input: unknown): string {
  const instant = instantOf(input);
  // An offset may push the first or the last instant out of the years that PostgreSQL and ISO text share.
  if (instant && isDay(dayOf(instant))) return instant.toISOString();
  throw unreadable("DateTime", input, "an RFC 3339 instant with an offset, such as 2024-02-29T13:45:00Z");
}

function instantOf(input: unknown): Date | null {
  try {
    return GraphQLDateTime.parseValue(input);
  } catch {
    return null;
  }
}

function parseDecimal(input: unknown): string {
  if (typeof input === "string" && DECIMAL.test(input)) return input;
  throw unreadable(
    "Decimal",
    input,
    'a decimal number in quotes without exponent, with up to 30 digits on either side of the point, such as "1234.50"',
  );
}

const stringOf = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : undefined);

const unreadable = (scalar: string, input: unknown, expected: string): GraphQLError =>
  new GraphQLError(`${scalar} cannot read ${shown(input)}: expected ${expected}`);

function shown(input: unknown): string {
  if (typeof input === "string") return JSON.stringify(input.length > 40 ? `${input.slice(0, 40)}…` : input);
  return typeof input === "number" || typeof input === "boolean" ? String(input) : "this value";
}

/** @throws TypeError when a resolver answers with anything but text: a bug, masked from the caller. */
function text(value: unknown, scalar: string): string {
  if (typeof value === "string") return value;
  throw new TypeError(`${scalar} is answered with text, not with ${typeof value}`);
}
