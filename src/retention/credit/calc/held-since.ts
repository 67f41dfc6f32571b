import type { Day } from "../../../kernel/calendar";

/** A span in which a rep held a customer in a role, `[startsOn, endsOn)`; open when it has no end. */
export interface Held {
  readonly startsOn: Day;
  readonly endsOn: Day | null;
}

/**
 * The first day of the unbroken time in which a rep holds a customer: a new share is no new start.
 *
 * @param spans of one rep, customer and role, in any order
 * @returns null when the rep does not hold it on the day
 */
export function heldSince(spans: readonly Held[], day: Day): Day | null {
  const current = spans.find(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || endsOn > day));
  if (!current) return null;
  let since = current.startsOn;
  for (const { startsOn, endsOn } of [...spans].sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1))) {
    if (startsOn < since && (endsOn === null || endsOn >= since)) since = startsOn;
  }
  return since;
}
