import { fxDifference } from "../../value/changes/calc/value-change";
import type { Measure } from "./measure";

/**
 * What the book gains by changed rates between this period and the next: Σ (closing at the next period's rates − closing).
 * It is nobody's doing, and no other measure holds it. Source: domain §1, *Currency*.
 */
export const fx: Measure<"changes"> = {
  code: "FX",
  facts: "changes",
  unit: "MONEY",
  numerator: "AMOUNT",
  denominator: null,
  higherIsBetter: true,
  formula:
    "Σ (closing at the rates of the next period's first day − closing at this period's): what this period closes with becomes what the next opens with.",
  part: (change, share) => ({ numerator: share.of(fxDifference(change)), denominator: 0n }),
};
