import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * A contract that runs out while nobody talks about its renewal.
 *
 *     without talks = (120 − days to due) ÷ 90, within 0…1
 *     in talks      = days overdue ÷ 30, within 0…1
 *
 * Without talks it starts 120 days before the due date and is 1 from 30 days before; talks help until the contract is overdue.
 * Judgement.
 */
export const renewalWithoutTalks: Signal = {
  code: "RENEWAL_WITHOUT_TALKS",
  dimension: "CONTRACT",
  description:
    "Days to the due date without a renewal talk: from 120 on, 1 at 30; in talks only once overdue, 1 at 30 days.",
  only: "CONTRACT",
  judge: ({ due }) => {
    if (due === null) return null;
    const { daysToDue, inTalks, dataAsOf } = due;
    const [none, worst] = inTalks ? [0, -30] : [120, 30];
    const when =
      daysToDue < 0 ? `${counted(-daysToDue, "day")} overdue` : `${counted(daysToDue, "day")} to the due date`;
    const evidence = `${when}; ${inTalks ? "the renewal is in talks" : "nobody talks about the renewal yet"}.`;
    return { severity: ramp(daysToDue, none, worst), evidence, dataAsOf };
  },
};
