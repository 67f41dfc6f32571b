import { minor, type Minor } from "../../../kernel/money";
import type { CustomerMoney } from "./money-facts";

/**
 * What a customer left over in a period.
 *
 *     profit = revenue − cost of goods − cost to serve
 *
 * Contracts have no cost of goods in the record: under contract the profit is what is left after serving.
 *
 * @returns null when the cost of a purchase or of serving is not recorded: what is missing is not zero
 */
export function profit({ revenue, costOfGoods, costToServe }: CustomerMoney): Minor | null {
  return costOfGoods === null || costToServe === null ? null : minor(revenue - costOfGoods - costToServe);
}
