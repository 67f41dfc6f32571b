import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { lossesIn } from "../../value/losses/losses.queries";
import type { Question } from "./question";

/** By customer, the day on which it was lost. */
export type LossDays = ReadonlyMap<string, Day>;

/**
 * Who was lost in the period and did not come back in it. Lost twice, a customer is lost on the second day.
 *
 * @param customers only these; all when null
 */
export async function lossDays(
  context: Context,
  { period, asOf, definition }: Question,
  customers: readonly string[] | null,
): Promise<LossDays> {
  if (customers?.length === 0) return new Map();
  const losses = await lossesIn(context, { period, asOf, definition, customers });
  return new Map(losses.filter(({ backOn }) => backOn === null).map(({ customerId, lostOn }) => [customerId, lostOn]));
}
