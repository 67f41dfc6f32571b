import type { Day } from "../../kernel/calendar";
import type { Minor } from "../../kernel/money";
import { attribute } from "./attribution";
import { rounded } from "./exact";
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
  /** what that part comes to */
  readonly amount: Minor;
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
 */
export function paidCredits(weightOf: WeightOf, { amount, rated, trace }: Earned): PaidCredit[] {
  const { credits, weights } = netted("credits" in trace ? trace.credits : [], weightOf);
  const { parts, amounts } = attribute(amount, weights);
  const atRate = rated === null || rated === trace.unrounded ? amount : rounded(rated);
  const original = atRate === amount ? parts : attribute(atRate, weights).parts;
  return credits.map((credit, at) => ({
    credit,
    attributed: parts[at]!,
    amount: amounts[at]!,
    rated: original[at]!,
  }));
}

export type WeightOf = (credit: CreditedEvent) => bigint;

/** What a component's amount is attributed by. */
export const weightOf = (component: Commission | EventBonus): WeightOf =>
  component.kind === "COMMISSION" ? (credit) => basisOf(credit, component.basis) : ({ share }) => BigInt(share);
