import fc from "fast-check";
import { wholeShare } from "../../../src/retention/credit/calc/share";
import { csat } from "../../../src/retention/measures/csat";
import type { Figure } from "../../../src/retention/measures/figure";
import { nps } from "../../../src/retention/measures/nps";
import { referralRate } from "../../../src/retention/measures/referral-rate";
import { book, figured } from "./book";

const told = ({ value, numerator, denominator, sampleSize }: Figure): string =>
  `${value} = ${numerator}/${denominator} of ${sampleSize}`;

const voices = (...scores: number[][]) => book(scores.map((each) => ({ nps: each, csat: each })));

describe("net promoter score", () => {
  test.each<[string, number[][], string]>([
    ["nobody answered", [], "null = 0/0 of 0"],
    ["who gave no answer is not in it", [[10], []], "100 = 1/1 of 1"],
    ["9 and 10 promote", [[9], [10]], "100 = 2/2 of 2"],
    ["0 to 6 detract", [[0], [6]], "-100 = -2/2 of 2"],
    ["7 and 8 are passive: below the line only", [[7, 8], [9], [10]], "50 = 2/4 of 3"],
    [
      "50 % promoters − 30 % detractors: answers count, not customers",
      [[10, 10, 9, 9, 9, 8, 7, 6, 3, 0]],
      "20 = 2/10 of 1",
    ],
  ])("%s", (_rule, scores, expected) => expect(told(figured(nps, voices(...scores)))).toBe(expected));

  test("a part of a customer is a part of its answers", () => {
    const third = { ...wholeShare(10_000n), weight: 3_333n };
    const scores = [{ nps: [0, 0], csat: [] }];
    expect(told(figured(nps, book(scores, third)))).toBe("-100 = -0.6666/0.6666 of 1");
  });

  test("lies between −100 and 100, and turns around with the scores", () => {
    const answers = fc.array(fc.array(fc.constantFrom(0, 3, 7, 10)), { minLength: 1 });
    const mirror = new Map([
      [0, 10],
      [3, 9],
      [7, 8],
      [10, 1],
    ]);
    fc.assert(
      fc.property(answers, (scores) => {
        const { value } = figured(nps, voices(...scores));
        const turned = figured(nps, voices(...scores.map((each) => each.map((score) => mirror.get(score)!))));
        if (value === null) return expect(turned.value).toBeNull();
        expect(Math.abs(value)).toBeLessThanOrEqual(100);
        expect(turned.value! + value).toBe(0);
      }),
    );
  });
});

test.each<[string, number[][], string]>([
  ["nobody answered", [[]], "null = 0/0 of 0"],
  ["the mean of the answers, not of the customers' means", [[5, 5, 5], [1]], "4 = 16/4 of 2"],
])("customer satisfaction: %s", (_rule, scores, expected) =>
  expect(told(figured(csat, voices(...scores)))).toBe(expected),
);

test.each<[string, boolean[], string]>([
  ["an empty book has none", [], "null = 0/0 of 0"],
  ["customers who referred ÷ customers", [true, false, false, false], "0.25 = 1/4 of 4"],
])("referral rate: %s", (_rule, customers, expected) =>
  expect(told(figured(referralRate, book(customers.map((referred) => ({ referred })))))).toBe(expected),
);
