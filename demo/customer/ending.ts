import { FOREVER, type DayNumber } from "../days";

/** From when on a customer is visibly gone, and from when on it is back; FOREVER for never. */
export interface Ending {
  readonly goneOn: DayNumber;
  readonly backOn: DayNumber;
}

export const STAYS: Ending = { goneOn: FOREVER, backOn: FOREVER };

export const isPresent = ({ goneOn, backOn }: Ending, day: DayNumber): boolean => day < goneOn || day >= backOn;
