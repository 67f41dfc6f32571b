import type { QueryConfig } from "pg";
import type { Sql } from "../../platform/plan/record";
import type { MoneyKind } from "../../value/customer-value/calc/money-facts";
import { moneyOfSome, type MoneyQuestion, moneyValues } from "../../value/customer-value/money-facts.queries";
import { type Part, WON } from "./news";

/** Amounts of a customer that are read together. */
export interface MoneyPart extends Part {
  readonly name: string;
  readonly kinds: readonly MoneyKind[];
  readonly text: Sql;
}

/** What a customer bought, what it holds, and what winning and serving it takes. */
export const MONEY_PARTS: readonly MoneyPart[] = [
  { name: "bought", kinds: ["PURCHASES", "GOODS"], from: ["purchase", "purchase_line"], text: moneyOfSome(["sold"]) },
  { name: "held", kinds: ["ACCRUED", "IN_FORCE"], from: ["contract", "renewal"], text: moneyOfSome(["held"]) },
  {
    ...{ name: "served", kinds: ["SERVICE", "WINNING"], from: ["interaction", WON] },
    text: moneyOfSome(["subject", "talked"]),
  },
];

/** Planned for those who are asked for: a plan for anybody may take a hundred times as long. */
export const moneyQuery = (
  { text }: MoneyPart,
  question: MoneyQuestion,
  customers: readonly string[],
): QueryConfig => ({ text, values: [...moneyValues(question), customers] });
