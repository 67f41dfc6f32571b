import type { Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import type { CustomerMoney } from "../../value/customer-value/calc/money-facts";
import type { RiskFacts } from "../signals/signal";

/** What serving a customer took of what it left over in a year; null where one of them is not known. */
export function costOf(
  { revenue, costOfGoods, costToServe }: Pick<CustomerMoney, "revenue" | "costOfGoods" | "costToServe">,
  currency: string,
  asOf: Day,
): RiskFacts["cost"] {
  if (costOfGoods === null || costToServe === null || (revenue === 0n && costToServe === 0n)) return null;
  return { costToServeMinor: costToServe, profitMinor: minor(revenue - costOfGoods), currency, dataAsOf: asOf };
}
