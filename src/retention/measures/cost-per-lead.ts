import type { Measure } from "./measure";

/**
 * What a lead cost in one period.
 *
 *     Σ cost of interactions with leads ÷ leads        over those of whom a cost is recorded
 *
 * A customer is a lead until the day it is won.
 */
export const costPerLead: Measure<"money"> = {
  code: "COST_PER_LEAD",
  facts: "money",
  unit: "MONEY",
  numerator: "AMOUNT",
  denominator: "COUNT",
  higherIsBetter: false,
  formula:
    "Cost of the period's interactions with leads, that is before the day on which they were won, ÷ leads of whom such a cost is recorded.",
  part: (money, share) =>
    money.costOfWinning === null ? null : { numerator: share.of(money.costOfWinning), denominator: share.weight },
};
