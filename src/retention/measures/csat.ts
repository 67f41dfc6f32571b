import type { Measure } from "./measure";

/**
 * Customer satisfaction of a book.
 *
 *     Σ scores ÷ answers        1 … 5
 *
 * Over the answers of the period, not the customers: below the line is how many there were. Source: domain §2.
 */
export const csat: Measure<"voice"> = {
  code: "CSAT",
  facts: "voice",
  unit: "SCORE",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula: "Sum of the scores, 1 to 5 each ÷ answers in the period.",
  part: ({ csat: scores }, { weight }) =>
    scores.length === 0
      ? null
      : {
          numerator: scores.reduce((sum, score) => sum + BigInt(score) * weight, 0n),
          denominator: weight * BigInt(scores.length),
        },
};
