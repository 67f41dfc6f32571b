import { difference, isOpen } from "../../value/changes/calc/value-change";
import type { Measure } from "./measure";

/**
 * Net revenue retention of a book over one period.
 *
 *     NRR = Σ closing ÷ Σ opening     over customers with opening > 0
 *
 * Who was won or came back in the period is a movement of its own and not in it. Source: domain §2.
 */
export const netRevenueRetention: Measure<"changes"> = {
  code: "NET_REVENUE_RETENTION",
  facts: "changes",
  unit: "RATIO",
  numerator: "AMOUNT",
  denominator: "AMOUNT",
  higherIsBetter: true,
  formula:
    "Σ closing ÷ Σ opening, over customers with value before the period. New and returning customers are movements of their own; who may still renew within the grace is in neither.",
  part(change, share) {
    if (!isOpen(change)) return null;
    const opening = share.of(change.opening);
    return { numerator: opening + share.of(difference(change)), denominator: opening };
  },
};
