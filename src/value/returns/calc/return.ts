import type { Day } from "../../../kernel/calendar";
import { type LapseRule, lapsesOn } from "../../calc/lapse";

/** A customer that was gone when a period began. */
export interface Return {
  /** it came back in the period */
  readonly returned: boolean;
}

/**
 * Whether a repeat purchaser that had lapsed before a period bought again in it. Null when it had not lapsed: it was still
 * buying, or had never bought.
 *
 * @param days the days with a purchase before the period's end, rising, none twice
 */
export function returnOf(days: readonly Day[], start: Day, rule: LapseRule): Return | null {
  const before = days.filter((day) => day < start);
  if (before.length === 0 || lapsesOn(before, rule) >= start) return null;
  return { returned: days.length > before.length };
}
