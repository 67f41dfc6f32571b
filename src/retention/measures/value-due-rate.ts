import { minor } from "../../kernel/money";
import type { Measure } from "./measure";

/**
 * How much of the book was up for renewal at all: Σ due ÷ Σ opening. Beside a renewal rate it says how much the rate does
 * not speak of, which is what contracts over several years hide. Source: domain §2.
 */
export const valueDueRate: Measure<"renewals"> = {
  code: "VALUE_DUE_RATE",
  facts: "renewals",
  unit: "RATIO",
  numerator: "AMOUNT",
  denominator: "AMOUNT",
  higherIsBetter: false,
  formula: "Σ due ÷ Σ opening: how much of the value was up for renewal; of the rest, renewal rates say nothing.",
  part: ({ due, opening }, share) => {
    const sum = due.reduce((total, one) => total + one.due, 0n);
    return opening === 0n && sum === 0n ? null : { numerator: share.of(minor(sum)), denominator: share.of(opening) };
  },
};
