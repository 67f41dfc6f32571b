import { issuesInWords, severityOfOpen } from "./open-issues";
import type { Signal } from "./signal";

/**
 * Complaints and service risks that nobody has put right yet, by the worst of them, how many there are and how long they wait;
 * the curve is that of `severityOfOpen`. A complaint that was put right is no risk here: those that come back are open again.
 */
export const openComplaints: Signal = {
  code: "OPEN_COMPLAINTS",
  dimension: "SERVICE",
  description:
    "Open complaints and service risks: the worst of them, each further one, and waiting from 14 to 90 days.",
  judge: ({ complaints }) =>
    complaints && {
      severity: severityOfOpen(complaints),
      evidence: issuesInWords(complaints, "complaint"),
      dataAsOf: complaints.dataAsOf,
    },
};
