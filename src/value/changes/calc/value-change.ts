import { minor, type Minor } from "../../../kernel/money";

/** What one customer was worth before a period and at its end, both told at the rates of the period's first day. */
export interface ValueChange {
  readonly opening: Minor;
  readonly closing: Minor;
  /** what its closing is worth at the rates of the next period's first day */
  readonly closingAtNextRates: Minor;
  /** opening 0, though it had been worth something before */
  readonly returned: boolean;
  /** the closing stands only because a renewal is not decided yet: such a customer is out of the rates */
  readonly undecided: boolean;
  /** worth what its contracts are; otherwise what it buys */
  readonly underContract: boolean;
}

export type Movement = "NEW" | "EXPANSION" | "REACTIVATION" | "CONTRACTION" | "CHURN";

/**
 * What a customer's change is: opening + its movement = closing, at the rates of the period's first day. Null when nothing
 * changed. Source: domain §2, *movements*.
 */
export function movementOf({ opening, closing, returned }: ValueChange): Movement | null {
  if (opening === closing) return null;
  if (opening === 0n) return returned ? "REACTIVATION" : "NEW";
  if (closing === 0n) return "CHURN";
  return closing > opening ? "EXPANSION" : "CONTRACTION";
}

export const difference = ({ opening, closing }: ValueChange): Minor => minor(closing - opening);

/** What the next period opens with is told at its own rates: the difference is nobody's doing. */
export const fxDifference = ({ closing, closingAtNextRates }: ValueChange): Minor =>
  minor(closingAtNextRates - closing);

/** Whether the rates speak of the customer: it was worth something before, and it is known what it is worth now. */
export const isOpen = ({ opening, undecided }: ValueChange): boolean => opening > 0n && !undecided;

export const isRetained = ({ opening, closing }: ValueChange): boolean => opening > 0n && closing > 0n;
