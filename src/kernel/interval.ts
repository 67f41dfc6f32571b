import { addMonths, type Day, type Period } from "./calendar";

/** A span of the calendar that reports are cut into. */
export type Interval = "MONTH" | "QUARTER" | "YEAR";

export const MONTHS: Readonly<Record<Interval, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** The calendar month, quarter or year that holds a day. */
export function intervalOf(day: Day, interval: Interval): Period {
  const months = MONTHS[interval];
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  const first = month - ((month - 1) % months);
  const start = `${year}-${String(first).padStart(2, "0")}-01` as Day;
  return { start, end: addMonths(start, months) };
}

/** A period cut where the calendar's months, quarters or years begin: its first and last part may be shorter ones. */
export function cutInto(interval: Interval, { start, end }: Period): Period[] {
  const parts: Period[] = [];
  for (let from = start; from < end; from = parts.at(-1)!.end) {
    const { end: until } = intervalOf(from, interval);
    parts.push({ start: from, end: until < end ? until : end });
  }
  return parts;
}
