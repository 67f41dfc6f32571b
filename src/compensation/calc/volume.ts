import type { Minor } from "../../kernel/money";
import { decimal, type Fraction } from "./exact";
import type { Facts, Volume } from "./facts";
import type { CreditedEvent } from "./person";
import type { Commission, EventKind } from "./plan";
import { goalOf } from "./reading";
import { isUnknown, narrowingTo } from "./sold";
import { underPlan } from "./under-plan";

export type VolumeReader = (facts: Facts) => Volume;

/**
 * Finds what a commission is paid for. Of events on profit without a recorded cost nothing is, and nothing of what a commission
 * for some products cannot tell the product of: they are reported.
 */
export function volumeReader(commission: Commission): VolumeReader {
  const { code, events, basis, accumulate, goal } = commission;
  const amount: Fraction | null = goal?.of === "AMOUNT" ? decimal(goal.amount) : null;
  const ofKind = ofKinds(events);
  const narrow = narrowingTo(commission);
  const counted = (all: readonly CreditedEvent[]): readonly CreditedEvent[] => {
    const found = ofKind(all);
    return narrow === null ? found : found.map(narrow).filter((event) => event !== null);
  };
  const sum = (credits: readonly CreditedEvent[]): bigint => {
    let total = 0n;
    for (const credit of credits) total += basisOf(credit, basis);
    return total;
  };
  const span = accumulate === "YEAR_TO_DATE" ? "YEAR" : "PERIOD";
  return (facts) => {
    const credits = counted(facts.events);
    const value = sum(credits);
    const ofYear = span === "YEAR" ? sum(counted(facts.earlier)) : 0n;
    const split = underPlan(facts);
    const ofPeriod = split === null ? credits : counted(split.all);
    const valueOfPeriod = split === null ? value : sum(ofPeriod);
    const before = split === null ? ofYear : ofYear + sum(counted(split.before));
    if (narrow !== null && ofKind(facts.events).some(isUnknown)) {
      facts.report("PRODUCT_UNKNOWN", code);
    }
    if (basis === "PROFIT" && credits.some(({ profit }) => profit === null)) facts.report("PROFIT_UNKNOWN", code);
    return {
      credits,
      value,
      earlier: accumulate === "EVENT" ? 0n : before,
      ofPeriod,
      valueOfPeriod,
      valueOfSpan: ofYear + valueOfPeriod,
      goal: goal === null ? null : goalOf(goal, amount, span, facts),
    };
  };
}

/** Of events those that are of some kinds; nearly every component looks at one. */
export function ofKinds(kinds: readonly EventKind[]): (events: readonly CreditedEvent[]) => readonly CreditedEvent[] {
  const [only] = kinds;
  if (kinds.length > 1) return (events) => events.filter(({ kind }) => kinds.includes(kind));
  return (events) => {
    const found: CreditedEvent[] = [];
    for (const event of events) if (event.kind === only) found.push(event);
    return found;
  };
}

/** What of a credit counts, in minor units. */
export const basisOf = ({ value, profit }: CreditedEvent, basis: Commission["basis"]): Minor =>
  basis === "REVENUE" ? value : (profit ?? (0n as Minor));
