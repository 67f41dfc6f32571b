import { ramp } from "./calc/ramp";
import { listed } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * Series that the customer no longer buys and did not replace by others.
 *
 *     severity = 2 · (series before − series now) ÷ series before, within 0…1
 *
 * It starts with the first series lost and is 1 when half of them are. A customer who grows from one series into the next has not
 * narrowed. Judgement.
 */
export const productBreadth: Signal = {
  code: "PRODUCT_BREADTH",
  dimension: "RESULTS",
  description:
    "Series bought in the last 365 days against the 365 before: from the first one lost on, 1 at half of them.",
  judge: ({ breadth }) => {
    if (breadth === null) return null;
    const { series, seriesBefore, dropped, dataAsOf } = breadth;
    const lost = seriesBefore > 0 ? (seriesBefore - series) / seriesBefore : 0;
    const bought = `${series} series bought in the last 365 days, ${seriesBefore} in the 365 before`;
    const evidence = dropped.length === 0 ? `${bought}.` : `${bought}; dropped: ${listed(dropped)}.`;
    return { severity: ramp(lost, 0, 0.5), evidence, dataAsOf };
  },
};
