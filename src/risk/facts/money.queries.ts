import type { QueryConfig } from "pg";
import type { Sql } from "../../platform/plan/record";
import type { MoneyKind } from "../../value/customer-value/calc/money-facts";
import { moneyOfSome, type MoneyQuestion, moneyValues } from "../../value/customer-value/money-facts.queries";
import { LATER_OF_SCOPE, laterScope } from "./family";
import { LATER, type Part, WHOLE, type Whom, WON } from "./news";

/** Amounts of a customer that are read together. */
export interface MoneyPart extends Part {
  readonly name: string;
  readonly kinds: readonly MoneyKind[];
  readonly text: Sql;
}

const [SOME, DAYS] = ["$5::bigint[]", "$6::date[]"];
const BUYING: Pick<MoneyPart, "kinds"> = { kinds: ["PURCHASES", "GOODS"] };
const SERVING: Pick<MoneyPart, "kinds"> = { kinds: ["SERVICE", "WINNING"] };

/** The day on which a customer was won is looked up where it may be another one; else it is the one that is kept. */
const KEPT_WON = `won (root_id, won_on) as (select * from unnest(${SOME}, ${DAYS}))`;

const { andRead: andSold, more } = LATER_OF_SCOPE;

/** What a customer bought, what it holds, and what winning and serving it takes. */
export const MONEY_PARTS: readonly MoneyPart[] = [
  { name: "bought", ...BUYING, from: ["purchase", "purchase_line"], ...WHOLE, text: moneyOfSome(["sold"]) },
  {
    ...{ name: "bought later", ...BUYING, ...LATER },
    text: moneyOfSome(["sold"], { scope: laterScope(SOME, DAYS), andSold, more }),
  },
  { name: "held", kinds: ["ACCRUED", "IN_FORCE"], from: ["contract", "renewal"], text: moneyOfSome(["held"]) },
  { name: "served", ...SERVING, from: [WON], text: moneyOfSome(["subject", "talked"]) },
  {
    ...{ name: "served, won as before", ...SERVING, from: ["interaction"], unless: [WON], day: ({ wonOn }) => wonOn },
    text: moneyOfSome(["talked"], { won: KEPT_WON }),
  },
];

/** Planned for those who are asked for: a plan for anybody may take a hundred times as long. */
export const moneyQuery = ({ text }: MoneyPart, question: MoneyQuestion, whom: Whom): QueryConfig => ({
  ...{ text, values: [...moneyValues(question), ...whom] },
});
