import { ramp } from "./calc/ramp";
import { decimal } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * How content the customer says it is, 1…5.
 *
 *     severity = (4 − answer) ÷ 2, within 0…1
 *
 * Content (4) is 0, neither nor (3) is ½, and from 2 down it is 1. Null as well without an answer to this question. The scale:
 * domain §2, *CSAT*; the slope is judgement.
 */
export const csat: Signal = {
  code: "CSAT",
  dimension: "VOICE",
  description: "The latest CSAT answer, 1 to 5: below 4, 1 at 2.",
  judge: ({ voice }) => {
    if (voice === null || voice.csat === null || voice.csatOn === null) return null;
    const { csat: latest, csatOn: dataAsOf } = voice;
    const evidence = `${decimal(latest)} of 5 in the latest CSAT answer.`;
    return { severity: ramp(latest, 4, 2), evidence, dataAsOf };
  },
};
