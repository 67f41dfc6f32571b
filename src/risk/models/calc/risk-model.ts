import type { Day } from "../../../kernel/calendar";
import type { SignalCode } from "../../signals/calc/signal-code";

/** How at risk a customer is, the worst last. */
export type RiskBand = "HEALTHY" | "WATCH" | "AT_RISK" | "CRITICAL";

/** The score from which on a customer is in the band. */
export interface Thresholds {
  readonly watch: number;
  readonly atRisk: number;
  readonly critical: number;
}

/** 0…1 each; a signal that is not there weighs nothing. */
export type Weights = Partial<Readonly<Record<SignalCode, number>>>;

/** What a segment has of its own. */
export interface SegmentSettings {
  readonly weights?: Weights;
  readonly cadenceDays?: number;
}

/** How signals become a score, from a day on. Versions never change: a new one takes over. */
export interface RiskModel {
  /** 1, 2, … */
  readonly version: number;
  readonly effectiveFrom: Day;
  readonly weights: Weights;
  readonly bySegment: Readonly<Record<string, SegmentSettings>>;
  readonly thresholds: Thresholds;
  /** points below a threshold that a customer must fall to leave its band */
  readonly hysteresis: number;
  /** share of the weight that must have data: with less there is not enough history */
  readonly minimumCoverage: number;
  /** how far ahead a loss is foretold */
  readonly horizonDays: number;
}

const settingsOf = ({ bySegment }: RiskModel, segment: string | null): SegmentSettings =>
  // A segment may be called "constructor": what an object inherits is no setting.
  segment !== null && Object.hasOwn(bySegment, segment) ? bySegment[segment]! : {};

/** What a signal weighs for customers of a segment: 0…1, 0 when the model does not name it. */
export const weightOf = (model: RiskModel, segment: string | null, code: SignalCode): number =>
  settingsOf(model, segment).weights?.[code] ?? model.weights[code] ?? 0;

/** The model's own cadence of a segment; null: it leaves that to the retention definition. */
export const cadenceOf = (model: RiskModel, segment: string | null): number | null =>
  settingsOf(model, segment).cadenceDays ?? null;
