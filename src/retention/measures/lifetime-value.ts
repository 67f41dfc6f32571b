import type { Measure } from "./measure";

/**
 * What a book is expected to bring, as of the period's last day: Σ lifetime value, by the customer models fitted by then
 * and the definition's horizon and discount. Customers of whom nothing is foretold, or whose costs are not known, are left
 * out: revenue is not what is left over of it. Source: domain §4, *Buying behaviour*.
 */
export const lifetimeValue: Measure<"lifetimes"> = {
  code: "LIFETIME_VALUE",
  facts: "lifetimes",
  unit: "MONEY",
  numerator: "AMOUNT",
  denominator: null,
  higherIsBetter: true,
  formula:
    "Σ what customers are expected to leave over within the definition's horizon, discounted to the period's last day: contracts by annual value × margin × survival from renewal to renewal, buyers by expected purchases × expected spend × margin. Customers without a fitted model, or whose costs are not recorded, are left out.",
  part: ({ amount, basis }, share) => (basis === "MARGIN" ? { numerator: share.of(amount), denominator: 0n } : null),
};
