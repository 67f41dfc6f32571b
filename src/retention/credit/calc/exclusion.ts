import { addDays, type Day, daysIn, lastDayOf, type Period } from "../../../kernel/calendar";
import type { LossReason } from "../../../records/contracts/calc/loss-reason";
import type { AttributionPolicy } from "./attribution-policy";
import type { BookApproval } from "./book-approval";
import { daysHeld, type Holding } from "./claims";
import { heldSince } from "./held-since";

/** Why a policy gives a customer to the house though a rep held it. */
export type Exclusion = "MINIMUM_DAYS" | "INHERITED" | "RESCUED" | "EXCUSED_LOSS";

/** That a customer was lost in the period, and is gone at its end. */
export interface CreditedLoss {
  readonly lostOn: Day;
  /** the day from which the reason could be known */
  readonly decidedOn: Day | null;
  readonly reason: LossReason | null;
}

/** One customer in one role, as far as it decides what counts. */
export interface CustomerCase {
  readonly holdings: readonly Holding[];
  readonly loss: CreditedLoss | null;
  /** null when it is not known to have been won */
  readonly wonOn: Day | null;
  readonly approvals: readonly BookApproval[];
}

/** So long nobody held it, and a customer is unmanaged. Source: domain §3.1. */
export const UNMANAGED_DAYS = 90;

/** Source: domain §3.1, *approved as a rescue within 30 days*. */
export const RESCUE_DAYS = 30;

/**
 * Why a rep's part of a customer does not count; null when it does. The first that holds is told. Source: domain §3.1.
 *
 * | exclusion      | when                                                                                            |
 * |----------------|-------------------------------------------------------------------------------------------------|
 * | `MINIMUM_DAYS` | held for fewer days in the period than the policy asks for, and not throughout it                |
 * | `INHERITED`    | lost within the grace of taking it over unmanaged: a customer for 90 days whom nobody held       |
 * | `RESCUED`      | lost within the grace of taking it over, and approved as a rescue within 30 days of that         |
 * | `EXCUSED_LOSS` | lost for a reason that the policy excuses, and approved since that was decided                   |
 */
export function exclusionOf(
  repId: string,
  known: CustomerCase,
  { minimumDays, inheritedGraceDays, excusedReasons }: AttributionPolicy,
  period: Period,
): Exclusion | null {
  const own = known.holdings.filter((holding) => holding.repId === repId);
  const days = own.reduce((sum, holding) => sum + daysHeld(holding, period), 0);
  if (days < Math.min(minimumDays, daysIn(period))) return "MINIMUM_DAYS";
  const { loss } = known;
  if (loss === null) return null;
  const approvals = known.approvals.filter((approval) => approval.repId === repId);
  const since = takenOverOn(own, loss.lostOn);
  if (inheritedGraceDays > 0 && since !== null && loss.lostOn <= addDays(since, inheritedGraceDays)) {
    if (isUnmanaged(known, since)) return "INHERITED";
    if (approvals.some((one) => isRescue(one, since))) return "RESCUED";
  }
  return isExcused(loss, excusedReasons, approvals) ? "EXCUSED_LOSS" : null;
}

/**
 * When a rep took over the customer that was lost: the first day of the last time it held it up to the loss, or of the
 * first time when that came later, for then it took over a lost one.
 */
function takenOverOn(own: readonly Holding[], lostOn: Day): Day | null {
  const days = own.map(({ startsOn, endsOn }) => {
    const last = endsOn !== null && endsOn <= lostOn ? addDays(endsOn, -1) : lostOn;
    return last < startsOn ? startsOn : last;
  });
  const upTo = days.filter((day) => day <= lostOn).sort();
  const day = upTo.at(-1) ?? days.sort()[0];
  return day === undefined ? null : heldSince(own, day);
}

function isUnmanaged({ holdings, wonOn }: CustomerCase, since: Day): boolean {
  const from = addDays(since, -UNMANAGED_DAYS);
  if (wonOn === null || wonOn > from) return false;
  return !holdings.some(({ startsOn, endsOn }) => startsOn < since && (endsOn === null || endsOn > from));
}

const isRescue = ({ kind, on }: BookApproval, since: Day): boolean =>
  kind === "RESCUE" && on >= since && on <= addDays(since, RESCUE_DAYS);

/** What was approved of an earlier loss, before the customer came back, excuses no later one. */
const isExcused = (
  { reason, decidedOn }: CreditedLoss,
  excused: readonly LossReason[],
  approvals: readonly BookApproval[],
): boolean =>
  reason !== null &&
  decidedOn !== null &&
  excused.includes(reason) &&
  approvals.some(({ kind, on }) => kind === "EXCUSED_LOSS" && on >= decidedOn);

/** Whether a policy excludes anybody. */
export const excludes = ({ minimumDays, inheritedGraceDays, excusedReasons }: AttributionPolicy): boolean =>
  minimumDays > 0 || inheritedGraceDays > 0 || excusedReasons.length > 0;

/** Whether it takes losses and approvals to say who is excluded. */
export const excludesLost = ({ inheritedGraceDays, excusedReasons }: AttributionPolicy): boolean =>
  inheritedGraceDays > 0 || excusedReasons.length > 0;

/** The days whose holdings say who is excluded, both included; null when none do. */
export function daysOfExclusion(
  { minimumDays, inheritedGraceDays }: AttributionPolicy,
  period: Period,
): { readonly from: Day; readonly to: Day } | null {
  const to = lastDayOf(period);
  if (inheritedGraceDays > 0) return { from: addDays(period.start, -inheritedGraceDays - UNMANAGED_DAYS), to };
  return minimumDays > 0 ? { from: period.start, to } : null;
}
