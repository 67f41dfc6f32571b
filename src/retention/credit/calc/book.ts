import { type Day, type Period, upTo } from "../../../kernel/calendar";
import { groupBy } from "../../../kernel/group-by";
import type { AttributionPolicy, AttributionRule } from "./attribution-policy";
import type { BookApproval } from "./book-approval";
import { claimsOn, dayOfCredit, type Holding, wholeOf } from "./claims";
import { type CreditedLoss, excludes, type Exclusion, exclusionOf } from "./exclusion";
import { asExplained, asksForReasons } from "./removal";
import { type Claim, type Share, sharesOf, sumOfShares, wholeShare } from "./share";

/** One customer in a book. */
export interface BookEntry {
  readonly customerId: string;
  /** whose: null is the house */
  readonly repId: string | null;
  readonly share: Share;
}

/** What a rep held, and the policy gave to the house: the share that it would have counted for. */
export interface ExcludedEntry extends BookEntry {
  readonly repId: string;
  readonly exclusion: Exclusion;
}

/** Whose each customer is in one role, share by share. */
export interface Ledger {
  readonly ofRep: ReadonlyMap<string, readonly BookEntry[]>;
  /** what does not count, by the rep that held it */
  readonly excluded: ReadonlyMap<string, readonly ExcludedEntry[]>;
  /** what is left of a customer, with what does not count for the reps */
  ofHouse(customerId: string): BookEntry;
  /** what would be left of it if everything counted */
  unheld(customerId: string): BookEntry;
}

/** By what customers are given to books. */
export interface Attribution {
  readonly rule: AttributionRule;
  readonly period: Period;
  readonly asOf: Day;
  readonly policy: AttributionPolicy;
  /** the customers lost in the period; only `AT_CLOSING` and policies that exclude lost ones ask for them */
  readonly losses: ReadonlyMap<string, CreditedLoss>;
  /** since when they were customers; only the grace for inherited ones asks for it */
  readonly wonOn: ReadonlyMap<string, Day>;
  /** by customer, in any role; only policies that ask for decisions need them */
  readonly approvals: ReadonlyMap<string, readonly BookApproval[]>;
}

/**
 * Gives customers to books. Per customer, what counts for reps and the house's rest are the whole. What a policy excludes
 * moves to the house share by share, so that nobody else's part changes by it. Source: domain §3.1.
 *
 * @param holdings in one role
 */
export function ledgerOf(holdings: readonly Holding[], attribution: Attribution): Ledger {
  // Who will hold a customer for the rest of a period is not known before its end.
  const period = upTo(attribution.period, attribution.asOf);
  const usualDay = dayOfCredit(attribution.rule, period);
  const whole = wholeOf(attribution.rule, period);
  const known = { ...attribution, period };
  const ofRep = new Map<string, BookEntry[]>();
  const excluded = new Map<string, ExcludedEntry[]>();
  const unheld = new Map<string, Share>();
  const house = new Map<string, Share>();
  for (const [customerId, held] of groupBy(holdings, (holding) => holding.customerId)) {
    const { claims, exclusionOf } = claimed(customerId, held, known, usualDay);
    const shares = sharesOf(claims, whole);
    const moved: Share[] = [];
    claims.forEach(({ repId }, index) => {
      const entry = { customerId, repId, share: shares.held[index]! };
      const exclusion = exclusionOf(repId);
      if (exclusion === null) return append(ofRep, repId, entry);
      append(excluded, repId, { ...entry, exclusion });
      moved.push(entry.share);
    });
    unheld.set(customerId, shares.house);
    if (moved.length > 0) house.set(customerId, sumOfShares([shares.house, ...moved]));
  }
  const unassigned = wholeShare(whole);
  const rest = (customerId: string): Share => unheld.get(customerId) ?? unassigned;
  return {
    ofRep,
    excluded,
    ofHouse: (customerId) => ({ customerId, repId: null, share: house.get(customerId) ?? rest(customerId) }),
    unheld: (customerId) => ({ customerId, repId: null, share: rest(customerId) }),
  };
}

/** In how many customers' teams somebody is in one role. */
export interface RoleServed {
  readonly repId: string;
  readonly role: string;
  readonly customers: number;
}

interface Claimed {
  readonly claims: readonly Claim[];
  exclusionOf(repId: string): Exclusion | null;
}

/** Who claims one customer, and what of it does not count. */
function claimed(
  customerId: string,
  holdings: readonly Holding[],
  attribution: Attribution,
  usualDay: Day | null,
): Claimed {
  const { rule, period, asOf, policy } = attribution;
  const loss = attribution.losses.get(customerId) ?? null;
  const decided = attribution.approvals.get(customerId) ?? [];
  const approvals = decided.filter(({ role }) => role === holdings[0]?.role);
  const held = asksForReasons(policy, rule) ? asExplained(holdings, approvals, period, asOf) : holdings;
  const lostEarlier = rule === "AT_CLOSING" && loss !== null && usualDay !== null && loss.lostOn < usualDay;
  const claims = claimsOn(held, lostEarlier ? loss.lostOn : usualDay, period);
  if (!excludes(policy)) return { claims, exclusionOf: () => null };
  const known = { holdings: held, loss, wonOn: attribution.wonOn.get(customerId) ?? null, approvals };
  return { claims, exclusionOf: (repId) => exclusionOf(repId, known, policy, period) };
}

function append<Entry>(lists: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = lists.get(key);
  if (list) list.push(entry);
  else lists.set(key, [entry]);
}

/** The role in which most is held; of equal ones the first by name. Null when there is none. */
export function usualRole(served: Iterable<RoleServed>): string | null {
  const counts = new Map<string, number>();
  for (const { role, customers } of served) counts.set(role, (counts.get(role) ?? 0) + customers);
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}
