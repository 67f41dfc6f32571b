import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * How often the customer had to get used to somebody new, and how new the one is who leads its account: the worse of the two.
 *
 *     often = (handovers − 1) ÷ 3, within 0…1
 *     new   = (365 − days since the last handover in ACCOUNT_MANAGER or SALES) ÷ 365, within 0…1
 *
 * A colleague who changes is ordinary once a year, and at its worst at the fourth; whoever takes the account over is a stranger on
 * the first day, and none after a year. What a handover is: domain §1, *Account team*; the slopes are judgement.
 */
export const handovers: Signal = {
  code: "HANDOVERS",
  dimension: "RELATIONSHIP",
  description:
    "Changes of rep in a role within 365 days: from the second on, 1 at the fourth; or who leads the account is new: 1 on the first day, 0 after 365.",
  judge: ({ handovers: facts }) => {
    if (facts === null) return null;
    const { inYear, daysSinceNewLead, dataAsOf } = facts;
    const stranger = daysSinceNewLead === null ? 0 : ramp(daysSinceNewLead, 365, 0);
    const often = `${counted(inYear, "handover")} in the last 365 days`;
    const evidence =
      daysSinceNewLead === null
        ? `${often}.`
        : `${often}; the account was taken over ${counted(daysSinceNewLead, "day")} ago.`;
    return { severity: Math.max(ramp(inYear, 1, 4), stranger), evidence, dataAsOf };
  },
};
