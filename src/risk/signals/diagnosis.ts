import { ramp } from "./calc/ramp";
import { decimal } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * What a person trained in the method found: the score of the latest review, 0…100 with 100 most at risk.
 *
 *     severity = score ÷ 100
 *
 * Source: domain §4, *Diagnosis*.
 */
export const diagnosis: Signal = {
  code: "DIAGNOSIS",
  dimension: "REVIEW",
  description: "The score of the latest review by a trained person, 0 to 100: that ÷ 100.",
  extra: true,
  judge: ({ diagnosis: latest }) => {
    if (latest === null) return null;
    const { score, on, worstDimension, worstScore } = latest;
    const found = `${decimal(score)} of 100 in the review of ${on}, 100 being most at risk`;
    const worst = worstScore === null ? "" : `; worst is ${worstDimension}, ${decimal(worstScore)}`;
    return { severity: ramp(score, 0, 100), evidence: `${found}${worst}.`, dataAsOf: on };
  },
};
