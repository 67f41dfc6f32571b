import type { Measure } from "./measure";

/**
 * How often a book's customers hear thank you for going on.
 *
 *     renewals with a THANKS interaction within the definition's days of closing ÷ renewals renewed
 *
 * By the day on which a renewal was closed, not when it was due: thanks follow the decision. One that was closed a moment
 * ago is in it, thanked or not. Source: domain §2.
 */
export const thankedRate: Measure<"thanks"> = {
  code: "THANKED_RATE",
  facts: "thanks",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula:
    "Renewals thanked, by a THANKS interaction on the day they were closed or within the definition's days after it ÷ renewals closed as renewed in the period.",
  part: ({ renewed, thanked }, { weight }) => ({
    numerator: weight * BigInt(thanked),
    denominator: weight * BigInt(renewed),
  }),
};
