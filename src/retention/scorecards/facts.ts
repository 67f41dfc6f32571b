import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { valueChanges } from "../../value/changes/value-changes";
import { customersMoney } from "../../value/customer-value/customer-money";
import type { FactKind, Facts } from "../measures/measure";
import { type Book, EVERYBODY, type Population } from "./book";
import type { Question } from "./question";

export type FactsBy<Kind extends FactKind> = ReadonlyMap<string, Facts[Kind]>;
type Load<Kind extends FactKind> = (
  context: Context,
  question: Question,
  customers: readonly string[] | null,
) => Promise<FactsBy<Kind>>;

/** How each kind of facts is fetched: one set-based statement for all customers asked for. */
const LOADS: { readonly [Kind in FactKind]: Load<Kind> } = {
  changes: (context, { period, base, asOf, definition: { graceDays }, currency }, customers) =>
    valueChanges(context, { period, base, asOf, graceDays }, currency, customers),
  money: (context, { period, asOf, definition: { graceDays }, currency }, customers) =>
    customersMoney(context, { period, asOf, graceDays, customers }, currency),
};

/** Facts about a book's customers. All books of one request and question are answered together. */
export async function factsOf<Kind extends FactKind>(
  context: Context,
  question: Question,
  kind: Kind,
  { population }: Book,
): Promise<FactsBy<Kind>> {
  const found = await batched(context, `facts ${kind} ${question.key}`, population, async (populations) => {
    const facts = await LOADS[kind](context, question, together(populations));
    return new Map(populations.map((one) => [one, facts]));
  });
  return found ?? new Map();
}

function together(populations: readonly Population[]): readonly string[] | null {
  if (populations.includes(EVERYBODY)) return null;
  return [...new Set(populations.filter((one) => one !== "").flatMap((one) => one.split(",")))];
}
