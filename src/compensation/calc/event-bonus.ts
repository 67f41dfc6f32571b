import { decimal, type Fraction, rounded, times, unitOf } from "./exact";
import type { Facts } from "./facts";
import { modifiersOf } from "./modifiers";
import type { CreditedEvent } from "./person";
import type { EventBonus, Plan } from "./plan";
import type { Earning } from "./ready";
import type { EventBonusTrace } from "./trace";
import { underPlan } from "./under-plan";
import { ofKinds } from "./volume";

/** Basis points of an event. */
const WHOLE = 10_000;

/**
 * A fixed amount for each event.
 *
 *     amount × (Σ shares, at most upTo)
 *
 * "A fixed amount per save, on-time renewal, converted referral, certification, … up to a count." Half of an event earns half
 * of the amount. A count pays what its span so far comes to less what came before: the year before the period, and what of the
 * period was under an earlier version. Source: domain §5.
 */
export function eventBonus(component: EventBonus, { currency }: Plan): Earning {
  const { events, amount, upTo } = component;
  const each = times(decimal(amount), { numerator: unitOf(currency), denominator: BigInt(WHOLE) });
  const modify = modifiersOf(component.modifiers, currency);
  const ofKind = ofKinds(events);
  const most = upTo === null ? Infinity : WHOLE * upTo.count;
  return (facts) => {
    const credits = ofKind(facts.events);
    const earlier = upTo === null ? 0 : shareBefore(upTo, facts, ofKind);
    const counted = Math.min(earlier + shareOf(credits), most) - Math.min(earlier, most);
    const whole: Fraction = { numerator: each.numerator * BigInt(counted), denominator: each.denominator };
    const { amount: unrounded, rated, traces: modifiers } = modify(whole, facts);
    const trace: EventBonusTrace = {
      kind: "EVENT_BONUS",
      currency,
      credits,
      amount,
      upTo,
      earlier,
      modifiers,
      unrounded,
    };
    return [{ team: null, amount: rounded(unrounded), rated, trace }];
  };
}

/** What a count goes on from: the year before the period, and the period under versions before this one. */
function shareBefore(
  { per }: NonNullable<EventBonus["upTo"]>,
  facts: Facts,
  ofKind: ReturnType<typeof ofKinds>,
): number {
  const ofYear = per === "YEAR" ? shareOf(ofKind(facts.earlier)) : 0;
  const split = underPlan(facts);
  return split === null ? ofYear : ofYear + shareOf(ofKind(split.before));
}

/** In basis points of an event. */
const shareOf = (credits: readonly CreditedEvent[]): number => credits.reduce((sum, { share }) => sum + share, 0);
