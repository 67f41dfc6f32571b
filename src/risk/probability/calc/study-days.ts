import { addDays, type Day } from "../../../kernel/calendar";

/** Three years at the published horizon. */
const MOST_DAYS = 12;
const LOOKS_PER_HORIZON = 6;

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
 * The days to learn from, the latest first: spaced by the horizon, so that no loss is learnt from twice; early enough that it is
 * known by now what became of everybody within it, renewals within their grace included; and half a year after records begin.
 */
export function studyDays({ asOf, recordsBegin, horizonDays, graceDays }: StudyFrame): Day[] {
  if (recordsBegin === null) return [];
  const first = addDays(recordsBegin, RECORDS_DAYS);
  const days = Array.from({ length: MOST_DAYS }, (_, index) => addDays(asOf, -graceDays - (index + 1) * horizonDays));
  return days.filter((day) => day >= first);
}

/** How many of the days with examples, the latest ones, are kept apart to judge by: a third, and one at least. */
export const laterDays = (days: number): number => Math.max(1, Math.round(days / 3));

/** Days on which alarms are looked for, rising: so many in the horizon after each of these days. */
export const watchDays = (days: readonly Day[], horizonDays: number): Day[] =>
  [...days]
    .sort()
    .flatMap((day) =>
      Array.from({ length: LOOKS_PER_HORIZON }, (_, look) =>
        addDays(day, Math.round((look * horizonDays) / LOOKS_PER_HORIZON)),
      ),
    );
