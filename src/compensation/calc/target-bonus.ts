import { curveReader } from "./curve";
import { decimal, rounded, times } from "./exact";
import type { Earning } from "./ready";
import { modifiersOf } from "./modifiers";
import type { Plan, TargetBonus } from "./plan";
import { figureOf, read } from "./reading";
import type { TargetBonusTrace } from "./trace";

/**
 * A share of the target, by how a measure came out.
 *
 *     target × weight × curve(reading)
 *
 * "The curve reads `ATTAINMENT` (value ÷ goal) or the measure's `VALUE` (the only choice where lower is better or the
 * goal ≤ 0); a null measure pays the required `ifNull` factor and is listed as an exception." The target is prorated by days
 * enrolled, always. Source: domain §5.
 */
export function targetBonus(component: TargetBonus, { currency }: Plan): Earning {
  const { weight, input, ifNull } = component;
  const part = decimal(weight);
  const payoutOf = curveReader(component.curve, part);
  const whenNull = times(part, decimal(ifNull));
  const modify = modifiersOf(component.modifiers, currency);
  return (facts) => {
    const { targets, target } = facts.enrolment;
    const reading = read(input, facts);
    const figure = figureOf(reading);
    const payout = figure === null ? null : payoutOf(figure);
    const { amount: unrounded, traces: modifiers } = modify(times(target, payout?.factor ?? whenNull), facts);
    const curve = payout?.used ?? null;
    const trace: TargetBonusTrace = {
      kind: "TARGET_BONUS",
      currency,
      targets,
      weight,
      reading,
      curve,
      ifNull,
      modifiers,
      unrounded,
    };
    return [{ team: null, amount: rounded(unrounded), rated: null, trace }];
  };
}
