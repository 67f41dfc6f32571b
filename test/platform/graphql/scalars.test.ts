import fc from "fast-check";
import { parseValue } from "graphql";
import { GraphQLDay, GraphQLDecimal, GraphQLInstant } from "../../../src/platform/graphql/scalars";

const scalars = { Date: GraphQLDay, DateTime: GraphQLInstant, Decimal: GraphQLDecimal };
type Name = keyof typeof scalars;

test.each<[string, Name, string, string]>([
  ["a day is read as written", "Date", "2024-02-29", "2024-02-29"],
  ["an instant in UTC gets milliseconds", "DateTime", "2024-02-29T13:45:00Z", "2024-02-29T13:45:00.000Z"],
  ["an instant with an offset is brought to UTC", "DateTime", "2024-03-01T00:30:00+02:00", "2024-02-29T22:30:00.000Z"],
  ["a decimal keeps its digits", "Decimal", "-12345678901234567890.10", "-12345678901234567890.10"],
])("%s, as a variable and in the document", (_rule, name, written, read) => {
  expect(scalars[name].parseValue(written)).toBe(read);
  expect(scalars[name].parseLiteral(parseValue(JSON.stringify(written)))).toBe(read);
});

test.each<[string, Name, unknown, string]>([
  ["a day that does not exist", "Date", "2023-02-29", 'Date cannot read "2023-02-29": expected a day that exists'],
  ["an instant as a day", "Date", "2024-01-01T00:00:00Z", "Date cannot read"],
  ["a day as an instant", "DateTime", "2024-01-01", "expected an RFC 3339 instant with an offset"],
  ["an instant without an offset", "DateTime", "2024-01-01T00:00:00", "DateTime cannot read"],
  ["the 30th of February as an instant", "DateTime", "2024-02-30T00:00:00Z", "DateTime cannot read"],
  ["an instant pushed before the year 1", "DateTime", "0001-01-01T00:00:00+14:00", "DateTime cannot read"],
  ["an instant pushed after the year 9999", "DateTime", "9999-12-31T23:59:59-14:00", "DateTime cannot read"],
  ["a JSON number", "Decimal", 12.5, "Decimal cannot read 12.5: expected a decimal number in quotes"],
  ["an exponent", "Decimal", "1e5", "Decimal cannot read"],
  ["an empty text", "Decimal", "", 'Decimal cannot read ""'],
  ["a list", "Decimal", ["1"], "Decimal cannot read this value"],
  ["a text of 500 digits, shortened in the message", "Date", "9".repeat(500), `Date cannot read "${"9".repeat(40)}…"`],
])("refuses %s and says what was expected", (_rule, name, written, message) => {
  expect(() => scalars[name].parseValue(written)).toThrow(message);
});

test("a decimal written as a number in the document keeps every digit", () => {
  expect(GraphQLDecimal.parseLiteral(parseValue("0.1000000000000000000001"))).toBe("0.1000000000000000000001");
});

test("stored text passes through as PostgreSQL wrote it", () => {
  expect(GraphQLInstant.serialize("2024-02-29T13:45:00.5+00:00")).toBe("2024-02-29T13:45:00.5+00:00");
  expect(GraphQLInstant.serialize(new Date(0))).toBe("1970-01-01T00:00:00.000Z");
  expect(GraphQLDay.serialize("2024-02-29")).toBe("2024-02-29");
});

test("answering with a float is a bug, not a rounding", () => {
  expect(() => GraphQLDecimal.serialize(0.1)).toThrow("Decimal is answered with text, not with number");
});

test("every instant survives being read", () =>
  fc.assert(
    fc.property(fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }), (instant) =>
      expect(GraphQLInstant.parseValue(instant.toISOString())).toBe(instant.toISOString()),
    ),
  ));
