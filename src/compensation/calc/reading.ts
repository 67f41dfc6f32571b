import { daysOfYear } from "./enrolment";
import { broken, must } from "../../kernel/invariant";
import { type Fraction, over, unitOf } from "./exact";
import type { Facts } from "./facts";
import type { MeasureReading, Quota } from "./person";
import type { Goal, Input, Scope } from "./plan";
import type { ProratedGoal } from "./prorated";
import type { Reading } from "./trace";

/** Reads what a curve or a condition looks at, and reports what is missing. */
export function read(input: Input, facts: Facts): Reading {
  return input.of === "MEASURE" ? readMeasure(input, facts) : readCredits(input, facts);
}

/**
 * The figure of a reading.
 *
 *     VALUE: value     ATTAINMENT: value ÷ goal     MARGIN: profit ÷ value
 *
 * @returns null where there is nothing to read, or what it is divided by is missing or not above 0
 */
export function figureOf(reading: Reading): Fraction | null {
  const { reads, value, goal } = reading;
  if (value === null || reads === "VALUE") return value;
  if (reads === "MARGIN") {
    const profit = reading.of === "CREDITS" ? reading.profit : null;
    return profit === null || value.numerator <= 0n ? null : over(profit, value);
  }
  return goal === null || !isPositive(goal) ? null : over(value, proratedGoal(goal));
}

const isPositive = ({ goal, days }: ProratedGoal): boolean => goal.numerator > 0n && days > 0;

/** goal × days ÷ of. */
export const proratedGoal = ({ goal, days, of }: ProratedGoal): Fraction =>
  days === of ? goal : { numerator: goal.numerator * BigInt(days), denominator: goal.denominator * BigInt(of) };

function readMeasure({ measure, scope, reads }: Extract<Input, { of: "MEASURE" }>, facts: Facts): Reading {
  const { value, definition, provisional } = readingOf(measure, scope, facts);
  const goal = reads === "ATTAINMENT" ? quotaFor(measure, scope, "PERIOD", facts) : null;
  if (value === null) facts.report("MEASURE_NULL", measure);
  else if (provisional) facts.report("PROVISIONAL", measure);
  if (reads === "ATTAINMENT") reportGoal(goal, measure, facts);
  return { of: "MEASURE", measure, scope, reads, value, goal, definition };
}

function readingOf(measure: string, scope: Scope, { measures, enrolment: { plan } }: Facts): MeasureReading {
  for (const one of measures) if (one.measure === measure && one.scope === scope && one.plan === plan) return one;
  throw broken(`no reading of ${measure} ${scope} for the plan that asks for it`);
}

function readCredits({ component, reads }: Extract<Input, { of: "CREDITS" }>, facts: Facts): Reading {
  const volume = facts.volumeOf(component);
  const denominator = unitOf(facts.currency);
  const goal = reads === "ATTAINMENT" ? volume.goal : null;
  if (reads === "ATTAINMENT") reportGoal(goal, component, facts);
  if (reads !== "MARGIN") {
    const value = { numerator: reads === "VALUE" ? volume.valueOfPeriod : volume.valueOfSpan, denominator };
    return { of: "CREDITS", component, reads, value, profit: null, goal };
  }
  const { ofPeriod } = volume;
  const revenue = ofPeriod.reduce((sum, { value }) => sum + value, 0n);
  const isKnown = ofPeriod.length > 0 && ofPeriod.every(({ profit }) => profit !== null);
  const profit = ofPeriod.reduce((sum, one) => sum + (one.profit ?? 0n), 0n);
  if (!isKnown) facts.report("PROFIT_UNKNOWN", component);
  const known = isKnown ? { numerator: profit, denominator } : null;
  return { of: "CREDITS", component, reads, value: { numerator: revenue, denominator }, profit: known, goal };
}

function reportGoal(goal: ProratedGoal | null, about: string, facts: Facts): void {
  if (goal === null) facts.report("GOAL_MISSING", about);
  else if (!isPositive(goal)) facts.report("GOAL_NOT_POSITIVE", about);
}

function quotaFor(measure: string, scope: Scope, span: Quota["over"], facts: Facts): ProratedGoal | null {
  for (const quota of facts.quotas) {
    const isFor = quota.measure === measure && quota.scope === scope && quota.over === span;
    if (isFor && quota.plan === facts.enrolment.plan) return prorated(quota.goal, span, quota.prorated, facts);
  }
  return null;
}

/** Amounts and counts are prorated by days enrolled, rates are not. Source: domain §5, *Proration*. */
function prorated(goal: Fraction, span: Quota["over"], isProrated: boolean, facts: Facts): ProratedGoal {
  if (!isProrated) return { goal, days: 1, of: 1 };
  const { enrolment, planDays, input } = facts;
  const { days, of } = span === "YEAR" ? daysOfYear(enrolment, input.year) : { days: planDays, of: enrolment.days.of };
  return { goal, days, of };
}

/** The goal of a commission, for the span over which it accumulates. */
export function goalOf(goal: Goal, amount: Fraction | null, span: Quota["over"], facts: Facts): ProratedGoal | null {
  if (goal.of === "QUOTA") return quotaFor(goal.measure, goal.scope, span, facts);
  return prorated(must(amount, "an amount"), span, true, facts);
}
