import type { Enrolment } from "./enrolment";
import type { Exception } from "./line";
import type { CreditedEvent, MeasureReading, PeriodInput, Quota } from "./person";
import type { Days, ProratedGoal } from "./prorated";

/** What one person's pay under one version of a plan in one period is computed from. */
export interface Facts {
  readonly input: PeriodInput;
  readonly repId: string;
  readonly currency: string;
  readonly enrolment: Enrolment;
  /** the days under this version, of those under the plan in any: what is an amount per period is paid once */
  readonly under: Days;
  /** of the period, under the plan in any version: what its goals are prorated by */
  readonly planDays: number;
  readonly measures: readonly MeasureReading[];
  readonly quotas: readonly Quota[];
  /** credited to the person in its role while enrolled, by id */
  readonly events: readonly CreditedEvent[];
  /** of the year before the period, since it is under the plan */
  readonly earlier: readonly CreditedEvent[];
  /** of each `COMMISSION`, by its code */
  volumeOf(component: string): Volume;
  report(code: Exception["code"], about: string): void;
}

/** What a commission is paid for. */
export interface Volume {
  /** by id */
  readonly credits: readonly CreditedEvent[];
  /** Σ of the basis, in minor units */
  readonly value: bigint;
  /** what these add up to: credited before them in the span over which it accumulates; 0 of single events */
  readonly earlier: bigint;
  /** credited in the period, under the plan in any version: what a curve or a condition reads */
  readonly ofPeriod: readonly CreditedEvent[];
  /** Σ of their basis */
  readonly valueOfPeriod: bigint;
  /** the same with the year before the period, where it accumulates over the year: what its goal is held against */
  readonly valueOfSpan: bigint;
  /** null where there is none */
  readonly goal: ProratedGoal | null;
}
