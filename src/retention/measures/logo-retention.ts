import { isOpen, isRetained } from "../../value/changes/calc/value-change";
import type { Measure } from "./measure";

/**
 * Logo retention of a book over one period.
 *
 *     customers with opening > 0 and closing > 0 ÷ customers with opening > 0
 *
 * Who was won and lost again inside the period is not in it; who is not decided yet is in neither. Source: domain §2.
 */
export const logoRetention: Measure<"changes"> = {
  code: "LOGO_RETENTION",
  facts: "changes",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula:
    "Customers with value before the period and at its end ÷ customers with value before it. Who was won and lost again inside the period is not in it; who may still renew within the grace is in neither.",
  part: (change, { weight }) =>
    isOpen(change) ? { numerator: isRetained(change) ? weight : 0n, denominator: weight } : null,
};
