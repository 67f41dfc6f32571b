import type { Signal } from "./signal";

const LAST = {
  ON_TIME: { severity: 0, evidence: "The last renewal was on time, for no less than before." },
  LATE: { severity: 0.5, evidence: "The last renewal came after its due date." },
  REDUCED: { severity: 1, evidence: "The last renewal was for less than before." },
} as const;

/**
 * How the last renewal went: 0 on time, ½ late, 1 for less than before, which is half a loss already. Null as well when there was
 * none yet. Judgement.
 */
export const lastRenewal: Signal = {
  code: "LAST_RENEWAL",
  dimension: "CONTRACT",
  description: "The last renewal: ½ when it came late, 1 when it was for less than before.",
  only: "CONTRACT",
  judge: ({ due }) => {
    if (due === null || due.lastRenewal === null) return null;
    const { severity, evidence } = LAST[due.lastRenewal];
    return { severity, evidence, dataAsOf: due.dataAsOf };
  },
};
