/** A number as the plan writes it, `-?digits[.digits]`: "0.05", "1.10", "150000". Exact; never a float. */
export type DecimalText = string;

/** Whose figure is read: the person's own book, that of everybody below it, its team's, or the company's. */
export type Scope = "OWN" | "SUBTREE" | "TEAM" | "COMPANY";

/**
 * What is read. `VALUE`: the figure itself. `ATTAINMENT`: figure ÷ goal, both of the span that the goal is for, only where more
 * is better and the goal is above 0.
 * `MARGIN`: profit ÷ credited value.
 */
export type Reads = "VALUE" | "ATTAINMENT" | "MARGIN";

/** What a curve or a condition looks at: a measure of the period, or what one component of the same plan credits in it. */
export type Input =
  | {
      readonly of: "MEASURE";
      /** code of a measure */
      readonly measure: string;
      readonly scope: Scope;
      readonly reads: "VALUE" | "ATTAINMENT";
    }
  | {
      readonly of: "CREDITS";
      /** code of a `COMMISSION` */
      readonly component: string;
      readonly reads: Reads;
    };

export interface CurvePoint {
  /** in the unit of what is read; 1 = 100 % */
  readonly input: DecimalText;
  /** a factor; 1 = 100 % */
  readonly payout: DecimalText;
}

/**
 * From an input to a payout. `STEP`: the payout of the last point at or below the input, so that a boundary value earns the
 * higher step. `LINEAR`: straight between points; beyond the last one flat, or on along its slope if uncapped. Below the
 * first point: 0. Source: domain §5, *Curves*.
 */
export interface Curve {
  readonly how: "STEP" | "LINEAR";
  /** at least one, inputs ascending */
  readonly points: readonly CurvePoint[];
  readonly uncapped: boolean;
}

export interface Tier {
  /** the first value that is in it: an amount in the major unit, or a share of the goal */
  readonly from: DecimalText;
  readonly rate: DecimalText;
}

/**
 * Rates by volume. `FLAT`: one rate. `MARGINAL`: each tier's rate for what lies in it. `RETROACTIVE`: the rate of the tier
 * reached for all of it. Tiers are half-open: exactly at a boundary the higher one is reached.
 */
export interface Tiers {
  readonly how: "FLAT" | "MARGINAL" | "RETROACTIVE";
  /** `ATTAINMENT`: the volume ÷ the component's goal */
  readonly by: "VALUE" | "ATTAINMENT";
  /** the first from 0, ascending */
  readonly steps: readonly Tier[];
}

/** What a commission's volume is held against: a quota for a measure, or an amount that is the same for everybody. */
export type Goal =
  | { readonly of: "QUOTA"; readonly measure: string; readonly scope: Scope }
  | { readonly of: "AMOUNT"; readonly amount: DecimalText };

/** Events that carry a value. `RENEWED` is min(renewed, due), `EXPANSION` the excess plus increases within a term. */
export type ValuedEvent = "NEW" | "RENEWED" | "EXPANSION" | "PURCHASE";
/** Events that are counted. */
export type CountedEvent = "SAVE" | "ON_TIME_RENEWAL" | "CONVERTED_REFERRAL" | "CERTIFICATION";
export type EventKind = ValuedEvent | CountedEvent;

/** If any condition is not met, the pay is multiplied by `otherwise`. */
export interface Gate {
  readonly kind: "GATE";
  readonly conditions: readonly Condition[];
  readonly otherwise: DecimalText;
}

export interface Condition {
  readonly input: Input;
  readonly is: "AT_LEAST" | "AT_MOST";
  readonly bound: DecimalText;
  /** whether it is met where there is nothing to read */
  readonly ifNull: "MET" | "NOT_MET";
}

export interface Multiplier {
  readonly kind: "MULTIPLIER";
  readonly input: Input;
  readonly curve: Curve;
  /** the factor where there is nothing to read */
  readonly ifNull: DecimalText;
}

/**
 * The most, or the least, that is paid: an amount in the major unit per period, which versions of a plan that follow each other
 * within it share by days, or a multiple of the prorated target.
 */
export interface Limit {
  readonly kind: "CAP" | "FLOOR";
  readonly of: "AMOUNT" | "TARGET";
  readonly limit: DecimalText;
}

/** Applied in the order gates, multipliers, caps, floors. */
export type Modifier = Gate | Multiplier | Limit;

/**
 * A part of the pay for an event waits until the customer proves retained, and is forfeited when it is lost first. Proof:
 * its first renewal, its second purchase, or so many months as a customer.
 */
export interface Hold {
  /** of these events */
  readonly events: readonly EventKind[];
  /** 0…1 */
  readonly part: DecimalText;
  readonly until: "FIRST_RENEWAL" | "SECOND_PURCHASE" | "MONTHS";
  /** `MONTHS`: how many; otherwise how long the proof may take, null: as long as it is not lost */
  readonly months: number | null;
}

/** What was paid for an event is taken back when the customer is lost within so many months, less 1 ÷ N per full month served. */
export interface Clawback {
  /** of these events */
  readonly events: readonly EventKind[];
  readonly months: number;
}

interface Earning {
  /** unique in the plan; names the component in keys, so a new version keeps it */
  readonly code: string;
  readonly name: string;
  /** what HR books it as */
  readonly earningCode: string;
  readonly modifiers: readonly Modifier[];
}

interface PerCredit extends Earning {
  readonly hold: Hold | null;
  readonly clawback: Clawback | null;
}

/** target × weight × curve */
export interface TargetBonus extends Earning {
  readonly kind: "TARGET_BONUS";
  readonly weight: DecimalText;
  readonly input: Extract<Input, { of: "MEASURE" }>;
  readonly curve: Curve;
  /** the factor in place of the curve's where there is nothing to read */
  readonly ifNull: DecimalText;
}

/** rate × credited value of events */
export interface Commission extends PerCredit {
  readonly kind: "COMMISSION";
  readonly events: readonly ValuedEvent[];
  /** series of products that count; null: all */
  readonly series: readonly string[] | null;
  /** external ids of products that count, of those series; null: all */
  readonly products: readonly string[] | null;
  readonly basis: "REVENUE" | "PROFIT";
  readonly accumulate: "EVENT" | "PERIOD" | "YEAR_TO_DATE";
  readonly tiers: Tiers;
  /** for the span over which it accumulates, in whatever version of the plan; required where something reads the attainment */
  readonly goal: Goal | null;
}

/** amount × count of events */
export interface EventBonus extends PerCredit {
  readonly kind: "EVENT_BONUS";
  readonly events: readonly EventKind[];
  /** for each, in the major unit */
  readonly amount: DecimalText;
  /** how many count at most; null: all */
  readonly upTo: { readonly count: number; readonly per: "PERIOD" | "YEAR" } | null;
}

/**
 * A pool funded by a team's measure: amount × curve, or Σ prorated targets × part × curve, shared among who was on the team. The
 * amount is of a period: versions of a plan that follow each other within it share it by the days that people were under them.
 */
export interface TeamPool extends Earning {
  readonly kind: "TEAM_POOL";
  readonly fund:
    { readonly of: "AMOUNT"; readonly amount: DecimalText } | { readonly of: "TARGETS"; readonly part: DecimalText };
  readonly input: Extract<Input, { of: "MEASURE" }>;
  readonly curve: Curve;
  readonly ifNull: DecimalText;
  /** by days on the team, or by target × days on the team */
  readonly shared: "EQUAL" | "BY_TARGET";
}

export type Component = TargetBonus | Commission | EventBonus | TeamPool;
export type ComponentKind = Component["kind"];

/** Earnings are topped up to it; what was topped up is owed and recovered from later earnings if recoverable. */
export interface Draw {
  /** per period, in the major unit; prorated by days enrolled */
  readonly amount: DecimalText;
  readonly recoverable: boolean;
  readonly earningCode: string;
}

export interface OnLeave {
  /** what is still held when the person leaves the company */
  readonly holds: "KEEP" | "RELEASE" | "FORFEIT";
  /** whether days on leave are paid the draw */
  readonly draws: "PAID" | "UNPAID";
  /** whether days on leave count as days on the team */
  readonly pools: "COUNTED" | "NOT_COUNTED";
}

/**
 * How people are paid: a closed set of component kinds, no code and no formula. Versions never change: a new one takes over.
 * Source: domain §5.
 */
export interface Plan {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly components: readonly Component[];
  readonly draw: Draw | null;
  readonly onLeave: OnLeave;
}
