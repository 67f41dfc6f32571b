import type { Day, Period } from "../../../kernel/calendar";
import { groupBy } from "../../../kernel/group-by";
import type { AttributionRule } from "./attribution-policy";
import { claimsOn, type Holding, wholeOf } from "./claims";
import { type Share, sharesOf, wholeShare } from "./share";

/** One customer in a book. */
export interface BookEntry {
  readonly customerId: string;
  /** whose: null is the house */
  readonly repId: string | null;
  readonly share: Share;
}

/** Whose each customer is in one role, share by share. */
export interface Ledger {
  readonly ofRep: ReadonlyMap<string, readonly BookEntry[]>;
  /** what is left of a customer */
  ofHouse(customerId: string): BookEntry;
}

export interface Attribution {
  readonly rule: AttributionRule;
  readonly period: Period;
  /** the loss days of customers lost in the period; only `AT_CLOSING` asks for them */
  readonly lostOn: ReadonlyMap<string, Day>;
}

/** Gives customers to books. Per customer, what reps hold and the house's rest are the whole. Source: domain §3.1. */
export function ledgerOf(holdings: readonly Holding[], { rule, period, lostOn }: Attribution): Ledger {
  const whole = wholeOf(rule, period);
  const ofRep = new Map<string, BookEntry[]>();
  const house = new Map<string, Share>();
  for (const [customerId, held] of groupBy(holdings, (holding) => holding.customerId)) {
    const claims = claimsOn(held, rule, period, lostOn.get(customerId) ?? null);
    const shares = sharesOf(claims, whole);
    house.set(customerId, shares.house);
    claims.forEach(({ repId }, index) => {
      if (repId === null) return;
      const entry = { customerId, repId, share: shares.held[index]! };
      const book = ofRep.get(repId);
      if (book) book.push(entry);
      else ofRep.set(repId, [entry]);
    });
  }
  const unassigned = wholeShare(whole);
  return {
    ofRep,
    ofHouse: (customerId) => ({ customerId, repId: null, share: house.get(customerId) ?? unassigned }),
  };
}

/** The role in which most of the holdings are; of equal ones the first by name. Null when there is none. */
export function usualRole(holdings: Iterable<Holding>): string | null {
  const counts = new Map<string, number>();
  for (const { role } of holdings) counts.set(role, (counts.get(role) ?? 0) + 1);
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}
