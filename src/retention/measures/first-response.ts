import type { Measure } from "./measure";

/**
 * How long a book's customers wait for an answer.
 *
 *     median of the hours from asked to answered, over what was asked in the period
 *
 * An unanswered question counts as open until the end of asOf: silence is no way to a good figure. What leads ask is not
 * in it. Each question weighs as much as the share of its customer. Source: domain §2.
 */
export const firstResponse: Measure<"questions"> = {
  code: "FIRST_RESPONSE",
  facts: "questions",
  unit: "HOURS",
  numerator: null,
  denominator: "COUNT",
  higherIsBetter: false,
  formula:
    "Median hours from asked to answered, over what customers asked in the period; below the line the questions. What is not answered counts as open until the end of asOf. Leads and referrals are apart.",
  part: ({ hours }, { weight }) => ({
    numerator: 0n,
    denominator: weight * BigInt(hours.length),
    samples: hours,
  }),
};
