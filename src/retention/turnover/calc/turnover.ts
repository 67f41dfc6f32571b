import { cutInto, type Interval } from "../../../kernel/interval";
import type { Period } from "../../../kernel/calendar";
import type { ServedLoss } from "./loss-groups";
import { type RepTurnover, repTurnover, type Stay } from "./rep-turnover";

/** Who was lost in a span of days: customers, and reps beside them. */
export interface TurnoverPart {
  readonly period: Period;
  readonly losses: readonly ServedLoss[];
  readonly reps: RepTurnover;
}

export interface TurnoverReport {
  readonly whole: TurnoverPart;
  readonly parts: readonly TurnoverPart[];
}

/** Losses and leavers of a period, whole and month by month, quarter by quarter, or year by year. */
export function turnoverReport(
  period: Period,
  by: Interval,
  losses: readonly ServedLoss[],
  stays: readonly Stay[],
): TurnoverReport {
  const part = (span: Period): TurnoverPart => ({
    period: span,
    losses: losses.filter(({ lostOn }) => lostOn >= span.start && lostOn < span.end),
    reps: repTurnover(stays, span),
  });
  return { whole: part(period), parts: cutInto(by, period).map(part) };
}
