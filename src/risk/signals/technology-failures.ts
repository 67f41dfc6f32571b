import { issuesInWords, severityOfOpen } from "./open-issues";
import { ramp } from "./calc/ramp";
import type { Signal } from "./signal";

/**
 * Failures of what we deliver that are open, or that come back: the worse of the two.
 *
 *     recurring = (failures in the last 365 days − 1) ÷ 5, within 0…1
 *
 * The curve of the open ones is that of `severityOfOpen`. One failure that was put right is an accident; six in a year are the
 * worst. Judgement.
 */
export const technologyFailures: Signal = {
  code: "TECHNOLOGY_FAILURES",
  dimension: "TECHNOLOGY",
  description: "Technology failures open, as complaints; or recurring: from the second in 365 days on, 1 at the sixth.",
  judge: ({ failures }) =>
    failures && {
      severity: Math.max(severityOfOpen(failures), ramp(failures.inYear, 1, 6)),
      evidence: issuesInWords(failures, "technology failure"),
      dataAsOf: failures.dataAsOf,
    },
};
