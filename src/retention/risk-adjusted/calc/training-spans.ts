import { addDays, daysIn, type Period } from "../../../kernel/calendar";

/** A period and what a repeat purchaser's purchases in it are compared with. */
export interface Span {
  readonly period: Period;
  readonly base: Period;
}

const FEWEST = 4;
const MOST = 12;
const DAYS_IN_YEAR = 365;

/**
 * The spans that the case mix can be learned from: of exactly the judged period's length, right before it and each other. As
 * many as make a year, so that every season is in it, but at least four and at most twelve: for a quarter, a half-year
 * or a year the four before, for a month the twelve before. The judged period itself is none of them: what happened in it
 * enters by the company's shift alone.
 *
 * @returns the latest first; the base keeps its distance from the period
 */
export function trainingSpans({ period, base }: Span): Span[] {
  const days = daysIn(period);
  const count = Math.min(MOST, Math.max(FEWEST, Math.round(DAYS_IN_YEAR / days)));
  return Array.from({ length: count }, (_, index) => {
    const earlier = ({ start, end }: Period): Period => ({
      start: addDays(start, -(index + 1) * days),
      end: addDays(end, -(index + 1) * days),
    });
    return { period: earlier(period), base: earlier(base) };
  });
}
