import { expectedSpend, fitGammaGamma, type GammaGamma } from "../../../src/value/models/calc/gamma-gamma";
import { testWith } from "../../support/shared";
import { CALIBRATION_ENDS, cdnowByCustomer, spendBy } from "./cdnow";
import { fitted } from "./fitted";

/** Fader, Hardie 2013, The Gamma-Gamma Model of Monetary Value; the customers are those of the package lifetimes. */
const PUBLISHED: GammaGamma = { p: 6.25, q: 3.74, gamma: 15.44 };

testWith("cdnow")("CDNOW's 946 repeaters have the published parameters", () => {
  const histories = spendBy(cdnowByCustomer(), CALIBRATION_ENDS);
  expect(histories).toHaveLength(946);
  const { parameters } = fitted(fitGammaGamma(histories));
  // 5e-3 of each: the published figures are rounded to two decimals
  for (const name of ["p", "q", "gamma"] as const) {
    expect(Math.abs(parameters[name] / PUBLISHED[name] - 1)).toBeLessThan(5e-3);
  }
  // The first three customers; the third never came back, and is expected to spend what everybody does.
  const spend = [histories[0]!, histories[1]!, null].map((history) => expectedSpend(parameters, history).toFixed(2));
  expect(spend).toEqual(["24.65", "18.91", "35.17"]);
});
