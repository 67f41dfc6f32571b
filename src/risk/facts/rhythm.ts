import type { Day } from "../../kernel/calendar";
import { median } from "../../kernel/statistics";
import type { LapseRule } from "../../value/calc/lapse";
import type { RiskFacts } from "../signals/signal";
import type { Rows } from "./found";

/**
 * So many of its latest days with a purchase make a customer's usual gap: the rhythm is the one it has now, and finding it
 * costs the same however long the history is.
 */
export const LATEST_DAYS = 25;

/** Of days in a text, the latest first, those that make the rhythm. */
export function latestDays(days: string): string {
  let end = -1;
  for (let count = 0; count < LATEST_DAYS; count++) {
    end = days.indexOf(",", end + 1);
    if (end < 0) return days;
  }
  return days.slice(0, end);
}

/** When an account bought: the last day, and how many days before asOf each was, the latest first, as text. */
type Bought = readonly [lastOn: Day, daysAgo: string];

/** How often a customer buys, its accounts taken together; null when it never bought. */
export function rhythmOf(rows: readonly Rows["rhythm"][], lapse: LapseRule): RiskFacts["rhythm"] {
  const accounts = rows.flatMap(([, lastOn, days]): Bought[] =>
    lastOn === null || days === null ? [] : [[lastOn, days]],
  );
  if (accounts.length === 0) return null;
  const lastBoughtOn = accounts.map(([day]) => day).reduce((a, b) => (a > b ? a : b));
  const days = accounts.length === 1 ? daysIn(accounts[0]!) : together(accounts);
  const usualGapDays = days.length >= lapse.fewestPurchases ? median(gaps(days)) : null;
  return { lastBoughtOn, daysSilent: days[0]!, purchases: days.length, usualGapDays, dataAsOf: lastBoughtOn };
}

const daysIn = ([, daysAgo]: Bought): number[] => JSON.parse(`[${daysAgo}]`) as number[];

const together = (accounts: readonly Bought[]): number[] =>
  [...new Set(accounts.flatMap(daysIn))].sort((a, b) => a - b).slice(0, LATEST_DAYS);

const gaps = (daysAgo: readonly number[]): number[] => daysAgo.slice(1).map((days, index) => days - daysAgo[index]!);
