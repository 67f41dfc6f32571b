import fc from "fast-check";
import { apportion } from "../../src/kernel/apportion";
import { minor } from "../../src/kernel/money";

test.each<[string, bigint, bigint[], bigint[]]>([
  // ERPNext issues, as worked case 11 of the domain's compensation.
  ["10.00 over three equal shares", 1000n, [1n, 1n, 1n], [334n, 333n, 333n]],
  ["the sign is restored", -1000n, [1n, 1n, 1n], [-334n, -333n, -333n]],
  ["the largest remainder takes the unit", 10n, [7268n, 1093n, 273n, 1366n], [7n, 1n, 0n, 2n]],
  ["a weight of nothing gets nothing", 5n, [0n, 1n], [0n, 5n]],
  ["all to the only one", 7n, [3n], [7n]],
])("%s", (_rule, amount, weights, parts) => expect(apportion(minor(amount), weights)).toEqual(parts));

const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 8 })
  .filter((all) => all.some((weight) => weight > 0n));

it("loses no unit, and no part is a whole unit away from its exact share", () =>
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), weights, (amount, given) => {
      const whole = given.reduce((sum, weight) => sum + weight, 0n);
      const parts = apportion(minor(amount), given);
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
      parts.forEach((part, index) => {
        const off = part * whole - amount * given[index]!;
        expect(off < whole && off > -whole).toBe(true);
      });
    }),
  ));
