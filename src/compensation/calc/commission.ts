import { minor } from "../../kernel/money";
import { type Fraction, minus, plus, ZERO } from "./exact";
import type { CreditedEvent } from "./person";
import { modifiersOf } from "./modifiers";
import type { Commission, Plan } from "./plan";
import type { ReadyComponent } from "./ready";
import { proratedGoal } from "./reading";
import { type Tiering, tieringOf } from "./tiers";
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
export function commission(component: Commission, { currency }: Plan): ReadyComponent {
  const { code, basis, accumulate } = component;
  const tieringFor = tieringOf(component.tiers, currency);
  const modify = modifiersOf(component.modifiers, currency);
  const isShareOfGoal = component.tiers.by === "ATTAINMENT";
  return {
    component,
    earn(facts) {
      const { credits, value, earlier, goal: anyGoal } = facts.volumeOf(code);
      const goal = isShareOfGoal ? anyGoal : null;
      if (isShareOfGoal && goal === null) facts.report("GOAL_MISSING", code);
      else if (goal !== null && goal.goal.numerator <= 0n) facts.report("GOAL_NOT_POSITIVE", code);
      const tiering = tieringFor(goal === null || goal.days === 0 ? null : proratedGoal(goal));
      const earned = earnedBy[accumulate](tiering, credits, basis, value, earlier);
      const { amount: unrounded, rated, traces: modifiers } = modify(earned.pay, facts, earned.original);
      const tiers = tiering.upTo(earned.reached);
      const trace: CommissionTrace = {
        kind: "COMMISSION",
        currency,
        basis,
        accumulate,
        credits,
        earlier: minor(earlier),
        tiers,
        goal,
        modifiers,
        unrounded,
      };
      return [{ team: null, unrounded, rated, trace }];
    },
  };
}

/** What is earned, and the highest tier that was reached on the way. */
interface ByTiers {
  readonly pay: Fraction;
  /** what the credits themselves earn at the rates that hold for them: what came before and is re-rated is no part of it */
  readonly original?: Fraction;
  readonly reached: number;
}

type Accumulated = (
  tiering: Tiering,
  credits: readonly CreditedEvent[],
  basis: Commission["basis"],
  value: bigint,
  earlier: bigint,
) => ByTiers;

const earnedBy: Readonly<Record<Commission["accumulate"], Accumulated>> = {
  EVENT(tiering, credits, basis) {
    let [pay, reached] = [ZERO, 0];
    for (const { weight } of netted(credits, (credit) => basisOf(credit, basis))) {
      pay = plus(pay, tiering.payFor(weight));
      reached = Math.max(reached, tiering.reachedBy(weight));
    }
    return { pay, reached };
  },
  PERIOD: goingOn,
  YEAR_TO_DATE: goingOn,
};

function goingOn(
  tiering: Tiering,
  _credits: readonly CreditedEvent[],
  _basis: Commission["basis"],
  value: bigint,
  earlier: bigint,
): ByTiers {
  if (earlier === 0n) return { pay: tiering.payFor(value), reached: tiering.reachedBy(value) };
  return {
    pay: minus(tiering.payFor(earlier + value), tiering.payFor(earlier)),
    original: tiering.atRateOf(earlier + value, value) ?? undefined,
    reached: Math.max(tiering.reachedBy(earlier + value), tiering.reachedBy(earlier)),
  };
}
