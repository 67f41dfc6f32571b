import { minor } from "../../kernel/money";
import { type Fraction, minus, plus, rounded, ZERO } from "./exact";
import type { Volume } from "./facts";
import { modifiersOf } from "./modifiers";
import type { Commission, Plan } from "./plan";
import type { Earning } from "./ready";
import { proratedGoal } from "./reading";
import { type Thresholds, type Tiering, tieringOf } from "./tiers";
import type { CommissionTrace } from "./trace";
import { netted } from "./netted";
import { basisOf } from "./volume";

/**
 * A rate of the credited value of events.
 *
 *     EVENT          Σ T(vᵢ), each event with what reverses it
 *     PERIOD         T(credited in the period so far) − T(credited in it under versions before this one)
 *     YEAR_TO_DATE   T(credited in the year so far) − T(credited in it before)
 *
 * "Tiers `FLAT`, `MARGINAL`, `RETROACTIVE`; accumulated per event, per period, or year to date. One line per component and
 * period." "On revenue or profit; annualised, never total contract value." Source: domain §5.
 */
export function commission(component: Commission, { currency }: Plan): Earning {
  const { code, basis, accumulate } = component;
  const tiering = tieringOf(component.tiers, currency);
  const modify = modifiersOf(component.modifiers, currency);
  const isShareOfGoal = component.tiers.by === "ATTAINMENT";
  const earnedBy = accumulate === "EVENT" ? oneByOne : goingOn;
  return (facts) => {
    const volume = facts.volumeOf(code);
    const goal = isShareOfGoal ? volume.goal : null;
    if (isShareOfGoal && goal === null) facts.report("GOAL_MISSING", code);
    else if (goal !== null && goal.goal.numerator <= 0n) facts.report("GOAL_NOT_POSITIVE", code);
    const thresholds = tiering.against(goal === null || goal.days === 0 ? null : proratedGoal(goal));
    const { pay, original, reached } = earnedBy(tiering, thresholds, volume, basis);
    const { amount: unrounded, rated, traces: modifiers } = modify(pay, facts, original);
    const trace: CommissionTrace = {
      kind: "COMMISSION",
      currency,
      basis,
      accumulate,
      credits: volume.credits,
      earlier: minor(volume.earlier),
      tiers: tiering.upTo(reached),
      goal,
      modifiers,
      unrounded,
    };
    return [{ team: null, amount: rounded(unrounded), rated, trace }];
  };
}

/** What is earned, and the highest tier that was reached on the way. */
interface ByTiers {
  readonly pay: Fraction;
  /** what the credits themselves earn at the rates that hold for them: what came before and is re-rated is no part of it */
  readonly original: Fraction;
  readonly reached: number;
}

type Accumulated = (tiering: Tiering, thresholds: Thresholds, volume: Volume, basis: Commission["basis"]) => ByTiers;

const oneByOne: Accumulated = (tiering, thresholds, { credits }, basis) => {
  let [pay, reached] = [ZERO, 0];
  for (const weight of netted(credits, (credit) => basisOf(credit, basis)).weights) {
    const at = tiering.reachedBy(weight, thresholds);
    pay = plus(pay, tiering.payFor(weight, at, thresholds));
    reached = Math.max(reached, at);
  }
  return { pay, original: pay, reached };
};

const goingOn: Accumulated = (tiering, thresholds, { value, earlier }) => {
  const all = earlier + value;
  const reached = tiering.reachedBy(all, thresholds);
  const earned = tiering.payFor(all, reached, thresholds);
  if (earlier === 0n) return { pay: earned, original: earned, reached };
  const before = tiering.reachedBy(earlier, thresholds);
  const pay = minus(earned, tiering.payFor(earlier, before, thresholds));
  return { pay, original: tiering.atRateOf(reached, value) ?? pay, reached: Math.max(reached, before) };
};
