import { addDays, type Day } from "../../../kernel/calendar";

/** Whether somebody talked with a customer lately. */
export interface Touch {
  readonly inTouch: boolean;
}

/**
 * Whether the last exchange lies in the days of a cadence right before a day: with one of 90, on any of the 90 before.
 *
 * @param talkedOn the last day with a two-way interaction before; null when there was none
 */
export const isInTouch = (talkedOn: Day | null, before: Day, cadenceDays: number): boolean =>
  talkedOn !== null && talkedOn >= addDays(before, -cadenceDays);
