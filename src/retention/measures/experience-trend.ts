import type { Measure } from "./measure";

/**
 * Whether every experience of a book's customers is better than the last.
 *
 *     interactions rated better than the same customer's previous rated one, or exceeding again ÷ rated pairs
 *
 * A rating is the expectation missed, met or exceeded; above exceeding there is nothing, so exceeding again is as good. A
 * pair belongs to the period of its later one. Source: domain §2.
 */
export const experienceTrend: Measure<"experiences"> = {
  code: "EXPERIENCE_TREND",
  facts: "experiences",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula:
    "Interactions of the period rated better than the same customer's previous rated one, or exceeding its expectation again ÷ interactions of the period that were rated and have a previous one.",
  part: ({ pairs, better }, { weight }) =>
    pairs === 0 ? null : { numerator: weight * BigInt(better), denominator: weight * BigInt(pairs) },
};
