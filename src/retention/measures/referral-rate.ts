import type { Measure } from "./measure";

/**
 * How many of a book's customers recommend us.
 *
 *     customers who referred in the period ÷ customers
 *
 * By the day on which we were told of the lead, whatever became of it; two leads make no second customer. A customer counts
 * from the day it was won on. Source: domain §2.
 */
export const referralRate: Measure<"referrals"> = {
  code: "REFERRAL_RATE",
  facts: "referrals",
  unit: "RATIO",
  numerator: "COUNT",
  denominator: "COUNT",
  higherIsBetter: true,
  formula: "Customers who referred a lead in the period ÷ customers won by its end. A lead is no customer yet.",
  part: ({ referred }, { weight }) => ({ numerator: referred ? weight : 0n, denominator: weight }),
};
