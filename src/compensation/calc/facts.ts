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
  /** of the year before the period; 0 unless it accumulates over the year */
  readonly earlier: bigint;
  /** null where there is none */
  readonly goal: ProratedGoal | null;
}
