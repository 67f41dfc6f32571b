import type { Period } from "../../kernel/calendar";
import { decimal, times } from "../calc/exact";
import type { Quota } from "../calc/person";
import type { GoalAsked } from "./calc/asked";
import { type Goal, goalKey } from "./goals.queries";
import { measureNamed, type Reader } from "./measures";
import { exactRate, type Rates } from "./rates";

/** What goals of a period are found by. */
export interface Goals {
  readonly stored: ReadonlyMap<string, Goal>;
  readonly period: Period;
  readonly year: Period;
  /** what a goal says no currency of is in */
  readonly currency: string;
  readonly rates: Rates;
}

/**
 * The goal that a person or its team is held against; null where none is set. The company has none, and a leader answers
 * for who reports to it by its own. Amounts are prorated by days enrolled, rates are not. Source: domain §5, *Proration*.
 *
 * @throws FX_RATE_MISSING
 */
export function quotaFor(
  { stored, period, year, currency: usual, rates }: Goals,
  { measure: code, scope, over }: GoalAsked,
  { plan, currency, subject }: Reader,
): Quota | null {
  if (subject === null || subject.kind === "COMPANY" || subject.kind === "HOUSE") return null;
  const { unit, denominator } = measureNamed(code);
  const span = over === "YEAR" ? year : period;
  const found = stored.get(goalKey(subject.kind === "TEAM" ? "TEAM" : "REP", subject.id, code, span));
  if (!found) return null;
  const goal = decimal(found.goal);
  const told = { plan, measure: code, scope, over, prorated: unit === "MONEY" && denominator === null };
  if (unit !== "MONEY") return { ...told, goal };
  return { ...told, goal: times(goal, exactRate(rates, found.currency ?? usual, currency, span.start)) };
}
