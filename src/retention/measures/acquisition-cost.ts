import type { Measure } from "./measure";

/**
 * What winning a customer cost.
 *
 *     Σ acquisition cost ÷ customers        over those won in the period whose cost is recorded
 *
 * As it was recorded with the customer; interactions with leads are `COST_PER_LEAD`.
 */
export const acquisitionCost: Measure<"money"> = {
  code: "ACQUISITION_COST",
  facts: "money",
  unit: "MONEY",
  numerator: "AMOUNT",
  denominator: "COUNT",
  higherIsBetter: false,
  formula: "Recorded acquisition cost of the customers won in the period ÷ those of them whose cost is recorded.",
  part: ({ won, acquisitionCost: cost }, share) =>
    !won || cost === null ? null : { numerator: share.of(cost), denominator: share.weight },
};
