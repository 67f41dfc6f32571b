import fc from "fast-check";
import { curveReader } from "../../../src/compensation/calc/curve";
import { decimal, isBelow } from "../../../src/compensation/calc/exact";
import type { Curve } from "../../../src/compensation/calc/plan";
import { curve } from "./given";

const payout = (given: Curve, input: string): number => {
  const { factor } = curveReader(given)(decimal(input));
  return Number(factor.numerator) / Number(factor.denominator);
};

const steps = curve("STEP", "75:50 100:100 150:300");
/** Domain §7, compensation 6: ECSell, interpolated. */
const line = curve("LINEAR", "75:50 100:100 150:300");
/** Domain §7, compensation 13: PostHog's quarterly net revenue retention. */
const posthog = curve("LINEAR", "1.00:0 1.10:1.00 1.20:2.00", true);

test.each<[string, Curve, string, number]>([
  ["75→50, 100→100, 150→300: 90 pays 80", line, "90", 80],
  ["120 pays 180", line, "120", 180],
  ["below the first point 0", line, "74.999", 0],
  ["at the first point its payout", line, "75", 50],
  ["beyond the last point flat", line, "400", 300],
  ["uncapped on along the last slope", { ...line, uncapped: true }, "175", 400],
  ["100 %→0, 110 %→100 %, uncapped: 105 % pays half", posthog, "1.05", 0.5],
  ["and 130 % three times", posthog, "1.30", 3],
  ["a step holds up to the next one", steps, "99.99", 50],
  ["a boundary value earns the higher step", steps, "100", 100],
  ["beyond the last step it stays", steps, "1000", 300],
  ["below the first step 0", steps, "-5", 0],
])("%s", (_rule, given, input, expected) => expect(payout(given, input)).toBeCloseTo(expected, 12));

const curves = fc
  .record({
    how: fc.constantFrom<Curve["how"]>("STEP", "LINEAR"),
    points: fc.uniqueArray(fc.tuple(fc.integer({ min: -50, max: 200 }), fc.integer({ min: 0, max: 300 })), {
      selector: ([input]) => input,
      ...{ minLength: 2, maxLength: 6 },
    }),
    uncapped: fc.boolean(),
  })
  .map(({ how, points, uncapped }): Curve => {
    const inputs = points.map(([input]) => input).sort((a, b) => a - b);
    const payouts = points.map(([, one]) => one).sort((a, b) => a - b);
    const told = inputs.map((input, at) => ({ input: `${input}`, payout: `${payouts[at]! / 100}` }));
    return { how, points: told, uncapped: uncapped && how === "LINEAR" };
  });
const inputs = fc.integer({ min: -10_000, max: 30_000 }).map((hundredths) => decimal((hundredths / 100).toFixed(2)));

it("never pays less for more, where payouts ascend", () =>
  fc.assert(
    fc.property(curves, inputs, inputs, (given, a, b) => {
      const read = curveReader(given);
      const [less, more] = isBelow(a, b) ? [a, b] : [b, a];
      expect(isBelow(read(more).factor, read(less).factor)).toBe(false);
    }),
  ));

it("is told by the part of it that was used: that part alone pays the same", () =>
  fc.assert(
    fc.property(curves, inputs, (given, input) => {
      const { factor, used } = curveReader(given)(input);
      const again = curveReader(used)(input).factor;
      expect(again.numerator * factor.denominator).toBe(factor.numerator * again.denominator);
      expect(used.points.length).toBeLessThanOrEqual(2);
    }),
  ));
