import { type Day, daysBetween } from "../../../kernel/calendar";
import { median } from "../../../kernel/statistics";

export interface ContactRhythm {
  readonly lastContactOn: Day;
  /** from the last contact to the day looked at */
  readonly daysSinceContact: number;
  /** median days from one contact to the next; null with fewer than two gaps: one gap is no habit */
  readonly usualGapDays: number | null;
}

const FEWEST_GAPS = 2;

/**
 * How regularly a customer and the company talk to each other.
 *
 * @param days the days with a two-way contact, rising, none twice, none after `asOf`
 * @returns null when they have never talked
 */
export function contactRhythm(days: readonly Day[], asOf: Day): ContactRhythm | null {
  const last = days.at(-1);
  if (last === undefined) return null;
  const gaps = days.slice(1).map((day, index) => daysBetween(days[index]!, day));
  return {
    lastContactOn: last,
    daysSinceContact: daysBetween(last, asOf),
    usualGapDays: gaps.length >= FEWEST_GAPS ? median(gaps) : null,
  };
}
