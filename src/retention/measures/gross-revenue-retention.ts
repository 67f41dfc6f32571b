import { difference, isOpen } from "../../value/changes/calc/value-change";
import type { Measure } from "./measure";

/**
 * Gross revenue retention of a book over one period.
 *
 *     GRR = Σ min(closing, opening) ÷ Σ opening     over customers with opening > 0
 *
 * Growth of one customer never hides the loss of another; all contracts of a customer are netted. A ratio in [0, 1].
 * Source: domain §2.
 */
export const grossRevenueRetention: Measure<"changes"> = {
  code: "GROSS_REVENUE_RETENTION",
  facts: "changes",
  unit: "RATIO",
  numerator: "AMOUNT",
  denominator: "AMOUNT",
  higherIsBetter: true,
  formula:
    "Σ min(closing, opening) ÷ Σ opening, over customers with value before the period: growth of one never hides the loss of another. Who may still renew within the grace is in neither.",
  part(change, share) {
    if (!isOpen(change)) return null;
    const opening = share.of(change.opening);
    const changed = difference(change);
    return { numerator: changed < 0n ? opening + share.of(changed) : opening, denominator: opening };
  },
};
