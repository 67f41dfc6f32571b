import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { type Loss, lossesIn } from "../../value/losses/losses.queries";
import type { Question } from "./question";

/**
 * Who was lost in the period and did not come back in it. Lost twice, a customer is lost on the second day.
 *
 * @param customers only these; all when null
 */
export async function lossesOf(
  context: Context,
  { period, asOf, definition }: Question,
  customers: readonly string[] | null,
): Promise<readonly Loss[]> {
  if (customers?.length === 0) return [];
  const losses = await lossesIn(context, { period, asOf, definition, customers });
  return losses.filter(({ backOn }) => backOn === null);
}

/** By customer, the day on which it was lost. */
export const lossDays = async (
  context: Context,
  question: Question,
  customers: readonly string[],
): Promise<ReadonlyMap<string, Day>> =>
  new Map((await lossesOf(context, question, customers)).map(({ customerId, lostOn }) => [customerId, lostOn]));
