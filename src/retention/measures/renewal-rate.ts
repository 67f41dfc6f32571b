import { isDecided, isRenewed } from "../../value/renewals/calc/due-renewal";
import type { Measure } from "./measure";

/**
 * Renewal rate of a book over one period.
 *
 *     renewals renewed ÷ renewals decided     of those due in the period
 *
 * Per renewal, not netted per customer. A renewal counts in the period in which it was due, whenever it was closed; closed
 * behind the grace it is lost, and so is one that is open still when the grace is over. Source: domain §2; OPEXEngine.
 */
export const renewalRate: Measure<"renewals"> = {
  code: "RENEWAL_RATE",
  facts: "renewals",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula:
    "Renewals renewed ÷ renewals decided, of those due in the period, each for itself. Closed behind the grace, or open when it is over, a renewal is lost.",
  part({ due }, { weight }) {
    const decided = due.filter(isDecided);
    if (decided.length === 0) return null;
    return {
      numerator: weight * BigInt(decided.filter(isRenewed).length),
      denominator: weight * BigInt(decided.length),
    };
  },
};
