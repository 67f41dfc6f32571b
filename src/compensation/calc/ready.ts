import type { Fraction } from "./exact";
import type { Facts } from "./facts";
import type { Component } from "./plan";
import type { CommissionTrace, EventBonusTrace, TargetBonusTrace, TeamPoolTrace } from "./trace";

/** What a component pays in a period. */
export interface Earned {
  /** the team of a pool; otherwise null */
  readonly team: string | null;
  /** in minor units, before the one rounding */
  readonly unrounded: Fraction;
  /** the same before caps and floors: what the original rate comes to */
  readonly rated: Fraction;
  readonly trace: TargetBonusTrace | CommissionTrace | EventBonusTrace | TeamPoolTrace;
}

/** A component made ready once to be paid to many people: its decimals are numbers, its curves and tiers are cut. */
export interface ReadyComponent {
  readonly component: Component;
  /** @returns one for each team of a pool, one of any other */
  earn(facts: Facts): readonly Earned[];
}
