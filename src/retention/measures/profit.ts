import { profit as profitOf } from "../../value/customer-value/calc/profit";
import type { Measure } from "./measure";

/**
 * Profit of a book over one period.
 *
 *     Σ revenue − cost of goods − cost to serve        over customers of whom all three are known
 *
 * Revenue is net purchases, or annual value × days covered ÷ 365; contracts have no cost of goods in the record.
 */
export const profit: Measure<"money"> = {
  code: "PROFIT",
  facts: "money",
  unit: "MONEY",
  numerator: "AMOUNT",
  denominator: null,
  higherIsBetter: true,
  formula:
    "Revenue − cost of goods − cost to serve. Revenue is what was bought in the period less refunds, or the annual value of contracts × days covered ÷ 365; contracts have no cost of goods in the record. Customers of whom a cost is not recorded are left out.",
  part: (money, share) => {
    const left = profitOf(money);
    return left === null ? null : { numerator: share.of(left), denominator: 0n };
  },
};
