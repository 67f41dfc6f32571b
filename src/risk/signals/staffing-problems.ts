import { issuesInWords, severityOfOpen } from "./open-issues";
import type { Signal } from "./signal";

/**
 * People who are missing or not trained, at the customer or with us, by the worst such problem that is open, how many there are and
 * how long they last; the curve is that of `severityOfOpen`.
 */
export const staffingProblems: Signal = {
  code: "STAFFING_PROBLEMS",
  dimension: "PEOPLE",
  description: "Open staffing problems: the worst of them, each further one, and waiting from 14 to 90 days.",
  judge: ({ staffing }) =>
    staffing && {
      severity: severityOfOpen(staffing),
      evidence: issuesInWords(staffing, "staffing problem"),
      dataAsOf: staffing.dataAsOf,
    },
};
