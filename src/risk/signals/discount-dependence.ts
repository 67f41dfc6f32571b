import { ramp } from "./calc/ramp";
import { percent } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * Whether the customer buys at a discount only, or needs more of it than before: the worse of the two.
 *
 *     high   = (discount − 15 %) ÷ 25 %, within 0…1
 *     rising = (discount − discount before − 5 %) ÷ 15 %, within 0…1
 *
 * High from 15 % on, 1 at 40 %; rising from 5 points more on, 1 at 20. Judgement.
 */
export const discountDependence: Signal = {
  code: "DISCOUNT_DEPENDENCE",
  dimension: "COST",
  description:
    "Mean discount of the last 180 days: above 15 %, or 5 points over the 365 before; 1 at 40 %, or 20 points.",
  judge: ({ discount }) => {
    if (discount === null) return null;
    const { recent, before, dataAsOf } = discount;
    const rising = before === null ? 0 : ramp(recent - before, 0.05, 0.2);
    const now = `A mean discount of ${percent(recent)} in the last 180 days`;
    const evidence = before === null ? `${now}.` : `${now}; ${percent(before)} in the 365 before.`;
    return { severity: Math.max(ramp(recent, 0.15, 0.4), rising), evidence, dataAsOf };
  },
};
