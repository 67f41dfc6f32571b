import type { DayNumber } from "./days";

export const STEP_DAYS = 30;
/** Three years and a little: 1,110 days. */
export const STEPS = 37;
/** How many steps ahead a loss is foretold: 90 days. */
export const HORIZON_STEPS = 3;

/** The years the simulator lives through, in steps of 30 days that end on the last day. */
export class Timeline {
  readonly start: DayNumber;

  constructor(readonly until: DayNumber) {
    this.start = until - STEPS * STEP_DAYS + 1;
  }

  firstDay(step: number): DayNumber {
    return this.start + step * STEP_DAYS;
  }

  /** The last day before the step: what is known then is all that a forecast for the step may use. */
  asOf(step: number): DayNumber {
    return this.firstDay(step) - 1;
  }

  /** Negative before the start. */
  stepOf(day: DayNumber): number {
    return Math.floor((day - this.start) / STEP_DAYS);
  }
}
