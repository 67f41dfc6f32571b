import type { Minor } from "../../kernel/money";
import type { Fraction } from "./exact";
import type { Facts } from "./facts";
import type { CommissionTrace, EventBonusTrace, TargetBonusTrace, TeamPoolTrace } from "./trace";

/** What a component pays in a period. */
export interface Earned {
  /** the team of a pool; otherwise null */
  readonly team: string | null;
  readonly amount: Minor;
  /** before caps, floors and rounding: what the original rate comes to; null of what is not paid for credits */
  readonly rated: Fraction | null;
  readonly trace: TargetBonusTrace | CommissionTrace | EventBonusTrace | TeamPoolTrace;
}

/**
 * A component made ready once to be paid to many people: its decimals are numbers, its curves and tiers are cut.
 *
 * @returns one for each team of a pool, one of any other
 */
export type Earning = (facts: Facts) => readonly Earned[];
