import { isRenewed } from "../../value/renewals/calc/due-renewal";
import type { Measure } from "./measure";

/**
 * Renewals that were closed on or before their due date ÷ renewals renewed, of those due in the period. One that was
 * closed early counts in the period in which it was due. Source: domain §2.
 */
export const onTimeRenewalRate: Measure<"renewals"> = {
  code: "ON_TIME_RENEWAL_RATE",
  facts: "renewals",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula: "Renewals closed on or before their due date ÷ renewals renewed, of those due in the period.",
  part({ due }, { weight }) {
    const renewed = due.filter(isRenewed);
    if (renewed.length === 0) return null;
    return {
      numerator: weight * BigInt(renewed.filter(({ isOnTime }) => isOnTime).length),
      denominator: weight * BigInt(renewed.length),
    };
  },
};
