import { minor, type Minor } from "../../kernel/money";
import { amountOfPart } from "./attribution";
import { rounded } from "./exact";
import type { HeldLine } from "./hold";
import type { Fates, PaidCredit } from "./per-credit";
import type { Clawback } from "./plan";
import { fullMonths, lossOf } from "./retained";
import { sumOf } from "./settled";
import type { ClawbackTrace } from "./trace";

export interface ClawedBack {
  /** below 0 */
  readonly amount: Minor;
  readonly trace: ClawbackTrace;
}

/** @returns null when nothing is taken back */
export type ClawbackReader = (paid: PaidCredit, held: readonly HeldLine[], fates: Fates) => ClawedBack | null;

/**
 * "When the customer is lost within N months: linear by full months served of N. Base = credited value × original rate, at
 * most the net paid for that credit after corrections."
 *
 *     − min(rated, paid − held) × (N − served) ÷ N
 *
 * The original rate is before caps and floors: a minimum that was paid for little is not taken back as if it had been earned.
 * Source: domain §5; Xactly (original rate), Zepys (linear).
 */
export function clawbackReader({ events, months }: Clawback): ClawbackReader {
  return ({ credit, attributed, amount: paid, rated }, heldLines, fates) => {
    if (credit.customer === null || !events.includes(credit.kind)) return null;
    const lostOn = lossOf(credit, fates.of(credit.customer));
    if (lostOn === null || lostOn >= fates.end) return null;
    const served = fullMonths(credit.servedFrom ?? credit.creditedOn, lostOn);
    if (served >= months) return null;
    const held = minor(-sumOf(heldLines));
    const base = least(amountOfPart(rated), paid - held);
    const left = BigInt(months - served);
    const amount = rounded({ numerator: -base * left, denominator: BigInt(months) });
    if (amount >= 0n) return null;
    return {
      amount: minor(amount),
      trace: { kind: "CLAWBACK", credit, lostOn, rated, attributed, held, months, served },
    };
  };
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
