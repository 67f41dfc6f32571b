import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * How many people we know at the customer.
 *
 *     severity = 2 − active, within 0…1,   active: contacts still there
 *
 * It is 0 from two on, 1 with one or nobody: when that one leaves, so does what they know of us. Judgement.
 */
export const singleThreaded: Signal = {
  code: "SINGLE_THREADED",
  dimension: "RELATIONSHIP",
  description: "Contacts still there: 1 with one or nobody.",
  judge: ({ contacts }) => {
    if (contacts === null) return null;
    const { active, dataAsOf } = contacts;
    const evidence = `${counted(active, "contact")} still there.`;
    return { severity: ramp(active, 2, 1), evidence, dataAsOf };
  },
};
