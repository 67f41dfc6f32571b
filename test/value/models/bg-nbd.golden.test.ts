import { auc, baseRate, brier } from "../../../src/kernel/scoring";
import {
  type BgNbd,
  expectedFuturePurchases,
  expectedPurchases,
  fitBgNbd,
  probabilityAlive,
  probabilityToBuy,
} from "../../../src/value/models/calc/bg-nbd";
import { testWith } from "../../support/shared";
import { CALIBRATION_ENDS, cdnowByCustomer, cdnowSummary, HOLDOUT_ENDS, HOLDOUT_WEEKS, historyBy } from "./cdnow";
import { fitted } from "./fitted";

const testWithCdnow = testWith("cdnow");

/** Fader, Hardie, Lee 2005, table 2; the worked examples are those of their note on the model in Excel. */
const PUBLISHED: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

testWithCdnow("CDNOW's 2,357 customers have the published parameters", () => {
  const histories = cdnowSummary();
  expect(histories).toHaveLength(2357);
  const { parameters, logLikelihood } = fitted(fitBgNbd(histories));
  for (const name of ["r", "alpha", "a", "b"] as const) {
    expect(Math.abs(parameters[name] - PUBLISHED[name])).toBeLessThan(1e-3);
  }
  expect(logLikelihood.toFixed(1)).toBe("-9582.4");

  const expected = [1, 3, 32].map((weeks) => expectedPurchases(parameters, weeks));
  expect(expected.map((purchases) => purchases.toFixed(4))).toEqual(["0.0532", "0.1506", "1.0437"]);
  const ahead = expectedFuturePurchases(parameters, { frequency: 2, recency: 30.43, age: 38.86 }, HOLDOUT_WEEKS);
  expect(ahead.toFixed(3)).toBe("1.226");
});

testWithCdnow("orders of the sample are the published summary, to its two decimals", () => {
  const ours = cdnowByCustomer().map((purchases) => historyBy(purchases, CALIBRATION_ENDS));
  const published = cdnowSummary();
  expect(ours.map(({ frequency }) => frequency)).toEqual(published.map(({ frequency }) => frequency));
  ours.forEach(({ recency, age }, index) => {
    expect(Math.abs(recency - published[index]!.recency)).toBeLessThan(0.0051);
    expect(Math.abs(age - published[index]!.age)).toBeLessThan(0.0051);
  });
});

// The figures of domain.md §7, Customer models 4, and §4, Buying behaviour: measured, with the ranking that not to use.
testWithCdnow("CDNOW's next 39 weeks: probabilities mean what they say, recency ranks as well", () => {
  const customers = cdnowByCustomer().map((purchases) => ({
    history: historyBy(purchases, CALIBRATION_ENDS),
    happened: purchases.some(({ on }) => on > CALIBRATION_ENDS && on <= HOLDOUT_ENDS),
  }));
  const { parameters } = fitted(fitBgNbd(customers.map(({ history }) => history)));
  const scored = (score: (history: (typeof customers)[0]["history"]) => number) =>
    customers.map(({ history, happened }) => ({ score: score(history), happened }));

  const toBuy = scored((history) => probabilityToBuy(parameters, history, HOLDOUT_WEEKS));
  expect(auc(toBuy)).toBeCloseTo(0.757, 3);
  expect(brier(toBuy)).toBeCloseTo(0.161, 3);
  expect(baseRate(toBuy)).toBeCloseTo(0.2902, 4);
  expect(auc(scored(({ recency, age }) => recency - age))).toBeCloseTo(0.771, 3);
  expect(auc(scored((history) => probabilityAlive(parameters, history)))).toBeCloseTo(0.316, 3);
});
