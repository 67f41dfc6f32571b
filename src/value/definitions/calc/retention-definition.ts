import type { Day } from "../../../kernel/calendar";
import type { LapseRule } from "../../calc/lapse";

/** The base period of repeat purchasers: what a period's purchases are compared with when the caller names no base. */
export type Comparison = "PRECEDING" | "YEAR_EARLIER";

/** What a company means by "retained", from a day on. Versions never change: a new one takes over. */
export interface RetentionDefinition {
  /** 1, 2, … */
  readonly version: number;
  readonly effectiveFrom: Day;
  /** a renewal closed within so many days of its due date counts as renewed in the period in which it was due */
  readonly graceDays: number;
  readonly comparison: Comparison;
  readonly lapse: LapseRule;
  /** a renewal is thanked when a `THANKS` interaction follows within so many days */
  readonly thankedWithinDays: number;
  /** longest time without a two-way interaction, for segments that have none of their own */
  readonly touchCadenceDays: number;
  readonly touchCadenceBySegment: Readonly<Record<string, number>>;
  /** horizon of lifetime value */
  readonly lifetimeYears: number;
  /** of lifetime value, a year; 0.1 = 10 % */
  readonly discountRate: number;
  /** ISO 4217 code that measures are told in; null: the one that most customers are billed in */
  readonly currency: string | null;
}

/** Within how many days a customer of a segment should have been talked with. */
export const touchCadence = (
  { touchCadenceBySegment, touchCadenceDays }: RetentionDefinition,
  segment: string | null,
): number =>
  // A segment may be called "constructor": what an object inherits is no cadence.
  segment !== null && Object.hasOwn(touchCadenceBySegment, segment)
    ? touchCadenceBySegment[segment]!
    : touchCadenceDays;
