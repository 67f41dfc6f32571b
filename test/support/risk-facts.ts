import { addDays, type Day } from "../../src/kernel/calendar";
import { canonicalJson } from "../../src/kernel/json";
import type { Context } from "../../src/platform/graphql/context";
import { readAfresh } from "../../src/risk/facts/known";
import { factsOf } from "../../src/risk/facts/read-facts";
import type { RiskFacts } from "../../src/risk/signals/signal";
import { definitionOn } from "../../src/value/definitions/definition.queries";
import type { TestDatabase } from "./database";

/** What is known of customers as of a day, but what they cost. */
export async function riskFacts(
  context: Context,
  asOf: Day,
  customers: readonly string[] | null = null,
): Promise<RiskFacts[]> {
  const definition = await definitionOn(context, asOf);
  const { registers, customers: known } = await readAfresh(context, { asOf, definition, customers });
  const reading = { registers, asOf, yearAgo: addDays(asOf, -364), definition };
  return Array.from(known, ([customer, { rows }]) => factsOf(customer, rows, reading));
}

/**
 * What the last run has kept of customers, but of those merged into others. Rows, amounts and lists are kept in the order in
 * which they were read: it says nothing.
 */
export async function keptFacts({ owner }: TestDatabase): Promise<unknown[]> {
  const { rows } = await owner.query<{ known: [unknown[][][], unknown[][]] }>(`
    select f.* from risk_facts f join customer c on c.id = f.customer_id where c.merged_into_id is null order by c.id`);
  const inOrder = (one: unknown[]) =>
    one.map((value) => (Array.isArray(value) ? [...(value as unknown[])].sort() : value));
  return rows.map(({ known: [families, money], ...row }) => {
    return { ...row, all: [...families, money].map((all) => all.map((one) => canonicalJson(inOrder(one))).sort()) };
  });
}
