import type { Minor } from "../../kernel/money";
import type { Fraction } from "./exact";
import type { CreditedEvent } from "./person";
import type { Curve, DecimalText, Input, Limit, Scope, TeamPool, Tiers } from "./plan";
import type { Days, ProratedGoal, ProratedTarget } from "./prorated";

/**
 * How a line came about: everything its amount rests on, and nothing else. What the plan says stands as the plan writes it
 * (decimals, amounts in the major unit), facts as whole minor units or exact fractions. `canonicalJson` writes it with
 * integers as text; `amountOfTrace` comes to the line's amount from that alone.
 */
export type Trace =
  | TargetBonusTrace
  | CommissionTrace
  | EventBonusTrace
  | TeamPoolTrace
  | HoldTrace
  | ReleaseTrace
  | ForfeitTrace
  | ClawbackTrace
  | PriorPeriodTrace
  | AdjustmentTrace
  | DrawTrace
  | DrawRecoveryTrace
  | CarriedForwardTrace
  | BroughtForwardTrace;

/** What was read, and what it is held against. */
export type Reading =
  | {
      readonly of: "MEASURE";
      readonly measure: string;
      readonly scope: Scope;
      readonly reads: Input["reads"];
      readonly value: Fraction | null;
      readonly goal: ProratedGoal | null;
      readonly definition: number;
    }
  | {
      readonly of: "CREDITS";
      readonly component: string;
      readonly reads: Input["reads"];
      /** credited value, in the major unit */
      readonly value: Fraction;
      /** in the major unit; null unless the margin is read, and where no cost is recorded */
      readonly profit: Fraction | null;
      readonly goal: ProratedGoal | null;
    };

export type ModifierTrace =
  | {
      readonly kind: "GATE";
      readonly conditions: readonly ConditionTrace[];
      readonly otherwise: DecimalText;
      readonly isOpen: boolean;
    }
  | {
      readonly kind: "MULTIPLIER";
      readonly reading: Reading;
      /** null: nothing was read, and `ifNull` is the factor */
      readonly curve: Curve | null;
      readonly ifNull: DecimalText;
    }
  | (Limit & {
      /** what a multiple of the target is of */
      readonly targets: readonly ProratedTarget[] | null;
      /** what part of an amount is this version's */
      readonly under: Days;
    });

export interface ConditionTrace {
  readonly reading: Reading;
  readonly is: "AT_LEAST" | "AT_MOST";
  readonly bound: DecimalText;
  readonly ifNull: "MET" | "NOT_MET";
  readonly isMet: boolean;
}

/** What all that a component pays has. */
interface Computed {
  readonly currency: string;
  readonly modifiers: readonly ModifierTrace[];
  /** in minor units, before the one rounding, half away from zero */
  readonly unrounded: Fraction;
}

/** Σ target × days ÷ of, × weight × payout of the curve. */
export interface TargetBonusTrace extends Computed {
  readonly kind: "TARGET_BONUS";
  readonly targets: readonly ProratedTarget[];
  readonly weight: DecimalText;
  readonly reading: Reading;
  /** the part of the curve beside what was read; null: nothing was read, and `ifNull` is the factor */
  readonly curve: Curve | null;
  readonly ifNull: DecimalText;
}

/** Tiers of each credit for itself; or of the sum so far in the period or year, less those of what came before. */
export interface CommissionTrace extends Computed {
  readonly kind: "COMMISSION";
  readonly basis: "REVENUE" | "PROFIT";
  readonly accumulate: "EVENT" | "PERIOD" | "YEAR_TO_DATE";
  /** by id */
  readonly credits: readonly CreditedEvent[];
  /** credited before them in the span over which it accumulates; 0 where that begins with them */
  readonly earlier: Minor;
  /** up to the highest one reached */
  readonly tiers: Tiers;
  /** null where no tier is a share of it */
  readonly goal: ProratedGoal | null;
}

/** amount × (Σ shares, at most `upTo`), so far in the period or year, less what came before. */
export interface EventBonusTrace extends Computed {
  readonly kind: "EVENT_BONUS";
  /** by id */
  readonly credits: readonly CreditedEvent[];
  readonly amount: DecimalText;
  readonly upTo: { readonly count: number; readonly per: "PERIOD" | "YEAR" } | null;
  /** basis points of events before them in the span of the count; 0 where that begins with them */
  readonly earlier: number;
}

/**
 * A part by largest remainder: ⌊|amount| × weight ÷ whole⌋ + unit, with the sign of the amount restored. The unit is 1 for
 * those whose remainders are the largest.
 */
export interface Part {
  readonly amount: Minor;
  readonly weight: bigint;
  readonly whole: bigint;
  readonly unit: 0 | 1;
}

/** The pool, rounded once, and the person's part of it. Of others it tells no more than what their weights add up to. */
export interface TeamPoolTrace extends Computed {
  readonly kind: "TEAM_POOL";
  /** external id */
  readonly team: string;
  readonly fund: TeamPool["fund"];
  /** what part of a fixed fund is this version's */
  readonly under: Days;
  /** Σ prorated targets of all who were on the team; null of a fixed fund */
  readonly targets: Fraction | null;
  readonly reading: Reading;
  readonly curve: Curve | null;
  readonly ifNull: DecimalText;
  readonly shared: TeamPool["shared"];
  /** of the pool; its amount is the pool rounded */
  readonly part: Part;
}

/** − part × what the component attributes to the credit. */
export interface HoldTrace {
  readonly kind: "HOLD";
  readonly credit: CreditedEvent;
  readonly attributed: Part;
  readonly part: DecimalText;
  readonly until: "FIRST_RENEWAL" | "SECOND_PURCHASE" | "MONTHS";
}

/** What was held, now that the customer proved retained, or that the person left. */
export interface ReleaseTrace extends Omit<HoldTrace, "kind"> {
  readonly kind: "RELEASE";
  readonly because: "PROVED" | "LEFT";
  readonly on: string;
}

/** A record: what was held stays unpaid, the amount is 0. */
export interface ForfeitTrace extends Omit<HoldTrace, "kind"> {
  readonly kind: "FORFEIT";
  readonly because: "LOST" | "NOT_PROVED" | "LEFT";
  readonly on: string;
}

/** − min(rated, paid − held) × (months − served) ÷ months. */
export interface ClawbackTrace {
  readonly kind: "CLAWBACK";
  readonly credit: CreditedEvent;
  readonly lostOn: string;
  /** the credit's part at the original rate, before caps and floors */
  readonly rated: Part;
  /** the credit's part of what the component pays after corrections */
  readonly attributed: Part;
  /** still held of it, or forfeited */
  readonly held: Minor;
  readonly months: number;
  /** full months from the first day served to the loss */
  readonly served: number;
}

/** What should have been paid in all − what was. */
export interface PriorPeriodTrace {
  readonly kind: "PRIOR_PERIOD";
  /** null: nothing should have been paid */
  readonly recomputed: Trace | null;
  readonly paid: readonly { /** external id */ readonly line: string; readonly amount: Minor }[];
}

export interface AdjustmentTrace {
  readonly kind: "ADJUSTMENT";
  /** external id */
  readonly adjustment: string;
  readonly amount: Minor;
  readonly reason: string;
}

/** draw × days ÷ of, rounded, − earned; at least 0; less what is paid already. */
export interface DrawTrace extends Days {
  readonly kind: "DRAW";
  readonly currency: string;
  readonly draw: DecimalText;
  /** of the period, what draws of other plans are held against left out; 0 or above */
  readonly earned: Minor;
  /** of this line in this period */
  readonly paid: Minor;
}

/** − min(owed, beyond), less what is paid already. */
export interface DrawRecoveryTrace {
  readonly kind: "DRAW_RECOVERY";
  readonly owed: Minor;
  /** earned beyond the draw */
  readonly beyond: Minor;
  readonly paid: Minor;
}

/** What the total lacks to be 0, less what is paid already: it is carried. */
export interface CarriedForwardTrace {
  readonly kind: "CARRIED_FORWARD";
  readonly total: Minor;
  readonly paid: Minor;
}

/** − what was carried before, less what is paid already. */
export interface BroughtForwardTrace {
  readonly kind: "BROUGHT_FORWARD";
  readonly carried: Minor;
  readonly paid: Minor;
}
