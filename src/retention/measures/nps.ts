import type { Measure } from "./measure";

/**
 * Net promoter score of a book.
 *
 *     100 · (answers of 9 and 10 − answers of 0 to 6) ÷ answers        in points, −100 … 100
 *
 * Over the answers of the period, not the customers: below the line is how many there were. Source: domain §2.
 */
export const nps: Measure<"voice"> = {
  code: "NPS",
  facts: "voice",
  unit: "POINTS",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula:
    "(answers of 9 and 10 − answers of 0 to 6) ÷ answers in the period, in points from −100 to 100: % promoters − % detractors.",
  part: ({ nps: scores }, { weight }) =>
    scores.length === 0
      ? null
      : {
          numerator: scores.reduce((sum, score) => sum + opinion(score) * weight, 0n),
          denominator: weight * BigInt(scores.length),
        },
};

/** 7 and 8 are passive. */
const opinion = (score: number): bigint => (score >= 9 ? 1n : score <= 6 ? -1n : 0n);
