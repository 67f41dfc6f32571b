import type { QueryConfig } from "pg";
import type { Sql } from "../../platform/plan/record";
import type { MoneyKind } from "../../value/customer-value/calc/money-facts";
import type { MoneyColumns } from "../../value/customer-value/money-columns";
import { moneyOfSome, type MoneyQuestion, moneyValues } from "../../value/customer-value/money-facts.queries";
import { type Part, WON } from "./news";

/** Amounts of a customer that are read together. */
export interface MoneyPart extends Part {
  readonly name: string;
  readonly kinds: readonly MoneyKind[];
  readonly text: Sql;
}

type Tables = readonly (keyof MoneyColumns)[];

const part = (name: string, kinds: readonly MoneyKind[], from: readonly string[], tables: Tables): MoneyPart => ({
  ...{ name, kinds, from, text: moneyOfSome(tables) },
});

const SERVING: readonly MoneyKind[] = ["SERVICE", "WINNING"];

/** The day on which a customer was won is looked up where it may be another one; else it is the one that is kept. */
const KEPT_WON = `won (root_id, won_on) as (select customer_id, won_on from risk_facts where customer_id = any ($5::bigint[]))`;

/** What a customer bought, what it holds, and what winning and serving it takes. */
export const MONEY_PARTS: readonly MoneyPart[] = [
  part("bought", ["PURCHASES", "GOODS"], ["purchase", "purchase_line"], ["sold"]),
  part("held", ["ACCRUED", "IN_FORCE"], ["contract", "renewal"], ["held"]),
  part("served", SERVING, [WON], ["subject", "talked"]),
  {
    ...{ name: "served, won as before", kinds: SERVING, from: ["interaction"], unless: [WON] },
    text: moneyOfSome(["talked"], KEPT_WON),
  },
];

/** Planned for those who are asked for: a plan for anybody may take a hundred times as long. */
export const moneyQuery = ({ text }: MoneyPart, question: MoneyQuestion): QueryConfig => ({
  ...{ text, values: [...moneyValues(question), question.customers] },
});
