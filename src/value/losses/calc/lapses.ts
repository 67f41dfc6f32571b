import { addDays, type Day, dayAt, epochDay, type Period } from "../../../kernel/calendar";
import { gapsOf, type LapseRule, longestSilence } from "../../calc/lapse";

/** A repeat purchaser that fell silent for too long. */
export interface Lapse {
  readonly lostOn: Day;
  /** its next day with a purchase; null when it never bought again */
  readonly backOn: Day | null;
  /** its last day with a purchase before */
  readonly lastBoughtOn: Day;
}

/**
 * The lapses of one repeat purchaser whose loss day lies in a period. Who bought again after one and fell silent again has
 * lapsed twice: lost is lost on the day, and coming back is a fact of its own. A purchase on the loss day itself is a
 * return already: silence had exceeded what the rule allows. Source: domain §2, *Lapsed*.
 *
 * @param days the days with a purchase, as days since 1970-01-01, rising, none twice
 */
export function lapsesIn(days: readonly number[], { start, end }: Period, rule: LapseRule): Lapse[] {
  const gaps = gapsOf(days);
  const [first, behind] = [epochDay(start), epochDay(end)];
  return days.flatMap((last, index) => {
    const next = days[index + 1];
    // Only silence that reaches into the period can become too long there.
    if (last >= behind || (next !== undefined && next < first)) return [];
    const silence = longestSilence(gaps.slice(0, index), rule);
    if (next !== undefined && gaps[index]! <= silence) return [];
    const lost = last + silence + 1;
    if (lost < first || lost >= behind) return [];
    return [{ lostOn: dayAt(lost), lastBoughtOn: dayAt(last), backOn: next === undefined ? null : dayAt(next) }];
  });
}

/** The days whose purchases a lapsed customer is worth in a year: the 365 up to its last purchase. */
export const yearUpTo = (lastBoughtOn: Day): Period => ({
  start: addDays(lastBoughtOn, -364),
  end: addDays(lastBoughtOn, 1),
});
