import type { Day } from "../../../kernel/calendar";
import { groupBy } from "../../../kernel/group-by";
import type { Minor } from "../../../kernel/money";
import type { Event } from "../../../retention/credit/events/calc/event";
import { type Creditable, creditedTo, type Teams } from "../../../retention/credit/events/calc/event-credit";
import type { EventKind } from "../../calc/plan";

/** What is paid for, before anybody is credited for it. */
export interface Payable extends Creditable {
  readonly kind: EventKind;
  /** of the record, as `EventKind` and record: two events of one record are told apart */
  readonly id: string;
  readonly customerId: string;
  readonly reverses: string | null;
  readonly servedFrom: Day | null;
  /** null of what is only counted */
  readonly currency: string | null;
  readonly profit: Minor | null;
  /** how often it counts: a refund takes the purchase back once nothing is left of it, and counts for nothing before */
  readonly counts: 1 | 0 | -1;
}

/** One rep's part of it. */
export interface PayableCredit {
  readonly event: Payable;
  readonly repId: string;
  readonly role: string;
  readonly shareBasisPoints: number;
  readonly value: Minor | null;
  readonly profit: Minor | null;
}

/** What a credit of an event is told apart by. */
export const eventId = (kind: EventKind, { source, externalId }: Pick<Creditable, "source" | "externalId">): string =>
  `${kind} ${source} ${externalId}`;

/**
 * Recorded events as what plans pay for. A renewal closed by its due date is there twice: as what was renewed, and as one on
 * time.
 *
 * @param profits of purchases, by the key of their record
 */
export function payablesOf(
  events: readonly Event[],
  profits: ReadonlyMap<string, Minor | null>,
  kinds: ReadonlySet<EventKind>,
): Payable[] {
  const refunds = countsOfRefunds(events);
  const externalIds = new Map(events.map(({ id, externalId }) => [id, externalId]));
  return events.flatMap((event): Payable[] => {
    const { kind, source, refundOf, servedFrom, on } = event;
    const isOnTime = kind === "RENEWED" && source === "Renewal" && servedFrom !== null && on <= servedFrom;
    const payable: Payable[] = [];
    if (kind !== "LOSS" && kinds.has(kind)) {
      const refunded = refundOf === null ? undefined : externalIds.get(refundOf);
      const isCounted = kind === "SAVE";
      payable.push({
        kind,
        source,
        id: eventId(kind, event),
        externalId: event.externalId,
        accountId: event.accountId,
        customerId: event.customerId,
        on,
        servedFrom,
        reverses: refunded === undefined ? null : eventId(kind, { source, externalId: refunded }),
        value: isCounted ? null : event.value,
        currency: isCounted ? null : event.currency,
        profit: profits.get(event.id) ?? null,
        counts: refunds.get(event) ?? 1,
      });
    }
    if (isOnTime && kinds.has("ON_TIME_RENEWAL")) payable.push(countedAs("ON_TIME_RENEWAL", event));
    return payable;
  });
}

type Told = Pick<Event, "externalId" | "accountId" | "customerId" | "on"> & { readonly source: string };

/** What has no worth of its own. */
export const countedAs = (kind: EventKind, { externalId, accountId, customerId, on, source }: Told): Payable => ({
  kind,
  source,
  id: eventId(kind, { source, externalId }),
  externalId,
  accountId,
  customerId,
  on,
  servedFrom: null,
  reverses: null,
  value: null,
  currency: null,
  profit: null,
  counts: 1,
});

/** Of refunds and purchases below 0: 0, but the last refund of a purchase of which nothing is left. */
function countsOfRefunds(events: readonly Event[]): ReadonlyMap<Event, 0 | -1> {
  const isRefund = ({ kind, refundOf, value }: Event): boolean =>
    kind === "PURCHASE" && (refundOf !== null || (value !== null && value < 0n));
  const refunds = events.filter(isRefund);
  const counts = new Map<Event, 0 | -1>(refunds.map((refund) => [refund, 0]));
  const bought = new Map(events.map((event) => [event.id, event]));
  for (const [of, all] of groupBy(refunds, ({ refundOf }) => refundOf)) {
    const purchase = of === null ? undefined : bought.get(of);
    const left = all.reduce((sum, { value }) => sum + (value ?? 0n), purchase?.value ?? 0n);
    const last = all.reduce((one, other) => (other.externalId > one.externalId ? other : one));
    if (purchase && left <= 0n) counts.set(last, -1);
  }
  return counts;
}

/** Credited to the account teams of the credit dates, value and profit each by itself; what is the house's is left out. */
export function creditsOf(teams: Teams, payables: readonly Payable[]): PayableCredit[] {
  const values = creditedTo(teams, payables);
  const isProfit = payables.some(({ profit }) => profit !== null);
  // The same events for the same teams come in the same order.
  const profits = isProfit
    ? creditedTo(
        teams,
        payables.map((one) => ({ ...one, value: one.profit })),
      )
    : [];
  return values.flatMap(({ event, repId, role, shareBasisPoints, amount }, place) =>
    repId === null
      ? []
      : [{ event, repId, role, shareBasisPoints, value: amount, profit: profits[place]?.amount ?? null }],
  );
}
