import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * How often the customer had to get used to somebody new.
 *
 *     severity = handovers ÷ 3, at most 1
 *
 * It starts with the first change of rep in a role within 365 days and is 1 at the third. What a handover is: domain §1, *Account
 * team*; the slope is judgement.
 */
export const handovers: Signal = {
  code: "HANDOVERS",
  dimension: "RELATIONSHIP",
  description: "Changes of rep in a role within 365 days: from the first on, 1 at the third.",
  judge: ({ handovers: facts }) => {
    if (facts === null) return null;
    const { inYear, dataAsOf } = facts;
    const evidence = `${counted(inYear, "handover")} in the last 365 days.`;
    return { severity: ramp(inYear, 0, 3), evidence, dataAsOf };
  },
};
