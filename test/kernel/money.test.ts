import fc from "fast-check";
import { formatAmount, minor, parseAmount } from "../../src/kernel/money";

test.each([
  ["half a cent rounds away from zero", "12.345", "EUR", 1235n, true],
  ["so does half a cent below zero", "-12.345", "EUR", -1235n, true],
  ["trailing zeros are no rounding", "12.340", "EUR", 1234n, false],
  ["a yen has no decimals", "1235", "JPY", 1235n, false],
  ["half a yen is rounded", "0.5", "JPY", 1n, true],
  ["a dinar has three", "1.2345", "KWD", 1235n, true],
])("%s", (_rule, text, currency, units, rounded) =>
  // rounding rule: domain.md §7, Compensation 12
  expect(parseAmount(text, currency)).toEqual({ minor: units, rounded }),
);

test.each(["", "1,5", "1e3", "abc", "1.", ".5", "--1", "Infinity"])("%j is no amount", (text) =>
  expect(parseAmount(text, "EUR")).toBeNull(),
);

test("what is written is read back, in any currency", () =>
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
      fc.constantFrom("EUR", "JPY", "KWD"),
      (units, currency) =>
        expect(parseAmount(formatAmount(minor(units), currency), currency)).toEqual({ minor: units, rounded: false }),
    ),
  ));
