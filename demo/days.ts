/** A calendar day as its number since 1970-01-01, so that a gap is a subtraction. */
export type DayNumber = number;

/** A span of days, `[from, to)`. */
export interface Span {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** The end of what has not ended. */
export const FOREVER: DayNumber = Number.POSITIVE_INFINITY;

const MILLISECONDS = 86_400_000;
const written = new Map<DayNumber, string>();

/** @throws RangeError when the text is no day, `yyyy-MM-dd` */
export function dayNumber(text: string): DayNumber {
  const day = Date.parse(`${text}T00:00:00Z`) / MILLISECONDS;
  if (!Number.isInteger(day) || iso(day) !== text)
    throw new RangeError(`"${text}" is not a day: expected yyyy-MM-dd, as 2026-06-30.`);
  return day;
}

/** `yyyy-MM-dd`; null for what lies open. */
export function iso(day: DayNumber): string;
export function iso(day: DayNumber | null): string | null;
export function iso(day: DayNumber | null): string | null {
  if (day === null || day === FOREVER) return null;
  let text = written.get(day);
  if (!text) written.set(day, (text = new Date(day * MILLISECONDS).toISOString().slice(0, 10)));
  return text;
}

/** An instant in UTC, minutes after the day's midnight: `2026-06-30T09:30:00.000Z`. */
export function instant(day: DayNumber, minutes: number): string {
  const later = Math.floor(minutes / 1440);
  const of = minutes - later * 1440;
  return `${iso(day + later)}T${two(Math.floor(of / 60))}:${two(of % 60)}:00.000Z`;
}

export const yearOf = (day: DayNumber): number => Number(iso(day).slice(0, 4));

/** 0 for January. */
export const monthOf = (day: DayNumber): number => Number(iso(day).slice(5, 7)) - 1;

/** The same day of the month that many months later, or the month's last day when it is shorter. */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const index = yearOf(day) * 12 + monthOf(day) + months;
  const first = Date.UTC(Math.floor(index / 12), index % 12, 1) / MILLISECONDS;
  const length = Date.UTC(Math.floor(index / 12), (index % 12) + 1, 1) / MILLISECONDS - first;
  return first + Math.min(Number(iso(day).slice(8)), length) - 1;
}

export const startOfMonth = (day: DayNumber): DayNumber => day - Number(iso(day).slice(8)) + 1;

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
