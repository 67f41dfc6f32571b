import type { Day, Period } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import type { Context } from "../../platform/graphql/context";
import { eventsIn } from "../../retention/credit/events/credited-events";
import { definitionOn } from "../../value/definitions/definition.queries";
import { lossDays } from "../../value/losses/loss-days";
import type { CreditedEvent, CustomerFate } from "../calc/person";
import type { EventKind } from "../calc/plan";
import { customersKeyed } from "./customers.queries";
import { daysBoughtIn } from "./days-bought.queries";

/** Whose fates decide over pay: the customers of credits that are held, or may be taken back, by the company's own keys. */
export const customersHanging = (events: readonly CreditedEvent[], kinds: ReadonlySet<EventKind>): string[] => [
  ...new Set(events.flatMap(({ kind, customer }) => (customer !== null && kinds.has(kind) ? customer : []))),
];

/**
 * What became of customers within a span: when they renewed, bought and were lost, by the definition of the period that is
 * paid. A renewal is what is credited as one, on its credit date.
 */
export async function fatesOf(
  context: Context,
  span: Period,
  { period, asOf }: { readonly period: Period; readonly asOf: Day },
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, CustomerFate>> {
  if (externalIds.length === 0) return new Map();
  const [definition, keyed] = await Promise.all([
    definitionOn(context, period.start),
    customersKeyed(context, externalIds),
  ]);
  const customers = [...keyed.values()];
  const [renewals, bought, lost] = await Promise.all([
    eventsIn(context, { period: span, asOf, kinds: ["RENEWED"] }, customers),
    daysBoughtIn(context, span, asOf, customers),
    lossDays(context, { period: span, asOf, definition, customers }),
  ]);
  const renewed = daysBy(renewals.map(({ customerId, on }) => ({ customerId, day: on })));
  const losses = [...lost.CONTRACT, ...lost.REPEAT_PURCHASE];
  const lostOn = daysBy(losses.map(({ customerId, lostOn: day }) => ({ customerId, day })));
  const of = (days: ReadonlyMap<string, readonly Day[]>, id: string): readonly Day[] => days.get(id) ?? [];
  return new Map(
    Array.from(keyed, ([customer, id]) => [
      customer,
      { customer, renewedOn: of(renewed, id), purchasedOn: of(bought, id), lostOn: of(lostOn, id) },
    ]),
  );
}

/** The days of each customer, rising, none of them twice. */
function daysBy(rows: readonly { readonly customerId: string; readonly day: Day }[]): ReadonlyMap<string, Day[]> {
  const days = groupBy(rows, ({ customerId }) => customerId);
  return new Map([...days].map(([customer, all]) => [customer, [...new Set(all.map(({ day }) => day))].sort()]));
}
