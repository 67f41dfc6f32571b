import { type Day, daysBetween, type Period } from "../../../kernel/calendar";

/** Some days; null: open. */
export interface Days {
  readonly startsOn: Day;
  readonly endsOn: Day | null;
}

/** Those of them that lie in a period. */
export function clipped({ startsOn, endsOn }: Days, { start, end }: Period): Period | null {
  const from = startsOn > start ? startsOn : start;
  const to = endsOn !== null && endsOn < end ? endsOn : end;
  return from < to ? { start: from, end: to } : null;
}

/** How many days of a period are in one list and in the other, none of them counted twice. */
export function daysInBoth(some: readonly Days[], others: readonly Days[], period: Period): number {
  let days = 0;
  for (const one of disjoint(some, period)) {
    for (const other of disjoint(others, period)) {
      const both = clipped({ startsOn: other.start, endsOn: other.end }, one);
      if (both) days += daysBetween(both.start, both.end);
    }
  }
  return days;
}

/** The days of a period that are in a list, as spans that do not touch. */
function disjoint(all: readonly Days[], period: Period): Period[] {
  const spans = all.map((one) => clipped(one, period)).filter((one) => one !== null);
  const merged: Period[] = [];
  for (const span of spans.sort((a, b) => (a.start < b.start ? -1 : 1))) {
    const last = merged.at(-1);
    if (!last || last.end < span.start) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end };
  }
  return merged;
}
