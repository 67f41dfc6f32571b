import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * A customer that used to answer surveys and no longer does.
 *
 *     severity = (days since the last answer − 180) ÷ 185, within 0…1
 *
 * It starts half a year after the last answer and is 1 after a year. Null as well for who never answered: that silence says
 * nothing new. Judgement.
 */
export const silentVoice: Signal = {
  code: "SILENT_VOICE",
  dimension: "VOICE",
  description: "Days since the last survey answer: from 180 on, 1 at 365.",
  judge: ({ voice }) => {
    if (voice === null || voice.daysSinceAnswer === null) return null;
    const { daysSinceAnswer, dataAsOf } = voice;
    const evidence = `${counted(daysSinceAnswer, "day")} since the last survey answer.`;
    return { severity: ramp(daysSinceAnswer, 180, 365), evidence, dataAsOf };
  },
};
