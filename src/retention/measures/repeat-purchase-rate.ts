import type { Measure } from "./measure";

/**
 * How many of a book's buyers had bought before.
 *
 *     buyers of the period with a purchase before it ÷ buyers of the period
 *
 * It looks back from who bought, where logo retention looks ahead from who had: many new buyers lower it and lose nobody.
 * However long ago the purchase before was. Source: domain §2.
 */
export const repeatPurchaseRate: Measure<"buying"> = {
  code: "REPEAT_PURCHASE_RATE",
  facts: "buying",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula:
    "Buyers of the period with a purchase before it ÷ buyers of the period. What was refunded whole is no purchase.",
  part: ({ again }, { weight }) => ({ numerator: again ? weight : 0n, denominator: weight }),
};
