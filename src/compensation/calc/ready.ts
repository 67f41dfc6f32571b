import type { Fraction } from "./exact";
import type { Facts } from "./facts";
import type { Component } from "./plan";
import type { CommissionTrace, EventBonusTrace, TargetBonusTrace, TeamPoolTrace } from "./trace";

/** What a component pays in a period. */
export interface Earned {
  /** in minor units, before the one rounding */
  readonly unrounded: Fraction;
  /** the same before caps and floors: what the original rate comes to */
  readonly rated: Fraction;
  readonly trace: TargetBonusTrace | CommissionTrace | EventBonusTrace | TeamPoolTrace;
}

/** A component made ready once to be paid to many people: its decimals are numbers, its curves and tiers are cut. */
export interface ReadyComponent {
  readonly component: Component;
  /** @returns null where there is nothing that a line could be about: no team, no pool */
  earn(facts: Facts): Earned | null;
}
