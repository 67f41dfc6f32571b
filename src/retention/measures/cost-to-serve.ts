import type { Measure } from "./measure";

/**
 * What serving a book cost in one period: Σ cost of the interactions since each customer was won. Customers none of whose
 * interactions has a cost are left out.
 */
export const costToServe: Measure<"money"> = {
  code: "COST_TO_SERVE",
  facts: "money",
  unit: "MONEY",
  numerator: "AMOUNT",
  denominator: null,
  higherIsBetter: false,
  formula:
    "Cost of the period's interactions with customers since they were won. Customers none of whose interactions has a cost are left out.",
  part: (money, share) =>
    money.costToServe === null ? null : { numerator: share.of(money.costToServe), denominator: 0n },
};
