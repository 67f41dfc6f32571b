import type { Measure } from "./measure";

/**
 * Touch coverage of a book: whom somebody talks with after the sale, not only before the renewal.
 *
 *     customers with a two-way interaction within their segment's cadence ÷ customers
 *
 * The cadence is counted back from the period's end, or from asOf when that comes first. A customer counts from the day it
 * was won on; a lead is none. Source: domain §2.
 */
export const touchCoverage: Measure<"touch"> = {
  code: "TOUCH_COVERAGE",
  facts: "touch",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula:
    "Customers with a two-way interaction within their segment's cadence before the period's end, or asOf when that comes first ÷ customers. A lead is no customer yet.",
  part: ({ inTouch }, { weight }) => ({ numerator: inTouch ? weight : 0n, denominator: weight }),
};
