import { minor } from "../../../src/kernel/money";
import type { CustomerMoney } from "../../../src/value/customer-value/calc/money-facts";

/** A customer that brought and cost so many minor units; what is not said is 0, or not known. */
export const money = (said: {
  readonly [Name in keyof CustomerMoney]?: boolean | number | null;
}): CustomerMoney => {
  const { won = false, purchases = 0, ...amounts } = said;
  const nothing = { revenue: 0, annualValue: 0, costOfGoods: 0, costToServe: null, costOfWinning: null };
  const all = { ...nothing, acquisitionCost: null, ...amounts };
  const told = Object.entries(all).map(([name, amount]) => [name, amount === null ? null : minor(Number(amount))]);
  return { ...Object.fromEntries(told), customerId: "", won, purchases } as CustomerMoney;
};
