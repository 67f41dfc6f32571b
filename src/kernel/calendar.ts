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

export const addDays = (day: Day, days: number): Day => dayAt(epochDay(day) + days);

/** Days since 1970-01-01. */
export const epochDay = (day: Day): number => Date.parse(day) / MILLISECONDS_PER_DAY;

/** The day so many days after 1970-01-01. */
export const dayAt = (epoch: number): Day => dayOf(new Date(epoch * MILLISECONDS_PER_DAY));

/** Days from `start` to `end`; negative when `end` comes first. */
export const daysBetween = (start: Day, end: Day): number => epochDay(end) - epochDay(start);

export const daysIn = ({ start, end }: Period): number => daysBetween(start, end);

/** What of a period has happened by the end of a day. */
export function upTo({ start, end }: Period, day: Day): Period {
  const tomorrow = addDays(day, 1);
  return { start, end: end < tomorrow ? end : tomorrow };
}

/** The last day that is in it. */
export const lastDayOf = ({ end }: Period): Day => addDays(end, -1);

/** The same day of the month, so many months later; the month's last day where there is no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, ofMonth] = day.split("-").map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month - 1 + months, Math.min(ofMonth, lastOfMonth))));
}

/**
 * The period right before, of the same length: of whole calendar months as many months, otherwise as many days. Before the
 * first half of 1997 comes the second half of 1996, though it is three days longer.
 */
export function precedingPeriod({ start, end }: Period): Period {
  const months = 12 * (yearOf(end) - yearOf(start)) + monthOf(end) - monthOf(start);
  const whole = start.endsWith("-01") && end.endsWith("-01");
  return { start: whole ? addMonths(start, -months) : addDays(start, -daysBetween(start, end)), end: start };
}

/** The same days of the year before. */
export const yearEarlier = ({ start, end }: Period): Period => ({
  start: addMonths(start, -12),
  end: addMonths(end, -12),
});

const yearOf = (day: Day): number => Number(day.slice(0, 4));
const monthOf = (day: Day): number => Number(day.slice(5, 7));
