import type { Day } from "../../../kernel/calendar";
import type { Context } from "../../../platform/graphql/context";
import { decisionsIn } from "../../../risk/saves/saves.queries";
import type { Event } from "./calc/event";
import type { FactsAsked } from "./event-facts.queries";
import { boughtOn, renewalsKept } from "./stayed-with.queries";

/**
 * The saves of a period, each with what the customer stayed with: of a renewal what was renewed of what was due, of a repeat
 * purchaser the purchase by which it came back. Source: domain §4, *Save*.
 */
export async function saveEvents(
  context: Context,
  { period, asOf, recordedAt, customers }: FactsAsked,
  graceDays: number,
): Promise<Event[]> {
  const decisions = await decisionsIn(context, { period, asOf }, graceDays, customers);
  const saves = decisions.filter(({ saved }) => saved);
  const renewed = saves.flatMap(({ customerId, renewal }) => (renewal ? [{ customerId, renewalId: renewal.id }] : []));
  const bought = saves.flatMap(({ customerId, renewal, decidedOn }) =>
    renewal ? [] : [{ customerId, on: decidedOn as Day }],
  );
  const found = await Promise.all([
    renewalsKept(context, renewed, recordedAt),
    boughtOn(context, bought, asOf, recordedAt),
  ]);
  return found.flat();
}
