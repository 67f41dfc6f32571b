import { addDays, type Day, daysBetween, daysIn, lastDayOf, type Period } from "../../../kernel/calendar";
import type { AttributionRule } from "./attribution-policy";
import type { Claim } from "./share";

/** A rep in one role of one customer, `[startsOn, endsOn)`. */
export interface Holding {
  readonly customerId: string;
  readonly repId: string;
  readonly externalId: string;
  readonly role: string;
  /** basis points of the role */
  readonly share: number;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  /** ended because purchases said so, or because the rep left the company: nobody took the customer away */
  readonly endedOfItself: boolean;
}

const BASIS_POINTS = 10_000n;

/** What the claims on one customer add up to when nothing is left to the house. */
export const wholeOf = (rule: AttributionRule, period: Period): bigint =>
  rule === "TIME_WEIGHTED" ? BASIS_POINTS * BigInt(daysIn(period)) : BASIS_POINTS;

/**
 * Who claims a customer under a rule, and how much. Source: domain §3.1.
 *
 * | rule            | weight                                                                                     |
 * |-----------------|--------------------------------------------------------------------------------------------|
 * | `AT_OPENING`    | the share on the day before the period: nobody improves a number by shedding customers      |
 * | `AT_CLOSING`    | the share on the period's last day; of a lost customer, on the loss day                      |
 * | `TIME_WEIGHTED` | share × days held in the period, as far as it has passed                                     |
 *
 * @param holdings of one customer in one role
 * @param day the day of credit; null where the days held in the period count
 */
export function claimsOn(holdings: readonly Holding[], day: Day | null, period: Period): Claim[] {
  const claims: Claim[] = [];
  for (const holding of holdings) {
    const { repId, externalId, share } = holding;
    const held = day === null ? daysHeld(holding, period) : Number(holdsOn(holding, day));
    if (held > 0) claims.push({ repId, externalId, weight: BigInt(share) * BigInt(held) });
  }
  return claims.length < 2 ? claims : merged(claims);
}

/** The day whose team a customer is credited to: the same for all of them but the lost ones; null where all days count. */
export function dayOfCredit(rule: AttributionRule, period: Period): Day | null {
  if (rule === "TIME_WEIGHTED") return null;
  return rule === "AT_OPENING" ? addDays(period.start, -1) : lastDayOf(period);
}

export const holdsOn = ({ startsOn, endsOn }: Pick<Holding, "startsOn" | "endsOn">, day: Day): boolean =>
  startsOn <= day && (endsOn === null || endsOn > day);

/** How many days of a period a holding covers. */
export function daysHeld({ startsOn, endsOn }: Holding, { start, end }: Period): number {
  const from = startsOn > start ? startsOn : start;
  const until = endsOn !== null && endsOn < end ? endsOn : end;
  return Math.max(0, daysBetween(from, until));
}

/** A rep that left a customer and came back holds it by all its days. */
function merged(claims: readonly Claim[]): Claim[] {
  const byRep = new Map<string, Claim>();
  for (const claim of claims) {
    const before = byRep.get(claim.repId);
    byRep.set(claim.repId, { ...claim, weight: claim.weight + (before?.weight ?? 0n) });
  }
  return [...byRep.values()];
}
