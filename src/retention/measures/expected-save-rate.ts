import type { Measure } from "./measure";

/**
 * How often customers would be expected to stay by what their alerts foretold.
 *
 *     Σ(1 − p) ÷ decided alerts     p: the alert's calibrated probability of loss; by the day of the decision
 *
 * It stands beside the save rate: plays that keep more customers than this changed something. Only decisions whose alert had
 * a calibrated probability are in it, undecided ones are not; each adds to the ten-thousandth. Source: domain §2 and §4, *Save*.
 */
export const expectedSaveRate: Measure<"saves"> = {
  code: "EXPECTED_SAVE_RATE",
  facts: "saves",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula:
    "The sum of 1 − p over the decisions that SAVE_RATE counts ÷ these decisions, where p is the probability of loss that the first alert in time foretold. Decisions whose alert had no calibrated probability are left out; null when none had.",
  part: ({ foretold }, { weight }) => ({
    numerator: foretold.reduce((sum, p) => sum + BigInt(Math.round(Number(weight) * (1 - p))), 0n),
    denominator: weight * BigInt(foretold.length),
  }),
};
