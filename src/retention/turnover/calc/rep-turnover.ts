import { type Day, daysBetween, type Period } from "../../../kernel/calendar";

/** A stay of a rep in the company, or in one of its teams: `[startsOn, endsOn)`. */
export interface Stay {
  /** null: nobody knows since when */
  readonly startsOn: Day | null;
  /** null: it lasts */
  readonly endsOn: Day | null;
  /** the rep's first day in the company, wherever it stayed then; null when unknown */
  readonly hiredOn: Day | null;
  /** whether it ended because the rep left the company */
  readonly left: boolean;
}

export interface RepTurnover {
  /** how many left the company in the period, by their first day not employed any more */
  readonly left: number;
  /** how many were there on an average day of it */
  readonly averageEmployed: number;
  /** left ÷ average employed; null when nobody was there */
  readonly rate: number | null;
  /** days in the company, on average over who is there on the last day; null when nobody is whose first day is known */
  readonly averageTenureDays: number | null;
}

/** How many reps a company or team lost in a period, and how long those who are there have been with the company. */
export function repTurnover(stays: readonly Stay[], { start, end }: Period): RepTurnover {
  const left = stays.filter(({ left, endsOn }) => left && endsOn !== null && endsOn >= start && endsOn < end).length;
  const days = stays.reduce((sum, stay) => sum + daysWithin(stay, start, end), 0);
  const averageEmployed = days / daysBetween(start, end);
  const tenures = stays
    .filter(({ startsOn, endsOn }) => (startsOn ?? start) < end && (endsOn ?? end) >= end)
    .flatMap(({ hiredOn }) => (hiredOn === null ? [] : [daysBetween(hiredOn, end)]));
  return {
    left,
    averageEmployed,
    rate: averageEmployed > 0 ? left / averageEmployed : null,
    averageTenureDays: mean(tenures),
  };
}

function daysWithin({ startsOn, endsOn }: Stay, start: Day, end: Day): number {
  const from = startsOn !== null && startsOn > start ? startsOn : start;
  const until = endsOn !== null && endsOn < end ? endsOn : end;
  return Math.max(0, daysBetween(from, until));
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
