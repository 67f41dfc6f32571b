import { ramp } from "./calc/ramp";
import { counted, decimal } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * How the customer's mood in its interactions, −2…+2, is and how it moves: the worse of the two.
 *
 *     low     = −recent ÷ 1.5, within 0…1
 *     falling = (before − recent − 0.5) ÷ 1.5, within 0…1
 *
 * Below neutral is low, 1 at −1.5; a fall starts at half a step and is 1 at two. Without a mood before, only the level counts.
 * Judgement.
 */
export const sentimentTrend: Signal = {
  code: "SENTIMENT_TREND",
  dimension: "RELATIONSHIP",
  description:
    "Mean sentiment of the last 90 days: below 0, or half a step under the 180 days before; 1 at -1.5, or two steps.",
  judge: ({ sentiment }) => {
    if (sentiment === null) return null;
    const { recent, before, answers, dataAsOf } = sentiment;
    const falling = before === null ? 0 : ramp(before - recent, 0.5, 2);
    const now = `A mean sentiment of ${decimal(recent)} in ${counted(answers, "interaction")} of the last 90 days`;
    const evidence = before === null ? `${now}.` : `${now}; ${decimal(before)} in the 180 days before.`;
    return { severity: Math.max(ramp(recent, 0, -1.5), falling), evidence, dataAsOf };
  },
};
