import type { Measure } from "./measure";
import { valueOf } from "./renewal-value";

/**
 * Renewal rate by value, net.
 *
 *     Σ renewed ÷ Σ due     of the renewals due in the period and decided, annualised
 *
 * Uncapped: what was sold on top counts. Source: domain §2; Domestique: 850k renewed of 1M, with 200k more sold, are 105 %.
 */
export const netRenewalValueRate: Measure<"renewals"> = {
  code: "NET_RENEWAL_VALUE_RATE",
  facts: "renewals",
  unit: "RATIO",
  numerator: "AMOUNT",
  denominator: "AMOUNT",
  higherIsBetter: true,
  formula: "Σ renewed ÷ Σ due, of the renewals due in the period and decided, at annualised values; growth counts.",
  part: (facts, share) => valueOf(facts, share, ({ renewed }) => renewed),
};
