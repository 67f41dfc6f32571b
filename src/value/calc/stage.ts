import { addDays, type Day } from "../../kernel/calendar";
import { type LapseRule, lapsesOn } from "./lapse";

export type Stage = "LEAD" | "ACTIVE" | "LAPSED" | "LOST" | "WON_BACK";

/** A span of days, `[start, end)`; open when `end` is null. */
export interface Span {
  readonly start: Day;
  readonly end: Day | null;
}

/** For so long a customer that came back is looked at as won back; then it is one like others. */
const WON_BACK_DAYS = 365;

/**
 * Where a customer that buys order by order stands on a day.
 *
 * @param days the days with a purchase, rising, none twice, none after `asOf`
 */
export function stageOfBuyer(days: readonly Day[], asOf: Day, rule: LapseRule): Stage {
  if (days.length === 0) return "LEAD";
  if (lapsesOn(days, rule) <= asOf) return "LAPSED";
  const returned = days.findLast((day, index) => index > 0 && lapsesOn(days.slice(0, index), rule) <= day);
  return cameBack(returned, asOf) ? "WON_BACK" : "ACTIVE";
}

/**
 * Where a customer under contracts stands on a day.
 *
 * @param spans the days under contract, rising, none touching another, none starting after `asOf`
 */
export function stageUnderContract(spans: readonly Span[], asOf: Day): Stage {
  const current = spans.at(-1);
  if (current === undefined) return "LEAD";
  if (current.end !== null && current.end <= asOf) return "LOST";
  return spans.length > 1 && cameBack(current.start, asOf) ? "WON_BACK" : "ACTIVE";
}

const cameBack = (on: Day | undefined, asOf: Day): boolean => on !== undefined && asOf < addDays(on, WON_BACK_DAYS);
