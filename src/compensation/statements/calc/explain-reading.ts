import { figureOf, fraction, goalOf, payoutOf } from "../../calc/by-hand";
import type { Curve, DecimalText } from "../../calc/plan";
import type { Stored } from "../../calc/stored-trace";
import type { Days } from "../../calc/prorated";
import type { ConditionTrace, ModifierTrace, Reading } from "../../calc/trace";
import { shown, shownQuotient } from "./shown";

/** What was read, and what it is held against. */
export function toldReading(reading: Stored<Reading>, currency: string): string {
  const what = reading.of === "MEASURE" ? `${reading.measure} (${reading.scope})` : `What ${reading.component} credits`;
  if (reading.value === null) return `${what}: there was nothing to measure.`;
  const value = fraction(reading.value);
  const unit = reading.of === "MEASURE" ? "" : ` ${currency}`;
  const is = `${what} is ${shown(value)}${unit} = ${shownQuotient(value)}`;
  if (reading.reads === "VALUE") return `${is}.`;
  const figure = figureOf(reading);
  if (reading.reads === "MARGIN") {
    return figure === null ? `${is}; its margin is not known.` : `${is}; its margin is ${shown(figure)}.`;
  }
  const goal = goalOf(reading.goal);
  if (figure === null || goal === null) return `${is}; there is no goal above 0 for it.`;
  return `${is}, of a goal of ${shown(goal)}: ${shown(figure)} attained.`;
}

/** What a curve pays for it. */
export function toldPayout(reading: Stored<Reading>, curve: Stored<Curve> | null, ifNull: DecimalText): string {
  if (figureOf(reading) === null || curve === null) return `With nothing to read the plan pays the factor ${ifNull}.`;
  const points = curve.points.map(({ input, payout }) => `${input} → ${payout}`).join(", ");
  const how = `${curve.how === "STEP" ? "in steps" : "in a line between"}${curve.uncapped ? ", and on beyond the last" : ""}`;
  return `The curve (${points}; ${how}) pays the factor ${shown(payoutOf(reading, curve, ifNull))}.`;
}

/** What of an amount per period is a version's, where there are others. */
export const toldUnder = ({ days, of }: Stored<Days>): string =>
  days === of ? "" : ` × ${days} of the ${of} days under the plan in this version`;

export const toldModifiers = (modifiers: readonly Stored<ModifierTrace>[], currency: string): string[] =>
  modifiers.flatMap((modifier) => toldModifier(modifier, currency));

function toldModifier(modifier: Stored<ModifierTrace>, currency: string): string[] {
  switch (modifier.kind) {
    case "GATE": {
      const end = modifier.isOpen ? "The gate is open." : `The gate is closed: × ${modifier.otherwise}.`;
      return [...modifier.conditions.map((condition) => toldCondition(condition, currency)), end];
    }
    case "MULTIPLIER":
      return [
        toldReading(modifier.reading, currency),
        `Multiplied: ${toldPayout(modifier.reading, modifier.curve, modifier.ifNull)}`,
      ];
    default: {
      const most = modifier.kind === "CAP" ? "at most" : "at least";
      const limit = modifier.of === "AMOUNT" ? `${modifier.limit} ${currency}` : `${modifier.limit} of the target`;
      return [`It is ${most} ${limit}${modifier.of === "AMOUNT" ? toldUnder(modifier.under) : ""}.`];
    }
  }
}

function toldCondition({ reading, is, bound, ifNull, isMet }: Stored<ConditionTrace>, currency: string): string {
  const asked = `${is === "AT_LEAST" ? "at least" : "at most"} ${bound} is asked for`;
  const nothing =
    figureOf(reading) === null ? ` (with nothing to read it counts as ${ifNull === "MET" ? "met" : "not met"})` : "";
  return `${toldReading(reading, currency).replace(/\.$/, "")}; ${asked}${nothing}: ${isMet ? "met" : "not met"}.`;
}
