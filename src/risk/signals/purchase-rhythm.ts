import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * Silence against the customer's own usual gap between days with a purchase.
 *
 *     severity = (silence − gap) ÷ (k·gap − gap), within 0…1
 *
 * It starts one usual gap after the last purchase and is 1 where the definition counts the customer as lapsed (k gaps).
 * With too few purchases for a gap of its own it goes from half of the definition's lapse days to all of them. Source:
 * domain §2, *Lapsed*, and §4.
 */
export const purchaseRhythm: Signal = {
  code: "PURCHASE_RHYTHM",
  dimension: "RESULTS",
  description:
    "Silence since the last purchase against the customer's own usual gap: from one gap on, 1 when it has lapsed.",
  only: "REPEAT_PURCHASE",
  judge: ({ rhythm }, { lapse }) => {
    if (rhythm === null) return null;
    const { daysSilent, usualGapDays, purchases, lastBoughtOn, dataAsOf } = rhythm;
    const [from, to] =
      usualGapDays === null
        ? [lapse.lapseDays / 2, lapse.lapseDays]
        : [usualGapDays, lapse.timesUsualGap * usualGapDays];
    const usual =
      usualGapDays === null
        ? `${counted(purchases, "day")} with a purchase make no usual gap yet; ${lapse.lapseDays} days of silence are a loss`
        : `the usual gap is ${usualGapDays}`;
    const days = `${counted(daysSilent, "day")} since the last order, of ${lastBoughtOn}`;
    return { severity: ramp(daysSilent, from, to), evidence: `${days}; ${usual}.`, dataAsOf };
  },
};
