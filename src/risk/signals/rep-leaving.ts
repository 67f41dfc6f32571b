import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * Whether somebody whom the customer knows has gone: 1 when a rep who served it left the company within 90 days, else 0. A day of
 * leaving that lies ahead is not known yet. Source: domain §4.
 */
export const repLeaving: Signal = {
  code: "REP_LEAVING",
  dimension: "PEOPLE",
  description: "Reps who served it and left the company within 90 days: 1 from the first on.",
  judge: ({ team }) => {
    if (team === null) return null;
    const { leaving, dataAsOf } = team;
    const evidence = `${counted(leaving, "rep")} of the account team left the company in the last 90 days.`;
    return { severity: ramp(leaving, 0, 1), evidence, dataAsOf };
  },
};
