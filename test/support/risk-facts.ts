import { addDays, type Day } from "../../src/kernel/calendar";
import type { Context } from "../../src/platform/graphql/context";
import { readAfresh } from "../../src/risk/facts/known";
import { factsOf } from "../../src/risk/facts/read-facts";
import type { RiskFacts } from "../../src/risk/signals/signal";
import { definitionOn } from "../../src/value/definitions/definition.queries";

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
