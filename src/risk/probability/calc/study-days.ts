import { addDays, type Day, daysBetween } from "../../../kernel/calendar";

/** Three years at the published horizon. */
const MOST_HORIZONS = 12;
/** A customer is looked at more than once before a loss: its signs change, and so few losses teach more. */
const STUDIED_PER_HORIZON = 3;
const WATCHED_PER_HORIZON = 6;
/** Before that most signals look back on nothing, and everybody seems to be new. */
const RECORDS_DAYS = 180;

/** What the days of a study depend on. */
export interface StudyFrame {
  readonly asOf: Day;
  /** the first day on record; null when there is none */
  readonly recordsBegin: Day | null;
  readonly horizonDays: number;
  readonly graceDays: number;
}

/**
 * The days to look at, the latest first: three in a horizon; early enough that it is known by now what became of everybody
 * within it, renewals within their grace included; and half a year after records begin.
 */
export function studyDays({ asOf, recordsBegin, horizonDays, graceDays }: StudyFrame): Day[] {
  if (recordsBegin === null) return [];
  const first = addDays(recordsBegin, RECORDS_DAYS);
  const last = addDays(asOf, -graceDays - horizonDays);
  return Array.from({ length: MOST_HORIZONS * STUDIED_PER_HORIZON }, (_, look) =>
    addDays(last, -Math.round((look * horizonDays) / STUDIED_PER_HORIZON)),
  ).filter((day) => day >= first);
}

/** Looks of two slices of time. */
export interface Slices<Look> {
  readonly earlier: readonly Look[];
  readonly later: readonly Look[];
}

/**
 * The latest third of the looks is kept apart to judge by. What is learnt from ends before it: a look whose horizon reaches
 * into the later ones is in neither slice.
 *
 * @param looks the latest first
 */
export function slicesOf<Look extends { readonly on: Day }>(looks: readonly Look[], horizonDays: number): Slices<Look> {
  const later = looks.slice(0, Math.max(1, Math.round(looks.length / 3)));
  const begins = later.at(-1)?.on;
  if (begins === undefined) return { earlier: [], later };
  return { earlier: looks.slice(later.length).filter(({ on }) => addDays(on, horizonDays) <= begins), later };
}

/** Days on which alarms are looked for, rising: six in a horizon, from one day to before another. */
export function watchDays(from: Day, until: Day, horizonDays: number): Day[] {
  const looks = Math.ceil((daysBetween(from, until) * WATCHED_PER_HORIZON) / horizonDays);
  return Array.from({ length: looks }, (_, look) =>
    addDays(from, Math.round((look * horizonDays) / WATCHED_PER_HORIZON)),
  ).filter((day) => day < until);
}
