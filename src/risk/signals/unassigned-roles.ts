import { ramp } from "./calc/ramp";
import { counted, listed } from "./calc/wording";
import type { Signal } from "./signal";

/**
 * Roles of the account team that somebody held and nobody holds now.
 *
 *     severity = roles ÷ 2, at most 1
 *
 * Judgement.
 */
export const unassignedRoles: Signal = {
  code: "UNASSIGNED_ROLES",
  dimension: "PEOPLE",
  description: "Roles of the account team that stand empty: from the first on, 1 at two.",
  judge: ({ team }) => {
    if (team === null) return null;
    const { unassigned, dataAsOf } = team;
    const roles = `${counted(unassigned.length, "role")} of the account team unassigned`;
    const evidence = unassigned.length === 0 ? `${roles}.` : `${roles}: ${listed(unassigned)}.`;
    return { severity: ramp(unassigned.length, 0, 2), evidence, dataAsOf };
  },
};
