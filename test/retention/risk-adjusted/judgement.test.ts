import fc from "fast-check";
import { expectingExactly } from "../../../src/retention/risk-adjusted/calc/case-mix";
import { compareReps, judge } from "../../../src/retention/risk-adjusted/calc/judgement";
import type { JudgedBook } from "../../../src/retention/risk-adjusted/calc/rep-differences";

const alike = (customers: number, p: number): number[] => new Array<number>(customers).fill(p);
const book = (customers: number, p: number, losses: number): JudgedBook => ({
  probabilities: alike(customers, p),
  losses,
});

test("losses, expectation, ratio and exact limits of a book", () =>
  expect(judge([book(100, 0.15, 30)], 0)).toMatchObject({
    customers: 100,
    observed: 30,
    ratio: expect.closeTo(2, 12),
    expected: expect.closeTo(15, 12),
    limits95: { lower: 8, upper: 22 },
    limits998: { lower: 5, upper: 27 },
    flagged: true,
  }));

test.each<[string, JudgedBook, boolean]>([
  ["at a limit is within it", book(100, 0.15, 27), false],
  ["a loss more is outside", book(100, 0.15, 28), true],
  ["outside below: better than chance explains", book(100, 0.15, 4), true],
  [
    "65 customers without a loss at p = .1: chance explains it, where chi-square limits do not",
    book(65, 0.1, 0),
    false,
  ],
  ["nine customers are too few, whatever was lost", book(9, 0.05, 9), false],
  ["ten are not", book(10, 0.05, 10), true],
])("%s", (_rule, judged, flagged) => expect(judge([judged], 0).flagged).toBe(flagged));

test("a book of three customers: wide limits and no flag, even when all are lost", () =>
  expect(judge([book(3, 0.12, 3)], 0.2)).toMatchObject({
    limits95: { lower: 0, upper: 2 },
    limits998: { lower: 0, upper: 3 },
    flagged: false,
  }));

test("an empty book has no ratio, and is shrunk fully to 1", () =>
  expect(judge([book(0, 0, 0)], 0.5)).toMatchObject({ expected: 0, ratio: null, shrunken: 1, flagged: false }));

test("false flags: what the limits leave outside, added up over the reps that may be flagged", () => {
  const reps = [book(100, 0.15, 15), book(20, 0.1, 2), book(9, 0.05, 1)];
  const { expectedFalseFlags } = compareReps(reps);
  // The binomial's tails: P(X < 5) and P(X > 27) of 100 at .15, P(X > 7) of 20 at .1; nine customers are never flagged.
  expect(expectedFalseFlags).toBeCloseTo(0.00042551 + 0.00061292 + 0.00041564, 7);
});

/** Twenty reps with 100 customers each at p = .1. */
function twenty(losses: (rep: number) => number) {
  const books = Array.from({ length: 20 }, (_, rep) => book(100, 0.1, losses(rep)));
  const comparison = compareReps(books);
  return { comparison, judgements: books.map((one) => judge([one], comparison.variance)) };
}

test("reps who differ are told apart from chance, and shrunk a part of the way", () => {
  const { comparison, judgements } = twenty((rep) => (rep < 10 ? 16 : 4));
  expect(comparison.chance).toBeLessThan(0.001);
  expect(comparison.variance).toBeGreaterThan(0.1);
  const { ratio, shrunken } = judgements[0]!;
  expect(ratio).toBeCloseTo(1.6, 9);
  expect(shrunken).toBeGreaterThan(1.3);
  expect(shrunken).toBeLessThan(1.6);
});

test("reps who differ by less than chance makes them are shrunk fully to 1", () => {
  const { comparison, judgements } = twenty((rep) => (rep < 10 ? 11 : 9));
  expect(comparison.chance).toBeGreaterThan(0.9);
  expect(judgements.every(({ shrunken }) => shrunken === 1)).toBe(true);
});

test("one neglectful rep among many is flagged, though reps as a whole differ no more than by chance", () => {
  const { comparison, judgements } = twenty((rep) => (rep === 0 ? 24 : rep < 15 ? 9 : 10));
  expect(judgements.map(({ flagged }) => flagged)).toEqual([true, ...new Array<boolean>(19).fill(false)]);
  expect(comparison.chance).toBeGreaterThan(0.05);
});

const reps = fc.array(
  fc.record({
    logits: fc.array(fc.double({ min: -5, max: 1, noNaN: true }), { maxLength: 40 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Books whose probabilities expect of the company exactly the losses that there were. */
function company(of: readonly { logits: readonly number[]; share: number }[]): JudgedBook[] {
  const losses = of.map(({ logits, share }) => Math.round(logits.length * share));
  const p = Array.from(
    expectingExactly(
      losses.reduce((sum, one) => sum + one, 0),
      of.flatMap(({ logits }) => logits),
    ),
  );
  return of.map(({ logits }, rep) => ({ probabilities: p.splice(0, logits.length), losses: losses[rep]! }));
}

test("over all reps, losses expected equal losses seen", () =>
  fc.assert(
    fc.property(reps, (of) => {
      const judged = company(of).map((one) => judge([one], 0));
      const difference = judged.reduce((sum, { observed, expected }) => sum + observed - expected, 0);
      expect(Math.abs(difference)).toBeLessThan(1e-9);
    }),
  ));

test("the order of the reps, and of their customers, leaves no trace", () =>
  fc.assert(
    fc.property(reps, (of) => {
      const books = company(of);
      const reversed = books.toReversed().map((one) => ({ ...one, probabilities: one.probabilities.toReversed() }));
      const comparison = compareReps(books);
      expect(compareReps(reversed)).toEqual(comparison);
      const judgements = books.map((one) => judge([one], comparison.variance));
      expect(reversed.map((one) => judge([one], comparison.variance))).toEqual(judgements.toReversed());
    }),
  ));

test("a book split in two expects what the whole does", () =>
  fc.assert(
    fc.property(reps, fc.nat(40), (of, at) => {
      for (const { probabilities, losses } of company(of)) {
        const parts = [probabilities.slice(0, at), probabilities.slice(at)];
        const expected = parts.map((part) => judge([{ probabilities: part, losses: 0 }], 0).expected);
        expect(expected[0]! + expected[1]!).toBeCloseTo(judge([{ probabilities, losses }], 0).expected, 10);
      }
    }),
  ));

test("a team's shrunken ratio is the mean of its reps' by what was expected; nothing expected of it, 1", () => {
  const [small, large] = [book(10, 0.1, 3), book(100, 0.1, 5)];
  const [a, b] = [small, large].map((one) => judge([one], 0.5));
  const team = judge([small, large], 0.5);
  expect(team).toMatchObject({ customers: 110, observed: 8 });
  expect(team.shrunken).toBeCloseTo((a!.shrunken * 1 + b!.shrunken * 10) / 11, 12);
  expect(judge([], 0.5)).toMatchObject({ customers: 0, ratio: null, shrunken: 1 });
});
