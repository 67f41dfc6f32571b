import { addDays, type Day } from "../../../kernel/calendar";
import type { Minor } from "../../../kernel/money";

/** A renewal as it is known on a day. */
export interface KnownRenewal {
  readonly dueOn: Day;
  /** null while it is open, and when it was closed after the day that is asked about */
  readonly closedOn: Day | null;
  readonly isRenewed: boolean;
}

/**
 * What became of it. RENEWED: closed within the grace of its due date. LOST: lost, renewed too late (the customer came back
 * later), or still open when the grace was over. UNDECIDED: it may still be renewed in time.
 */
export type RenewalOutcome = "RENEWED" | "LOST" | "UNDECIDED";

/** Source: domain §2, *Grace*; OPEXEngine on renewals closed late. */
export function outcomeOf({ dueOn, closedOn, isRenewed }: KnownRenewal, asOf: Day, graceDays: number): RenewalOutcome {
  const lastDay = addDays(dueOn, graceDays);
  if (closedOn === null) return asOf < lastDay ? "UNDECIDED" : "LOST";
  return isRenewed && closedOn <= lastDay ? "RENEWED" : "LOST";
}

/** A renewal that was due in a period, annualised values told in one currency. */
export interface DueRenewal {
  readonly outcome: RenewalOutcome;
  readonly due: Minor;
  /** what was renewed; 0 unless the outcome is RENEWED */
  readonly renewed: Minor;
  /** closed on or before its due date */
  readonly isOnTime: boolean;
}

export const isDecided = ({ outcome }: DueRenewal): boolean => outcome !== "UNDECIDED";
export const isRenewed = ({ outcome }: DueRenewal): boolean => outcome === "RENEWED";
