import { minor } from "../../kernel/money";
import { type Fraction, minus, plus, ZERO } from "./exact";
import type { Volume } from "./facts";
import { modifiersOf } from "./modifiers";
import type { Commission, Plan } from "./plan";
import type { ReadyComponent } from "./ready";
import { proratedGoal } from "./reading";
import { type TierReader, tiersOf } from "./tiers";
import { netted } from "./netted";
import { basisOf } from "./volume";

/**
 * A rate of the credited value of events.
 *
 *     EVENT          Σ T(vᵢ), each event with what reverses it
 *     PERIOD         T(Σ vᵢ)
 *     YEAR_TO_DATE   T(credited in the year so far) − T(credited in it before the period)
 *
 * "Tiers `FLAT`, `MARGINAL`, `RETROACTIVE`; accumulated per event, per period, or year to date. One line per component and
 * period." "On revenue or profit; annualised, never total contract value." Source: domain §5.
 */
export function commission(component: Commission, { currency }: Plan): ReadyComponent {
  const { code, basis, accumulate } = component;
  const tiersFor = tiersOf(component.tiers, currency);
  const modify = modifiersOf(component.modifiers, currency);
  const isShareOfGoal = component.tiers.by === "ATTAINMENT";
  return {
    component,
    earn(facts) {
      const volume = facts.volumeOf(code);
      const goal = isShareOfGoal ? volume.goal : null;
      if (isShareOfGoal && goal === null) facts.report("GOAL_MISSING", code);
      else if (goal !== null && goal.goal.numerator <= 0n) facts.report("GOAL_NOT_POSITIVE", code);
      const tiers = tiersFor(goal === null || goal.days === 0 ? null : proratedGoal(goal));
      const { amount: unrounded, rated, traces: modifiers } = modify(earnedBy(component, volume, tiers), facts);
      return [
        {
          ...{ team: null, unrounded, rated },
          trace: {
            ...{ kind: "COMMISSION", currency, basis, accumulate, credits: volume.credits, goal, modifiers, unrounded },
            earlier: minor(volume.earlier),
            tiers: tiers.usedFor(highest(component, volume)),
          },
        },
      ];
    },
  };
}

function earnedBy({ accumulate, basis }: Commission, { credits, value, earlier }: Volume, tiers: TierReader): Fraction {
  if (accumulate === "PERIOD") return tiers.payFor(value);
  if (accumulate === "YEAR_TO_DATE") return minus(tiers.payFor(earlier + value), tiers.payFor(earlier));
  const each = netted(credits, (credit) => basisOf(credit, basis)).map(({ weight }) => tiers.payFor(weight));
  return each.reduce(plus, ZERO);
}

/** The volume that reaches the highest tier of all that are looked up. */
function highest({ accumulate, basis }: Commission, { credits, value, earlier }: Volume): bigint {
  const sizes =
    accumulate === "EVENT"
      ? netted(credits, (credit) => basisOf(credit, basis)).map(({ weight }) => weight)
      : [earlier, earlier + value];
  return sizes.map((size) => (size < 0n ? -size : size)).reduce((most, size) => (size > most ? size : most), 0n);
}
