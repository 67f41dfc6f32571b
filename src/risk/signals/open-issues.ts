import type { IssueSeverity, Issues } from "./signal";
import { ramp } from "./calc/ramp";
import { counted } from "./calc/wording";

/** How bad the worst open issue is when it is new and the only one. Unknown counts as MEDIUM. */
const WORST: Readonly<Record<IssueSeverity, number>> = { LOW: 0.2, MEDIUM: 0.4, HIGH: 0.7, CRITICAL: 1 };

/**
 * How severe the open issues of one kind are.
 *
 *     severity = 1 − (1 − worst) · 2^(1 − open) · (1 − ½·waiting),   0 when none is open
 *
 * worst is .2, .4, .7 or 1 (LOW … CRITICAL) of the worst one; each further open issue halves what is left to 1; waiting goes
 * from 0 at 14 days to 1 at 90, by the longest open one. Judgement, not measured.
 */
export const severityOfOpen = ({ open, worstSeverity, longestOpenDays }: Issues): number =>
  open === 0
    ? 0
    : 1 - (1 - WORST[worstSeverity ?? "MEDIUM"]) * 2 ** (1 - open) * (1 - ramp(longestOpenDays, 14, 90) / 2);

/** "2 complaints open, the worst HIGH, the longest for 45 days; 3 opened in the last 365 days." */
export function issuesInWords({ open, worstSeverity, longestOpenDays, inYear }: Issues, one: string): string {
  const year = `${inYear} opened in the last 365 days.`;
  if (open === 0) return `No ${one} open; ${year}`;
  const worst = worstSeverity === null ? "" : `, the worst ${worstSeverity}`;
  return `${counted(open, one)} open${worst}, the longest for ${counted(longestOpenDays, "day")}; ${year}`;
}
