import { minor, type Minor } from "../../../kernel/money";
import type { PaySides } from "./pay-sides";

/** What is recorded beside pay of one side, and what came of it. */
export interface Recorded {
  /** null when nothing is recorded */
  readonly spent: Minor | null;
  /** won, or kept */
  readonly value: Minor;
}

export interface PayBalanceSide {
  readonly pay: Minor;
  /** pay and what else is recorded */
  readonly spent: Minor;
  /** spent ÷ value; null when nothing was won or kept */
  readonly perUnit: number | null;
}

export interface PayBalance {
  readonly winning: PayBalanceSide;
  readonly keeping: PayBalanceSide;
  readonly other: Minor;
  /** spent on winning ÷ spent on keeping; null when nothing was spent on keeping */
  readonly ratio: number | null;
}

/** Acquisition against retention cost, pay included. All in one currency. Source: domain §5, *Balance*. */
export function payBalanceOf(paid: PaySides, won: Recorded, kept: Recorded): PayBalance {
  const winning = sideOf(paid.winning, won);
  const keeping = sideOf(paid.keeping, kept);
  return { winning, keeping, other: paid.other, ratio: ratioOf(winning.spent, keeping.spent) };
}

function sideOf(pay: Minor, recorded: Recorded): PayBalanceSide {
  const spent = minor(pay + (recorded.spent ?? 0n));
  return { pay, spent, perUnit: ratioOf(spent, recorded.value) };
}

const ratioOf = (part: Minor, whole: Minor): number | null => (whole === 0n ? null : Number(part) / Number(whole));
