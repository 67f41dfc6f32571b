import fc from "fast-check";
import { lnBeta, lnGamma } from "../../../src/kernel/special-functions";
import { maximiseLikelihood } from "../../../src/value/models/calc/fit";
import {
  evidenceForReps,
  fitRepVariance,
  shrink,
  shrunkenRatio,
} from "../../../src/retention/risk-adjusted/calc/shrinkage";

/** Rats with a tumour of rats looked at, 70 historical control groups: Tarone (1982), in BDA, table 5.1. */
const RATS: [tumours: number, rats: number][] = [
  ...[20, 20, 20, 20, 20, 20, 20, 19, 19, 19, 19, 18, 18, 17].map((rats): [number, number] => [0, rats]),
  ...[20, 20, 20, 20, 19, 19, 18, 18].map((rats): [number, number] => [1, rats]),
  ...[25, 24, 23, 20, 20, 20, 20, 20, 20].map((rats): [number, number] => [2, rats]),
  ...([
    [1, 10],
    [5, 49],
    [2, 19],
    [5, 46],
    [3, 27],
    [2, 17],
    [7, 49],
    [7, 47],
    [3, 20],
    [3, 20],
  ] as [number, number][]),
  ...([
    [2, 13],
    [9, 48],
    [10, 50],
    [10, 48],
    [5, 22],
    [11, 46],
    [12, 49],
    [5, 20],
    [5, 20],
    [6, 23],
  ] as [number, number][]),
  ...([
    [5, 19],
    [6, 22],
    [6, 20],
    [6, 20],
    [6, 20],
    [16, 52],
    [15, 46],
    [15, 47],
    [9, 24],
  ] as [number, number][]),
  ...[20, 20, 20, 20, 20, 20, 20, 19, 19, 19].map((rats): [number, number] => [4, rats]),
];

test("the rat tumours: α 2.305, β 14.080, and 4 of 14 shrink to .2075", () => {
  expect(RATS).toHaveLength(70);
  const fit = maximiseLikelihood(["alpha", "beta"], ({ alpha, beta }) =>
    RATS.reduce((sum, [y, n]) => sum + lnBeta(alpha + y, beta + n - y) - lnBeta(alpha, beta), 0),
  );
  if (fit.status !== "FITTED") throw new Error(fit.reason);
  const { alpha, beta } = fit.parameters;
  expect(alpha).toBeCloseTo(2.305, 3);
  expect(beta).toBeCloseTo(14.08, 3);
  expect(shrink(4 / 14, alpha / (alpha + beta), 14 / (14 + alpha + beta))).toBeCloseTo(0.2075, 4);
});

test("Efron and Morris 1977: the batting averages shrink by .212, the best of .400 to .294", () => {
  const hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7];
  const averages = hits.map((hit) => hit / 45);
  const mean = averages.reduce((sum, average) => sum + average, 0) / 18;
  const squares = averages.reduce((sum, average) => sum + (average - mean) ** 2, 0);
  const factor = 1 - ((18 - 3) * ((mean * (1 - mean)) / 45)) / squares;
  expect(factor).toBeCloseTo(0.212, 3);
  expect(shrink(averages[0]!, mean, factor)).toBeCloseTo(0.294, 3);
});

/** The same evidence through the gamma function: the negative binomial's mass over the Poisson's. */
const throughGamma = ({ observed: o, expected: e }: { observed: number; expected: number }, v: number): number =>
  lnGamma(1 / v + o) - lnGamma(1 / v) - Math.log(v) / v + e - (1 / v + o) * Math.log(1 / v + e);

const count = fc.record({ observed: fc.nat(60), expected: fc.double({ min: 0.01, max: 60, noNaN: true }) });

test("the evidence is the gamma-Poisson's likelihood over the Poisson's", () =>
  fc.assert(
    fc.property(count, fc.double({ min: 0.01, max: 20, noNaN: true }), (group, variance) => {
      expect(evidenceForReps([group], variance)).toBeCloseTo(throughGamma(group, variance), 6);
    }),
  ));

test("the fit is at least as likely as any other variance", () =>
  fc.assert(
    fc.property(
      fc.array(count, { minLength: 2, maxLength: 12 }),
      fc.double({ min: 1e-3, max: 99 }),
      (counts, other) => {
        fc.pre(!Number.isNaN(other));
        expect(evidenceForReps(counts, fitRepVariance(counts))).toBeGreaterThanOrEqual(
          evidenceForReps(counts, other) - 1e-6,
        );
      },
    ),
  ));

test("reps who differ by a factor are told apart; reps who do not differ are shrunk fully to 1", () => {
  const apart = [10, 20, 40, 60].map((observed) => ({ observed, expected: 32.5 }));
  const alike = [31, 32, 33, 34].map((observed) => ({ observed, expected: 32.5 }));
  const variance = fitRepVariance(apart);
  expect(variance).toBeGreaterThan(0.1);
  expect(shrunkenRatio(apart[3]!, variance)).toBeCloseTo((60 + 1 / variance) / (32.5 + 1 / variance), 12);
  expect(fitRepVariance(alike)).toBe(0);
  expect(alike.map((group) => shrunkenRatio(group, fitRepVariance(alike)))).toEqual([1, 1, 1, 1]);
});

test.each<[string, { observed: number; expected: number }[]]>([
  ["nobody", []],
  ["one rep, whose losses are all there were", [{ observed: 7, expected: 7 }]],
  [
    "no losses at all",
    [
      { observed: 0, expected: 0 },
      { observed: 0, expected: 0 },
    ],
  ],
])("a degenerate fit shrinks fully to 1: %s", (_case, counts) => {
  const variance = fitRepVariance(counts);
  expect(variance).toBe(0);
  expect(counts.map((group) => shrunkenRatio(group, variance))).toEqual(counts.map(() => 1));
});

test("a shrunken ratio lies between 1 and what was seen, the nearer to it the more was expected", () =>
  fc.assert(
    fc.property(count, fc.double({ min: 0.001, max: 50, noNaN: true }), ({ observed, expected }, variance) => {
      const seen = observed / expected;
      const shrunken = shrunkenRatio({ observed, expected }, variance);
      expect(shrunken).toBeGreaterThanOrEqual(Math.min(1, seen) - 1e-12);
      expect(shrunken).toBeLessThanOrEqual(Math.max(1, seen) + 1e-12);
      const larger = shrunkenRatio({ observed: observed * 10, expected: expected * 10 }, variance);
      expect(Math.abs(larger - seen)).toBeLessThanOrEqual(Math.abs(shrunken - seen) + 1e-12);
    }),
  ));
