/** A calendar date without a zone, `yyyy-MM-dd`: compares and sorts as text. */
export type Day = string & { readonly __unit: "day" };

/** A half-open span of days, `[start, end)`. */
export interface Period {
  readonly start: Day;
  readonly end: Day;
}

// There is no year 0000, in ISO 8601 as PostgreSQL reads it.
const DAY = /^(?!0000)(\d{4})-(\d{2})-(\d{2})$/;
const MILLISECONDS_PER_DAY = 86_400_000;

/** Whether the text names a day that exists: 2024-02-29 does, 2023-02-29 does not. */
export function isDay(text: string): text is Day {
  if (!DAY.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** The UTC day of an instant. */
export const dayOf = (instant: Date): Day => instant.toISOString().slice(0, 10) as Day;

export const addDays = (day: Day, days: number): Day =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_PER_DAY));

/** Days from `start` to `end`; negative when `end` comes first. */
export const daysBetween = (start: Day, end: Day): number =>
  (Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / MILLISECONDS_PER_DAY;
