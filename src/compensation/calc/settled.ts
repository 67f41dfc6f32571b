import type { Period } from "../../kernel/calendar";
import { minor, type Minor } from "../../kernel/money";
import type { Line } from "./line";
import type { PaidKind, PaidLine, PersonInput } from "./person";

/** Lines that settle a period's total: they are never corrected later, for they follow from all that was paid in it. */
export type SettlingKind = "DRAW" | "DRAW_RECOVERY" | "CARRIED_FORWARD" | "BROUGHT_FORWARD";

const SETTLING: readonly PaidKind[] = ["DRAW", "DRAW_RECOVERY", "CARRIED_FORWARD", "BROUGHT_FORWARD"];

export const isSettling = ({ of }: Pick<PaidLine, "of">): boolean => SETTLING.includes(of);

export const isPaidIn = ({ paidIn }: PaidLine, { start }: Period): boolean => paidIn.start === start;
export const isPaidBefore = ({ paidIn }: PaidLine, { start }: Period): boolean => paidIn.start < start;

export const sumOf = (lines: readonly { readonly amount: Minor }[]): Minor => {
  let sum = 0n;
  for (const { amount } of lines) sum += amount;
  return minor(sum);
};

/** What the period that is paid has of a kind already. */
export const paidNow = (
  { paid, now }: PersonInput,
  currency: string,
  of: SettlingKind,
  plan: string | null = null,
): Minor =>
  sumOf(
    paid.filter(
      (line) => line.of === of && line.plan === plan && line.currency === currency && isPaidIn(line, now.period),
    ),
  );

type Settling = Pick<Line, "plan" | "earningCode" | "currency" | "amount" | "trace"> & { readonly of: SettlingKind };

/** @returns no line of nothing */
export const settling = ({ now }: PersonInput, line: Settling): Line[] =>
  line.amount === 0n
    ? []
    : [{ ...line, kind: line.of, component: null, forPeriod: now.period, credit: null, corrects: null }];
