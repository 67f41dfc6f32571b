import type { Signal } from "./signal";

const LAST = {
  ON_TIME: { severity: 0, evidence: "The last renewal was on time, for no less than before." },
  LATE: { severity: 0.5, evidence: "The last renewal came after its due date." },
  REDUCED: { severity: 0.5, evidence: "The last renewal was for less than before." },
} as const;

/**
 * How the last renewal went: 0 on time, ½ when it came late, or for less than 95 % of the value due. It is past: it never is at
 * its worst. Null as well when there was none yet. Judgement.
 */
export const lastRenewal: Signal = {
  code: "LAST_RENEWAL",
  dimension: "CONTRACT",
  description: "The last renewal: ½ when it came late, or for less than 95 % of before.",
  only: "CONTRACT",
  judge: ({ due }) => {
    if (due === null || due.lastRenewal === null) return null;
    const { severity, evidence } = LAST[due.lastRenewal];
    return { severity, evidence, dataAsOf: due.dataAsOf };
  },
};
