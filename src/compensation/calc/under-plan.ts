import type { Facts } from "./facts";
import { inOrder } from "./in-order";
import type { CreditedEvent } from "./person";

/** What of a period counts under a plan, whatever version was in effect on the day. */
export interface UnderPlan {
  /** ahead of this version's days */
  readonly before: readonly CreditedEvent[];
  /** in all of the period, by id */
  readonly all: readonly CreditedEvent[];
}

/**
 * Tiers, counts and goals per period are the plan's, not a version's: where a version takes over within a period, it goes on
 * from where the one before it stopped, as a year does from period to period. So a version that says the same pays the same.
 *
 * @returns null where there is one version in all of the period, as there is nearly always
 */
export function underPlan({ enrolment, under, input, currency }: Facts): UnderPlan | null {
  if (under.days === under.of) return null;
  const { spans } = enrolment;
  const first = spans.reduce((day, { startsOn }) => (startsOn < day ? startsOn : day), input.period.end);
  const counts = ({ role, creditedOn, ...event }: CreditedEvent): boolean =>
    event.currency === currency &&
    spans.some(
      (span) => span.role === role && span.since <= creditedOn && (span.until === null || creditedOn < span.until),
    );
  const all = inOrder(input.events, ({ id }) => id).filter(counts);
  return { before: all.filter(({ creditedOn }) => creditedOn < first), all };
}
