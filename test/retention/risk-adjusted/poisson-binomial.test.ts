import fc from "fast-check";
import {
  chanceLimits,
  momentsOf,
  poissonBinomial,
  probabilityOutside,
  TAIL_95,
  TAIL_998,
} from "../../../src/retention/risk-adjusted/calc/poisson-binomial";

const alike = (customers: number, p: number): number[] => new Array<number>(customers).fill(p);

// Domain §7, Risk adjustment 1 [computed].
test.each([
  [100, 0.15, [8, 22], [5, 27]],
  [20, 0.1, [0, 5], [0, 7]],
  [40, 0.2, [3, 13], [1, 16]],
])("%i customers at p = %d: exact limits", (customers, p, limits95, limits998) => {
  const distribution = poissonBinomial(alike(customers, p));
  const of = (tail: number): number[] => Object.values(chanceLimits(distribution, tail));
  expect([of(TAIL_95), of(TAIL_998)]).toEqual([limits95, limits998]);
});

test("at p = .1 a book without a loss is outside 99.8 % only from 66 customers on", () => {
  const lower = (customers: number): number => chanceLimits(poissonBinomial(alike(customers, 0.1)), TAIL_998).lower;
  expect([lower(65), lower(66)]).toEqual([0, 1]);
});

test("nobody, somebody surely kept and somebody surely lost", () => {
  const limits = (probabilities: number[]) => chanceLimits(poissonBinomial(probabilities), TAIL_95);
  expect(limits([])).toEqual({ lower: 0, upper: 0 });
  expect(limits([0, 0, 1])).toEqual({ lower: 1, upper: 1 });
});

/** P(X = k) by going through every outcome: another way to the same numbers. */
function byEnumeration(probabilities: readonly number[]): number[] {
  const mass = new Array<number>(probabilities.length + 1).fill(0);
  for (let outcome = 0; outcome < 1 << probabilities.length; outcome++) {
    const lost = probabilities.map((_, index) => ((outcome >> index) & 1) === 1);
    const likelihood = probabilities.reduce((product, p, index) => product * (lost[index] ? p : 1 - p), 1);
    mass[lost.filter(Boolean).length]! += likelihood;
  }
  return mass;
}

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const book = fc.array(probability, { maxLength: 60 });

test("equals the sum over every outcome", () =>
  fc.assert(
    fc.property(fc.array(probability, { maxLength: 10 }), (probabilities) => {
      const { mass } = poissonBinomial(probabilities);
      byEnumeration(probabilities).forEach((expected, k) => expect(mass[k]).toBeCloseTo(expected, 14));
    }),
  ));

test("sums to 1, and has the cumulants that the probabilities add up to", () =>
  fc.assert(
    fc.property(book, (probabilities) => {
      const { mass } = poissonBinomial(probabilities);
      const moment = (of: (k: number) => number): number => mass.reduce((sum, p, k) => sum + p * of(k), 0);
      const { mean, variance, third, fourth } = momentsOf(probabilities);
      expect(moment(() => 1)).toBeCloseTo(1, 12);
      expect(moment((k) => k)).toBeCloseTo(mean, 10);
      expect(moment((k) => (k - mean) ** 2)).toBeCloseTo(variance, 9);
      expect(moment((k) => (k - mean) ** 3)).toBeCloseTo(third, 7);
      expect(moment((k) => (k - mean) ** 4) - 3 * variance ** 2).toBeCloseTo(fourth, 6);
    }),
  ));

test("the limits contain the mean, those of 99.8 % contain those of 95 %, and no more than the tails lies outside", () =>
  fc.assert(
    fc.property(book, (probabilities) => {
      const distribution = poissonBinomial(probabilities);
      const [narrow, wide] = [chanceLimits(distribution, TAIL_95), chanceLimits(distribution, TAIL_998)];
      const { mean } = momentsOf(probabilities);
      expect(narrow.lower).toBeLessThanOrEqual(Math.ceil(mean));
      expect(narrow.upper).toBeGreaterThanOrEqual(Math.floor(mean));
      expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
      expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
      expect(probabilityOutside(distribution, wide)).toBeLessThanOrEqual(2 * TAIL_998);
    }),
  ));

test("the order of the customers leaves no trace", () =>
  fc.assert(
    fc.property(book, fc.infiniteStream(fc.nat()), (probabilities, keys) => {
      const shuffled = probabilities
        .map((p) => ({ p, key: keys.next().value! }))
        .sort((a, b) => a.key - b.key)
        .map(({ p }) => p);
      expect(poissonBinomial(shuffled)).toEqual(poissonBinomial(probabilities));
    }),
  ));

test("10,000 customers: the tails keep their digits", () => {
  const distribution = poissonBinomial(alike(10_000, 0.02));
  // P(X = 0) would be 1.8e-88: far below what is kept; the mode and the limits are the binomial's.
  expect(distribution.first).toBeGreaterThan(0);
  expect(distribution.mass.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  expect(chanceLimits(distribution, TAIL_998)).toEqual({ lower: 158, upper: 245 });
});
