import { Length, ValidateNested, validateSync } from "class-validator";
import fc from "fast-check";

import { compileRules } from "../../../src/platform/upsert/rules";
import { AccountInput } from "./fixture";

const aRow = (change: object = {}): AccountInput =>
  Object.assign(new AccountInput(), { externalId: "A", name: "Ann" }, change);

/** What class-validator itself says. */
const expected = (row: object): string[] =>
  validateSync(row)
    .flatMap(({ property, constraints }) => Object.entries(constraints ?? {}).map((rule) => [property, ...rule].join()))
    .sort();

const found = (row: object): string[] =>
  compileRules(AccountInput)(row)
    .map(({ field, rule, message }) => [field, rule, message].join())
    .sort();

it.each<[string, object, string[]]>([
  ["a row that keeps all rules", {}, []],
  ["a text that is too long", { name: "x".repeat(21) }, ["name must be shorter than or equal to 20 characters"]],
  ["an optional field left null", { rating: null }, []],
  [
    "two broken rules of one field",
    { currency: "eur" },
    [
      "currency must be one of the following values: EUR, JPY, KWD",
      "currency must match /^[A-Z]{3}$/ regular expression",
    ],
  ],
  [
    "a rule across fields",
    { openedOn: "2024-02-02", closedOn: "2024-01-01" },
    ["closedOn must not come before openedOn"],
  ],
])("%s", (_rule, change, messages) => {
  const violations = compileRules(AccountInput)(aRow(change));
  expect(violations.map(({ message }) => message).sort()).toEqual(messages);
});

it("looks only at the fields that are given", () => {
  const rules = compileRules(AccountInput, new Set(["externalId", "rating"]));
  expect(rules({ externalId: "A", name: 5, rating: 101 })).toEqual([
    { field: "rating", rule: "max", message: "rating must not be greater than 100", value: 101 },
  ]);
});

it("agrees with class-validator on rows of every kind, message for message", () => {
  const anything = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(fc.string()),
    fc.constantFrom("EUR", "eur", "$value", "2024-01-01", "$property"),
  );
  const rows = fc.record(
    Object.fromEntries(
      ["externalId", "name", "rating", "openedOn", "closedOn", "currency"].map((field) => [field, anything]),
    ),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(rows, (change) => expect(found(aRow(change))).toEqual(expected(aRow(change)))),
    { numRuns: 2000 },
  );
});

it("agrees with class-validator on lists, parents and conditions", () => {
  class Parent {
    @Length(2, 4, { each: true, message: "$value: every one of $property in $target has $constraint1 to $constraint2" })
    words: unknown;
  }
  class Child extends Parent {
    @Length(3, 3, { validateIf: (row: Child) => row.strict === true })
    code: unknown;
    strict: unknown;
  }
  const words = fc.oneof(
    fc.array(fc.string({ maxLength: 5 })),
    fc.string(),
    fc.constant(new Set(["a", "bc"])),
    fc.integer(),
  );
  const rows = fc.record({ words, code: fc.string({ maxLength: 4 }), strict: fc.boolean() });
  const rules = compileRules(Child);
  fc.assert(
    fc.property(rows, (values) => {
      const row = Object.assign(new Child(), values);
      const mine = rules(row).map(({ field, rule, message }) => [field, rule, message].join());
      expect(mine.sort()).toEqual(expected(row));
    }),
    { numRuns: 1000 },
  );
});

it("refuses to compile a rule that a flat row cannot have", () => {
  class Nested {
    @ValidateNested()
    inner: object;
  }
  expect(() => compileRules(Nested)).toThrow("Nested.inner: rows are flat");
});
