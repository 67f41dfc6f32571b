import type { Period } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { definitionOn } from "../../value/definitions/definition.queries";
import type { CreditedEvent } from "../calc/person";
import { yearOf } from "./calc/spans";
import { type Crediting, creditsIn } from "./credits";

/** What was credited. */
export interface Credits {
  /** by person */
  readonly credits: ReadonlyMap<string, readonly CreditedEvent[]>;
  /** the keys of the customers that they name, by the company's own */
  readonly customers: ReadonlyMap<string, string>;
}

/**
 * All that was credited to people since the first year began: each event once, as it was told under the definition
 * of the period that it is credited in.
 *
 * @param periods oldest first
 */
export async function creditsOver(
  context: Context,
  periods: readonly Period[],
  crediting: Crediting,
): Promise<Credits> {
  const credits = new Map<string, CreditedEvent[]>();
  const customers = new Map<string, string>();
  if (crediting.pays.kinds.size === 0) return { credits, customers };
  const spans = await spansOfOneDefinition(context, periods);
  for (const { own, nameOf } of await Promise.all(spans.map((span) => creditsIn(context, span, crediting)))) {
    for (const [repId, event] of own) {
      const events = credits.get(repId);
      if (events) events.push(event);
      else credits.set(repId, [event]);
    }
    for (const [id, externalId] of nameOf) customers.set(externalId, id);
  }
  return { credits, customers };
}

/** From the first year's beginning to the last period's end, cut only where another definition takes over. */
async function spansOfOneDefinition(context: Context, periods: readonly Period[]): Promise<Period[]> {
  const edges = periods.flatMap((period) => [yearOf(period).start, period.start, period.end]);
  const days = [...new Set(edges)].sort();
  const definitions = await Promise.all(days.map((day) => definitionOn(context, day)));
  const spans: Period[] = [];
  for (const [place, start] of days.slice(0, -1).entries()) {
    const isSame = place > 0 && definitions[place]!.version === definitions[place - 1]!.version;
    const span = { start: isSame ? spans.pop()!.start : start, end: days[place + 1]! };
    spans.push(span);
  }
  return spans;
}
