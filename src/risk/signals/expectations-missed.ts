import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * Interactions that fell short of what the customer expected, among those rated.
 *
 *     severity = 2 · missed ÷ (rated + 2), at most 1
 *
 * Two that were met are assumed before the first is rated, so that one miss alone (⅔) is less than three of three (1). Half of
 * them missed is the worst. Judgement.
 */
export const expectationsMissed: Signal = {
  code: "EXPECTATIONS_MISSED",
  dimension: "SERVICE",
  description:
    "Interactions of the last 180 days that missed expectations, among those rated and two assumed met: 1 at half of them.",
  judge: ({ expectations }) => {
    if (expectations === null) return null;
    const { missed, rated, dataAsOf } = expectations;
    const evidence = `${missed} of ${counted(rated, "interaction")} rated in the last 180 days missed expectations.`;
    return { severity: ramp(missed / (rated + 2), 0, 0.5), evidence, dataAsOf };
  },
};
