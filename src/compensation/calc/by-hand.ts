import { decimal, type Fraction, isBelow, minus, over, plus, times, unitOf, ZERO } from "./exact";
import type { Curve, CurvePoint, DecimalText, Tiers } from "./plan";
import type { Stored } from "./stored-trace";
import type { Days, ProratedGoal, ProratedTarget } from "./prorated";
import type { ConditionTrace, ModifierTrace, Reading } from "./trace";

/*
 * The rules of a plan worked out with pencil and paper, from a trace as it is stored: one fraction after the other, straight
 * from the words of the plan. Nothing here is shared with the calculation but the fractions: each checks the other.
 */

export const fraction = ({ numerator, denominator }: Stored<Fraction>): Fraction => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});

export const whole = (value: bigint | number | string): Fraction => ({ numerator: BigInt(value), denominator: 1n });

/** An amount of the plan, in minor units. */
export const inMinor = (amount: DecimalText, currency: string): Fraction =>
  times(decimal(amount), whole(unitOf(currency)));

/** Σ amount × days ÷ of. */
export const targetOf = (targets: readonly Stored<ProratedTarget>[]): Fraction =>
  targets.map(({ amount, days, of }) => over(times(whole(amount), whole(days)), whole(of))).reduce(plus, ZERO);

/** amount × days ÷ of. */
export const sharedByDays = (amount: Fraction, { days, of }: Stored<Days>): Fraction =>
  over(times(amount, whole(days)), whole(of));

/** goal × days ÷ of; null where there is none that something could be a share of. */
export function goalOf(goal: Stored<ProratedGoal> | null): Fraction | null {
  if (goal === null || goal.days === 0 || BigInt(goal.goal.numerator) <= 0n) return null;
  return over(times(fraction(goal.goal), whole(goal.days)), whole(goal.of));
}

/** VALUE: as it is; ATTAINMENT: ÷ goal; MARGIN: profit ÷ it. Null where one of them is missing or not above 0. */
export function figureOf(reading: Stored<Reading>): Fraction | null {
  if (reading.value === null) return null;
  const value = fraction(reading.value);
  if (reading.reads === "VALUE") return value;
  if (reading.reads === "ATTAINMENT") {
    const goal = goalOf(reading.goal);
    return goal === null ? null : over(value, goal);
  }
  if (reading.of === "MEASURE" || reading.profit === null || !isBelow(ZERO, value)) return null;
  return over(fraction(reading.profit), value);
}

/** What a curve pays for what was read, or the factor for that nothing was. */
export function payoutOf(reading: Stored<Reading>, curve: Stored<Curve> | null, ifNull: DecimalText): Fraction {
  const figure = figureOf(reading);
  return figure === null || curve === null ? decimal(ifNull) : onCurve(figure, curve);
}

function onCurve(input: Fraction, { how, points, uncapped }: Curve): Fraction {
  const reached = points.filter((point) => !isBelow(input, decimal(point.input)));
  const [from] = reached.slice(-1);
  if (!from) return ZERO;
  const to = points[reached.length];
  if (how === "STEP" || (!to && !uncapped)) return decimal(from.payout);
  return to ? onLine(input, from, to) : onLine(input, points.at(-2)!, from);
}

/** y₀ + (x − x₀) × (y₁ − y₀) ÷ (x₁ − x₀). */
function onLine(input: Fraction, from: CurvePoint, to: CurvePoint): Fraction {
  const rise = minus(decimal(to.payout), decimal(from.payout));
  const run = minus(decimal(to.input), decimal(from.input));
  return plus(decimal(from.payout), over(times(minus(input, decimal(from.input)), rise), run));
}

/** What a volume earns, in minor units: what is taken back as what was earned, with the sign turned. */
export function byTiers(volume: Fraction, tiers: Tiers, goal: Fraction | null, currency: string): Fraction {
  if (isBelow(volume, ZERO)) return minus(ZERO, byTiers(minus(ZERO, volume), tiers, goal, currency));
  const isShare = tiers.by === "ATTAINMENT";
  const steps = (isShare && goal === null ? tiers.steps.slice(0, 1) : tiers.steps).map(({ from, rate }) => ({
    from: isShare && goal !== null ? times(inMinor(from, currency), goal) : inMinor(from, currency),
    rate: decimal(rate),
  }));
  const reached = steps.filter(({ from }) => !isBelow(volume, from));
  if (tiers.how !== "MARGINAL") return times(volume, reached.at(-1)!.rate);
  const upTo = (at: number): Fraction => reached[at + 1]?.from ?? volume;
  return reached.map(({ from, rate }, at) => times(minus(upTo(at), from), rate)).reduce(plus, ZERO);
}

/** The pay behind its modifiers, in the order in which they were applied. */
export const modified = (pay: Fraction, modifiers: readonly Stored<ModifierTrace>[], currency: string): Fraction =>
  modifiers.reduce((amount, modifier) => applied(amount, modifier, currency), pay);

function applied(pay: Fraction, modifier: Stored<ModifierTrace>, currency: string): Fraction {
  switch (modifier.kind) {
    case "GATE":
      return modifier.conditions.every(isMet) ? pay : times(pay, decimal(modifier.otherwise));
    case "MULTIPLIER":
      return times(pay, payoutOf(modifier.reading, modifier.curve, modifier.ifNull));
    default: {
      const { kind, targets, limit, under } = modifier;
      const bound =
        targets === null ? sharedByDays(inMinor(limit, currency), under) : times(targetOf(targets), decimal(limit));
      return isBelow(bound, pay) === (kind === "CAP") ? bound : pay;
    }
  }
}

function isMet({ reading, is, bound, ifNull }: Stored<ConditionTrace>): boolean {
  const figure = figureOf(reading);
  if (figure === null) return ifNull === "MET";
  return is === "AT_LEAST" ? !isBelow(figure, decimal(bound)) : !isBelow(decimal(bound), figure);
}
