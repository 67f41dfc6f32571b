import { addDays, type Day, epochDay } from "../../kernel/calendar";
import { median } from "../../kernel/statistics";

/** When silence means that a repeat purchaser is gone. */
export interface LapseRule {
  /** silence of so many times the customer's own usual gap */
  readonly timesUsualGap: number;
  /** from so many days with a purchase on the customer has a gap of its own */
  readonly fewestPurchases: number;
  /** silence that is too long for everybody else, in days */
  readonly lapseDays: number;
}

/**
 * The day on which silence after the last of these purchases becomes a loss: the first day more than
 * k × median gap later.
 *
 * @param days the days with a purchase, rising, none twice, at least one
 */
export const lapsesOn = (days: readonly Day[], rule: LapseRule): Day =>
  addDays(days.at(-1)!, longestSilence(gapsBetween(days), rule) + 1);

/** Days from each to the next. */
export const gapsBetween = (days: readonly Day[]): number[] => gapsOf(days.map(epochDay));

/** The same of days since 1970-01-01. */
export const gapsOf = (epochDays: readonly number[]): number[] =>
  epochDays.slice(1).map((day, index) => day - epochDays[index]!);

/** For how many days a customer with these gaps between its purchases may be silent: a day more is a loss. */
export const longestSilence = (gaps: readonly number[], rule: LapseRule): number =>
  gaps.length + 1 >= rule.fewestPurchases ? Math.floor(rule.timesUsualGap * median(gaps)!) : rule.lapseDays;
