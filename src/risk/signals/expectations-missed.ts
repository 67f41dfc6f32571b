import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * Interactions that fell short of what the customer expected, among those rated.
 *
 *     severity = (missed ÷ (rated + 2) − 10 %) ÷ 40 %, within 0…1
 *
 * Two that were met are assumed before the first is rated, so that one miss alone (0.58) is less than three of three (1). One
 * in ten is ordinary, half of them the worst. Judgement.
 */
export const expectationsMissed: Signal = {
  code: "EXPECTATIONS_MISSED",
  dimension: "SERVICE",
  description:
    "Interactions of the last 180 days that missed expectations, among those rated and two assumed met: from 10 % on, 1 at half.",
  judge: ({ expectations }) => {
    if (expectations === null) return null;
    const { missed, rated, dataAsOf } = expectations;
    const evidence = `${missed} of ${counted(rated, "interaction")} rated in the last 180 days missed expectations.`;
    return { severity: ramp(missed / (rated + 2), 0.1, 0.5), evidence, dataAsOf };
  },
};
