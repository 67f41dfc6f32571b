import type { Measure } from "./measure";
import { valueOf } from "./renewal-value";

/**
 * Renewal rate by value, gross.
 *
 *     Σ min(renewed, due) ÷ Σ due     of the renewals due in the period and decided, annualised
 *
 * Source: domain §2; Domestique: 850k renewed of 1M, with 200k more sold, are 85 % gross.
 */
export const renewalValueRate: Measure<"renewals"> = {
  code: "RENEWAL_VALUE_RATE",
  facts: "renewals",
  unit: "RATIO",
  numerator: "AMOUNT",
  denominator: "AMOUNT",
  higherIsBetter: true,
  formula: "Σ min(renewed, due) ÷ Σ due, of the renewals due in the period and decided, at annualised values.",
  part: (facts, share) => valueOf(facts, share, ({ renewed, due }) => (renewed < due ? renewed : due)),
};
