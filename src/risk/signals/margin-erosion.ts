import { ramp } from "./calc/ramp";
import { percent } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * How much of the margin has gone.
 *
 *     severity = (margin before − margin now − 2 %) ÷ 13 %, within 0…1
 *
 * It starts at two points of margin less and is 1 at fifteen. Null as well without a margin before: nothing to erode from.
 * Judgement.
 */
export const marginErosion: Signal = {
  code: "MARGIN_EROSION",
  dimension: "COST",
  description: "Profit ÷ sales of the last 180 days against the 365 before: from 2 points less on, 1 at 15.",
  judge: ({ margin }) => {
    if (margin === null || margin.before === null) return null;
    const { recent, before, dataAsOf } = margin;
    const evidence = `A margin of ${percent(recent)} in the last 180 days; ${percent(before)} in the 365 before.`;
    return { severity: ramp(before - recent, 0.02, 0.15), evidence, dataAsOf };
  },
};
