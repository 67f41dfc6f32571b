import type { Measure } from "./measure";

/**
 * Losses against those to be expected of the same customers in average hands.
 *
 *     customers lost ÷ Σ p
 *
 * Whole customers of who held the largest share of them on the day before the period, whatever the policy; who is not
 * decided yet is in neither. Beside it stand, on the scorecard, the limits of chance. Source: domain §3.3.
 */
export const riskAdjustedRetention: Measure<"outlook"> = {
  code: "RISK_ADJUSTED_RETENTION",
  facts: "outlook",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: false,
  formula:
    "Customers lost ÷ customers expected to be lost, by what no rep can influence; 1 is as expected. Whole customers of who held the largest share of them on the day before the period; who may still renew within the grace is in neither. Read it with the scorecard's `riskAdjusted`: what lies within its limits is chance.",
  part: ({ probability, lost }, { whole }) => ({
    numerator: lost ? whole : 0n,
    denominator: BigInt(Math.round(probability * Number(whole))),
  }),
};
