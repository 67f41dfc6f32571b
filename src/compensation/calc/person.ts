import type { Day, Period } from "../../kernel/calendar";
import type { Minor } from "../../kernel/money";
import type { Fraction } from "./exact";
import type { EventKind, Scope } from "./plan";

/** A person under a version of a plan, with a target, for some days. A new target, role or version is a row of its own. */
export interface Enrolled {
  /** the version of the plan: a key of the plans that pay is computed with */
  readonly plan: string;
  /** in which role events are credited to it */
  readonly role: string;
  /** what is paid at 100 %, in the plan's currency */
  readonly target: Minor;
  /** `YEAR`: target × days ÷ days of the year; `PERIOD`: target × days ÷ days of the period */
  readonly targetPer: "YEAR" | "PERIOD";
  readonly startsOn: Day;
  /** the first day that is not in it; null: open */
  readonly endsOn: Day | null;
  /** the first day of the year on which it was under the plan, in any version: what it credited since adds up */
  readonly since: Day;
  /** the first day of the year on which it is no longer under the plan, in any version, as far as is known; null: open */
  readonly until: Day | null;
}

/** A measure of one period. */
export interface MeasureReading {
  /** the version of the plan that asks: whose role and currency it is read in */
  readonly plan: string;
  readonly measure: string;
  readonly scope: Scope;
  /** in the measure's unit (1 = 100 %, points of a hundred, amounts in the plan's major unit); null: nothing to measure */
  readonly value: Fraction | null;
  /** the version of the retention definition */
  readonly definition: number;
  /** true until the period's end + grace: what is undecided may still change it */
  readonly provisional: boolean;
}

/** A goal for a measure, for all of the period or of the year. */
export interface Quota {
  /** the version of the plan that asks */
  readonly plan: string;
  readonly measure: string;
  readonly scope: Scope;
  readonly over: "PERIOD" | "YEAR";
  /** in the unit of the measure's value */
  readonly goal: Fraction;
  /** amounts and counts are prorated by days enrolled, rates are not */
  readonly prorated: boolean;
}

/** What of a credit was sold of one product: the parts add up to the credit. */
export interface SoldPart {
  /** the company's own key of it; null where no line names one */
  readonly product: string | null;
  readonly series: string | null;
  readonly value: Minor;
  /** null where the credit's is */
  readonly profit: Minor | null;
}

/** What of an event is credited to the person. A reversal is an event of its own with the signs turned. */
export interface CreditedEvent {
  /** begins with its kind; unique for its role and person; ties are broken by it */
  readonly id: string;
  readonly kind: EventKind;
  readonly role: string;
  readonly creditedOn: Day;
  /** the company's own key of the customer; null where there is none: a certification */
  readonly customer: string | null;
  /** the id of the event that it reverses */
  readonly reverses: string | null;
  /** product by product, of a purchase; null where no plan of the person tells them apart */
  readonly sold: readonly SoldPart[] | null;
  /** the first day the customer is served for it; null: the day of credit */
  readonly servedFrom: Day | null;
  /** basis points of the event that are the person's; negative in a reversal */
  readonly share: number;
  /** the person's part of the annualised value, in `currency`; 0 of an event that is only counted */
  readonly value: Minor;
  /** the person's part of the profit; null where no cost is recorded */
  readonly profit: Minor | null;
  /** a plan's: it counts for plans of this currency */
  readonly currency: string;
  /** what it was converted from at the day of credit; null: nothing was converted */
  readonly original: { readonly value: Minor; readonly currency: string; readonly rate: string } | null;
}

/** Somebody who was on a team in the period, whether it still is or not. */
export interface PoolMember {
  readonly repId: string;
  /** the company's own key, by which ties are broken */
  readonly externalId: string;
  /** a target each */
  readonly spans: readonly PoolSpan[];
}

/** Days of a member with one target. */
export interface PoolSpan {
  readonly target: Minor;
  readonly targetPer: "YEAR" | "PERIOD";
  /** on the team and enrolled, days on leave included */
  readonly days: number;
  readonly leaveDays: number;
}

/** The pool of one team for one component. */
export interface Pool {
  readonly plan: string;
  readonly component: string;
  /** the company's own key of the team */
  readonly team: string;
  /** the team's and the company's */
  readonly measures: readonly MeasureReading[];
  readonly quotas: readonly Quota[];
  readonly members: readonly PoolMember[];
  /** the members' days under this version, of the days that the team's members were under the plan in any */
  readonly under: { readonly days: number; readonly of: number };
}

/** What pay of one period rests on, as it is known now. */
export interface PeriodInput {
  readonly period: Period;
  /** the year that targets per year and year-to-date volumes are of */
  readonly year: Period;
  readonly enrolments: readonly Enrolled[];
  readonly measures: readonly MeasureReading[];
  readonly quotas: readonly Quota[];
  /** credited in the period */
  readonly events: readonly CreditedEvent[];
  /** credited in the year, before the period */
  readonly earlierEvents: readonly CreditedEvent[];
  readonly pools: readonly Pool[];
  /** days on leave in the period */
  readonly leaveDays: number;
}

/** What became of a customer, each list in the order of days, up to the end of the period that is paid. */
export interface CustomerFate {
  /** the company's own key */
  readonly customer: string;
  readonly renewedOn: readonly Day[];
  readonly purchasedOn: readonly Day[];
  readonly lostOn: readonly Day[];
}

/** What lines are told apart by. All that a key was ever paid for adds up to what should have been paid for it. */
export interface LineKey {
  /** the version of the plan; null of what belongs to no plan */
  readonly plan: string | null;
  readonly component: string | null;
  /** what is paid: a correction has the kind of what it corrects here */
  readonly of: PaidKind;
  readonly forPeriod: Period;
  /** the credited event, or the company's own key of a pool's team or of the adjustment; null of a line for all events */
  readonly credit: string | null;
}

export type PaidKind =
  | "TARGET_BONUS"
  | "COMMISSION"
  | "EVENT_BONUS"
  | "TEAM_POOL"
  | "HOLD"
  | "RELEASE"
  | "FORFEIT"
  | "CLAWBACK"
  | "ADJUSTMENT"
  | "DRAW"
  | "DRAW_RECOVERY"
  | "CARRIED_FORWARD"
  | "BROUGHT_FORWARD";

/** A line of a locked period. */
export interface PaidLine extends LineKey {
  readonly id: string;
  /** by which people find it */
  readonly externalId: string;
  /** the period whose run paid it: not before `forPeriod` */
  readonly paidIn: Period;
  readonly earningCode: string;
  readonly amount: Minor;
  readonly currency: string;
}

/** A line by hand. */
export interface Adjustment {
  readonly externalId: string;
  readonly amount: Minor;
  readonly currency: string;
  readonly reason: string;
  readonly earningCode: string;
}

/**
 * All that one person's pay of one period rests on. Amounts are whole minor units. The order of lists does not matter, but
 * that of days.
 */
export interface PersonInput {
  readonly repId: string;
  readonly employeeNumber: string | null;
  /** the first day at which it is no longer with the company; null: it is */
  readonly leftOn: Day | null;
  /** the period that is paid */
  readonly now: PeriodInput;
  /** locked periods as they are known now, oldest first: what differs from what was paid is paid now */
  readonly before: readonly PeriodInput[];
  readonly customers: readonly CustomerFate[];
  /** all locked lines of the person */
  readonly paid: readonly PaidLine[];
  /** approved for this period */
  readonly adjustments: readonly Adjustment[];
}
