import { ramp } from "./calc/ramp";
import { decimal } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * How likely the customer would recommend us, 0…10, and whether it says less than before: the worse of the two.
 *
 *     low     = (7 − answer) ÷ 4, within 0…1
 *     falling = (answer before − answer − 1) ÷ 4, within 0…1
 *
 * It starts with the first of the detractors (6) and is 1 from 3 down; a fall counts from two steps on, 1 at five. Null as well
 * without an answer to this question. The scale: domain §2, *NPS*; the slopes are judgement.
 */
export const nps: Signal = {
  code: "NPS",
  dimension: "VOICE",
  description:
    "The latest NPS answer, 0 to 10: below 7, or more than a step under the one before; 1 at 3, or five steps.",
  judge: ({ voice }) => {
    if (voice === null || voice.nps === null || voice.npsOn === null) return null;
    const { nps: latest, npsBefore, npsOn: dataAsOf } = voice;
    const falling = npsBefore === null ? 0 : ramp(npsBefore - latest, 1, 5);
    const now = `${decimal(latest)} of 10 in the latest NPS answer`;
    const evidence = npsBefore === null ? `${now}.` : `${now}; ${decimal(npsBefore)} before.`;
    return { severity: Math.max(ramp(latest, 7, 3), falling), evidence, dataAsOf };
  },
};
