import { ramp } from "./calc/ramp";
import { counted, decimal } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * How long the customer waits for an answer, or that it gets none: the worse of the two.
 *
 *     slow       = (median hours − 24) ÷ (96 − 24), within 0…1
 *     unanswered = questions without an answer ÷ 3, at most 1
 *
 * A day is what a customer expects, four days are the worst. Judgement.
 */
export const slowAnswers: Signal = {
  code: "SLOW_ANSWERS",
  dimension: "SERVICE",
  description:
    "Median hours to an answer in the last 90 days, from 24 on, 1 at 96; or questions unanswered, 1 at three.",
  judge: ({ answers }) => {
    if (answers === null) return null;
    const { medianHours, unanswered, dataAsOf } = answers;
    const slow = medianHours === null ? 0 : ramp(medianHours, 24, 96);
    const open = `${counted(unanswered, "question")} of the last 90 days unanswered`;
    const evidence =
      medianHours === null ? `${open}.` : `A median of ${decimal(medianHours)} hours to an answer; ${open}.`;
    return { severity: Math.max(slow, ramp(unanswered, 0, 3)), evidence, dataAsOf };
  },
};
