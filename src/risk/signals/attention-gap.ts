import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * Days since anybody last talked with the customer, against the cadence of its segment: the risk model's own, else the
 * definition's.
 *
 *     severity = (days − cadence) ÷ cadence, within 0…1
 *
 * It starts one cadence after the last two-way interaction and is 1 after two. Source of the cadence: domain §2,
 * *TOUCH_COVERAGE*; the slope is judgement.
 */
export const attentionGap: Signal = {
  code: "ATTENTION_GAP",
  dimension: "RELATIONSHIP",
  description: "Days since the last two-way interaction against the segment's cadence: from one cadence on, 1 at two.",
  judge: ({ attention }, settings) => {
    if (attention === null) return null;
    const { daysSinceTalk, dataAsOf } = attention;
    const cadence = settings.cadenceDays ?? attention.cadenceDays;
    const evidence = `${counted(daysSinceTalk, "day")} since we last talked; the cadence is ${cadence}.`;
    return { severity: ramp(daysSinceTalk, cadence, 2 * cadence), evidence, dataAsOf };
  },
};
