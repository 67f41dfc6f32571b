import type { Measure } from "./measure";

/**
 * How many of those who were gone came back.
 *
 *     customers lapsed or lost before the period who bought or signed again in it ÷ customers lapsed or lost before it
 *
 * Who is lost inside the period and comes back in it was never gone before it, and is in neither. Source: domain §2.
 */
export const winBackRate: Measure<"returns"> = {
  code: "WIN_BACK_RATE",
  facts: "returns",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula:
    "Customers lapsed or lost before the period who bought or signed again in it ÷ customers lapsed or lost before it, by the definition's rule of lapse and its grace.",
  part: ({ returned }, { weight }) => ({ numerator: returned ? weight : 0n, denominator: weight }),
};
