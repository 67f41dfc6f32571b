import { ramp } from "./calc/ramp";
import { amountOf } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * What was bought, less refunds, against the same season a year before.
 *
 *     severity = (less − ¼) ÷ ¾, within 0…1,   less = 1 − recent ÷ season before
 *
 * Three months hold few orders: a quarter less is ordinary, nothing left is the worst. Where nothing was bought in the season
 * before, nothing fell. Judgement; the season is that of domain §4.
 */
export const spendTrend: Signal = {
  code: "SPEND_TREND",
  dimension: "RESULTS",
  description:
    "Spend of the last 90 days against the same days a year before: from a quarter less on, 1 when nothing is left.",
  judge: ({ spend }) => {
    if (spend === null) return null;
    const { recentMinor, seasonBeforeMinor, currency, dataAsOf } = spend;
    const less = seasonBeforeMinor > 0n ? 1 - Number(recentMinor) / Number(seasonBeforeMinor) : 0;
    const bought = `${amountOf(recentMinor, currency)} bought in the last 90 days`;
    const before = `${amountOf(seasonBeforeMinor, currency)} in the same days a year before`;
    return { severity: ramp(less, 0.25, 1), evidence: `${bought}; ${before}.`, dataAsOf };
  },
};
