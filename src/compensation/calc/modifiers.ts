import { type CurveReader, curveReader } from "./curve";
import { decimal, type Fraction, isBelow, ONE, times, unitOf } from "./exact";
import type { Facts } from "./facts";
import type { Condition, Gate, Limit, Modifier, Multiplier } from "./plan";
import { figureOf, read } from "./reading";
import type { Days } from "./prorated";
import type { ConditionTrace, ModifierTrace } from "./trace";

/** A pay after its modifiers. */
export interface Modified {
  /** after gates and multipliers: what the original rate comes to */
  readonly rated: Fraction;
  /** after caps and floors too */
  readonly amount: Fraction;
  readonly traces: readonly ModifierTrace[];
}

type Step = (amount: Fraction, facts: Facts) => { readonly amount: Fraction; readonly trace: ModifierTrace };

const NONE: readonly ModifierTrace[] = [];

/**
 * Modifiers made ready, in the order gates, multipliers, caps, floors. Source: domain §5.
 *
 * @returns a function of the pay, and of what the original rate comes to where that is another amount
 */
export function modifiersOf(
  modifiers: readonly Modifier[],
  currency: string,
): (amount: Fraction, facts: Facts, original?: Fraction) => Modified {
  if (modifiers.length === 0) return (amount, _facts, original = amount) => ({ rated: original, amount, traces: NONE });
  const rates = [
    ...modifiers.filter((one) => one.kind === "GATE").map(gate),
    ...modifiers.filter((one) => one.kind === "MULTIPLIER").map(multiplier),
  ];
  const ofKind = (kind: Limit["kind"]) => modifiers.filter((one): one is Limit => one.kind === kind);
  const limits = [...ofKind("CAP"), ...ofKind("FLOOR")].map((one) => limit(one, currency));
  return (unmodified, facts, original = unmodified) => {
    const traces: ModifierTrace[] = [];
    const factor = through(rates, ONE, facts, traces);
    const modified = factor === ONE ? unmodified : times(unmodified, factor);
    const rated = original === unmodified ? modified : times(original, factor);
    return { rated, amount: through(limits, modified, facts, traces), traces };
  };
}

/** @param traces takes what every step did */
function through(steps: readonly Step[], from: Fraction, facts: Facts, traces: ModifierTrace[]): Fraction {
  let amount = from;
  for (const step of steps) {
    const applied = step(amount, facts);
    traces.push(applied.trace);
    amount = applied.amount;
  }
  return amount;
}

/** Open when all conditions are met; otherwise the pay is multiplied by its factor. */
function gate({ conditions, otherwise }: Gate): Step {
  const factor = decimal(otherwise);
  const checks = conditions.map(condition);
  return (amount, facts) => {
    const checked = checks.map((check) => check(facts));
    const isOpen = checked.every(({ isMet }) => isMet);
    const trace = { kind: "GATE", conditions: checked, otherwise, isOpen } as const;
    return { amount: isOpen ? amount : times(amount, factor), trace };
  };
}

function condition({ input, is, bound, ifNull }: Condition): (facts: Facts) => ConditionTrace {
  const limit = decimal(bound);
  const isWithin = (value: Fraction): boolean => !(is === "AT_LEAST" ? isBelow(value, limit) : isBelow(limit, value));
  return (facts) => {
    const reading = read(input, facts);
    const figure = figureOf(reading);
    const isMet = figure === null ? ifNull === "MET" : isWithin(figure);
    return { reading, is, bound, ifNull, isMet };
  };
}

/** × the payout of a curve. */
function multiplier({ input, curve, ifNull }: Multiplier): Step {
  const payoutOf: CurveReader = curveReader(curve);
  const whenNull = decimal(ifNull);
  return (amount, facts) => {
    const reading = read(input, facts);
    const figure = figureOf(reading);
    const payout = figure === null ? null : payoutOf(figure);
    const trace = { kind: "MULTIPLIER", reading, curve: payout?.used ?? null, ifNull } as const;
    return { amount: times(amount, payout?.factor ?? whenNull), trace };
  };
}

/** An amount holds for the period as it stands, shared by the versions of the plan; a multiple of the target goes with the days enrolled. */
function limit(given: Limit, currency: string): Step {
  const { kind, of } = given;
  const factor = decimal(given.limit);
  const fixed = times(factor, { numerator: unitOf(currency), denominator: 1n });
  return (amount, { enrolment, under }) => {
    const bound = of === "AMOUNT" ? partOf(fixed, under) : times(enrolment.target, factor);
    const isBound = kind === "CAP" ? isBelow(bound, amount) : isBelow(amount, bound);
    const trace = { kind, of, limit: given.limit, targets: of === "TARGET" ? enrolment.targets : null, under };
    return { amount: isBound ? bound : amount, trace };
  };
}

/** amount × days ÷ of. */
export const partOf = (amount: Fraction, { days, of }: Days): Fraction =>
  days === of ? amount : { numerator: amount.numerator * BigInt(days), denominator: amount.denominator * BigInt(of) };
