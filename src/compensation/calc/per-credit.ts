import type { Day } from "../../kernel/calendar";
import type { Minor } from "../../kernel/money";
import { attributeToCredits } from "./attribution";
import { rounded } from "./exact";
import type { Netted } from "./netted";
import { netted } from "./netted";
import type { CreditedEvent, CustomerFate } from "./person";
import type { Commission, EventBonus } from "./plan";
import type { Earned } from "./ready";
import type { Part } from "./trace";
import { basisOf } from "./volume";

/** What a component pays for one credit: the part of its amount, and of what the original rate comes to. */
export interface PaidCredit {
  readonly credit: CreditedEvent;
  readonly attributed: Part;
  readonly rated: Part;
}

/** What decides over pay that hangs on customers. */
export interface Fates {
  of(customer: string): CustomerFate;
  /** the first day that is not known yet: the end of the period that is paid */
  readonly end: Day;
  readonly leftOn: Day | null;
}

/**
 * "One line per component and period, whose amount is attributed to its credits in proportion to credited value by largest
 * remainder: holds and clawbacks use that." Source: domain §5.
 *
 * @param amount what the component pays, rounded
 */
export function paidCredits(
  component: Commission | EventBonus,
  { rated, unrounded, trace }: Earned,
  amount: Minor,
): PaidCredit[] {
  const credits: readonly CreditedEvent[] = "credits" in trace ? trace.credits : [];
  const all: Netted[] = netted(credits, weightOf(component));
  const attributed = attributeToCredits(amount, all);
  const beforeLimits = rated === unrounded ? amount : rounded(rated);
  const original = beforeLimits === amount ? attributed : attributeToCredits(beforeLimits, all);
  return all.map(({ credit }, at) => ({ credit, attributed: attributed[at]!, rated: original[at]! }));
}

const weightOf = (component: Commission | EventBonus): ((credit: CreditedEvent) => bigint) =>
  component.kind === "COMMISSION" ? (credit) => basisOf(credit, component.basis) : ({ share }) => BigInt(share);
