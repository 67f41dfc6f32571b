import fc from "fast-check";
import { apportion } from "../../../src/kernel/apportion";
import { minor } from "../../../src/kernel/money";
import { amountOfPart, attribute } from "../../../src/compensation/calc/attribution";

function parts(amount: bigint, weights: readonly bigint[]): readonly bigint[] {
  const attributed = attribute(minor(amount), weights);
  expect(attributed.parts.map(amountOfPart)).toEqual(attributed.amounts);
  return attributed.amounts;
}

test.each<[string, bigint, bigint[], bigint[]]>([
  ["in proportion to what is credited", 20_000n, [100n, 100n], [10_000n, 10_000n]],
  ["what was given back takes its part back", 90n, [100n, -10n], [100n, -10n]],
  ["more given back than sold", -90n, [-100n, 10n], [-100n, 10n]],
  ["where values cancel out, their sizes count", 10n, [5n, -5n], [5n, 5n]],
  ["an amount that nothing was credited for is nobody's", 10n, [0n, 0n], [0n, 0n]],
  ["no credits, no parts", 10n, [], []],
])("%s", (_rule, amount, weights, expected) => expect(parts(amount, weights)).toEqual(expected));

const amounts = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const weights = fc.array(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), {
  ...{ minLength: 1, maxLength: 24, size: "max" },
});

it("loses no cent, whatever the signs", () =>
  fc.assert(
    fc.property(amounts, weights, (amount, given) => {
      fc.pre(given.some((weight) => weight !== 0n));
      expect(parts(amount, given).reduce((sum, part) => sum + part, 0n)).toBe(amount);
    }),
  ));

it("is the largest remainder of shares where none is below 0", () =>
  fc.assert(
    fc.property(amounts, weights, (amount, given) => {
      const sizes = given.map((weight) => (weight < 0n ? -weight : weight));
      fc.pre(sizes.some((weight) => weight !== 0n));
      expect(parts(amount, sizes)).toEqual(apportion(minor(amount), sizes));
    }),
  ));
