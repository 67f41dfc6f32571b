import { wholeShare } from "../../../src/retention/credit/calc/share";
import { figureOf, tallyOf } from "../../../src/retention/measures/figure";
import { riskAdjustedRetention } from "../../../src/retention/measures/risk-adjusted-retention";

const figure = (...customers: [probability: number, lost: boolean][]) => {
  const book = customers.map(([probability, lost], index) => ({
    customerId: String(index),
    share: wholeShare(1_000_000_000n),
    facts: { probability, lost },
  }));
  return figureOf(riskAdjustedRetention, tallyOf(riskAdjustedRetention, book), "EUR");
};

test.each<[string, ReturnType<typeof figure>, number | null, string]>([
  ["an empty book has no ratio", figure(), null, "0/0"],
  ["two lost where one was to be expected", figure([0.25, true], [0.25, true], [0.5, false]), 2, "2/1"],
  ["nobody lost where somebody was to be expected", figure([0.125, false]), 0, "0/0.125"],
  ["nothing to be expected has no ratio", figure([0, false]), null, "0/0"],
])("%s", (_rule, { value, numerator, denominator }, expected, fraction) => {
  expect(value).toBe(expected);
  expect(`${numerator}/${denominator}`).toBe(fraction);
});

test("fewer losses are better", () => expect(riskAdjustedRetention.higherIsBetter).toBe(false));
