import type { Day, Period } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import type { Context } from "../../platform/graphql/context";
import { eventsIn } from "../../retention/credit/events/credited-events";
import { definitionOn } from "../../value/definitions/definition.queries";
import { lossDays } from "../../value/losses/loss-days";
import type { CreditedEvent, CustomerFate } from "../calc/person";
import type { EventKind } from "../calc/plan";
import { daysBoughtIn } from "./days-bought.queries";

/** Whose fates decide over pay: the customers of credits that are held, or may be taken back. */
export const customersHanging = (events: readonly CreditedEvent[], kinds: ReadonlySet<EventKind>): string[] => [
  ...new Set(events.flatMap(({ kind, customerId }) => (customerId !== null && kinds.has(kind) ? customerId : []))),
];

/**
 * What became of customers within a span: when they renewed, bought and were lost, by the definition of the period that is
 * paid. A renewal is what is credited as one, on its credit date.
 */
export async function fatesOf(
  context: Context,
  span: Period,
  { period, asOf }: { readonly period: Period; readonly asOf: Day },
  customers: readonly string[],
): Promise<ReadonlyMap<string, CustomerFate>> {
  if (customers.length === 0) return new Map();
  const definition = await definitionOn(context, period.start);
  const [renewals, bought, lost] = await Promise.all([
    eventsIn(context, { period: span, asOf, kinds: ["RENEWED"] }, customers),
    daysBoughtIn(context, span, asOf, customers),
    lossDays(context, { period: span, asOf, definition, customers }),
  ]);
  const renewed = daysBy(renewals.map(({ customerId, on }) => ({ customerId, day: on })));
  const losses = [...lost.CONTRACT, ...lost.REPEAT_PURCHASE];
  const lostOn = daysBy(losses.map(({ customerId, lostOn: day }) => ({ customerId, day })));
  const of = (days: ReadonlyMap<string, readonly Day[]>, customer: string): readonly Day[] => days.get(customer) ?? [];
  return new Map(
    customers.map((customerId) => [
      customerId,
      {
        customerId,
        renewedOn: of(renewed, customerId),
        purchasedOn: of(bought, customerId),
        lostOn: of(lostOn, customerId),
      },
    ]),
  );
}

/** The days of each customer, rising, none of them twice. */
function daysBy(rows: readonly { readonly customerId: string; readonly day: Day }[]): ReadonlyMap<string, Day[]> {
  const days = groupBy(rows, ({ customerId }) => customerId);
  return new Map([...days].map(([customer, all]) => [customer, [...new Set(all.map(({ day }) => day))].sort()]));
}
