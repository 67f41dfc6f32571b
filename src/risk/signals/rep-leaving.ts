import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * Whether somebody whom the customer knows is about to go: 1 as soon as one rep of its team is known to leave, else 0. Until then
 * there is time to hand over. Source: domain §4.
 */
export const repLeaving: Signal = {
  code: "REP_LEAVING",
  dimension: "PEOPLE",
  description: "Reps of the account team whose leaving is known: 1 from the first on.",
  judge: ({ team }) => {
    if (team === null) return null;
    const { leaving, dataAsOf } = team;
    const evidence = `${counted(leaving, "rep")} of the account team known to leave.`;
    return { severity: ramp(leaving, 0, 1), evidence, dataAsOf };
  },
};
