import { difference, type Movement, movementOf } from "../../value/changes/calc/value-change";
import type { Measure } from "./measure";

/**
 * What one kind of change comes to over a book: Σ (closing − opening) of the customers that changed so. Losses are below
 * zero, so that opening and all movements add up to the closing exactly. Source: domain §2, *movements*.
 */
export const movement = (code: Movement, what: string): Measure<"changes"> => ({
  code,
  facts: "changes",
  unit: "MONEY",
  numerator: "AMOUNT",
  denominator: null,
  higherIsBetter: true,
  formula: `Σ (closing − opening) over ${what}, at the rates of the period's first day; losses are below zero.`,
  part: (change, share) => ({
    numerator: movementOf(change) === code ? share.of(difference(change)) : 0n,
    denominator: 0n,
  }),
});
