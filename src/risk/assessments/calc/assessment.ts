import type { Day } from "../../../kernel/calendar";
import { apportion } from "../../../kernel/apportion";
import { minor } from "../../../kernel/money";
import type { RiskBand, RiskModel, Thresholds } from "../../models/calc/risk-model";
import type { RiskDimension, SignalCode } from "../../signals/calc/signal-code";

/** A signal that applies to the customer, with what it says; null when it has no data. */
export interface Heard {
  readonly code: SignalCode;
  readonly dimension: RiskDimension;
  /** 0…1 */
  readonly weight: number;
  readonly judgement: { readonly severity: number; readonly evidence: string; readonly dataAsOf: Day } | null;
}

/** A signal that raises the score. */
export interface Driver {
  readonly signal: SignalCode;
  readonly dimension: RiskDimension;
  readonly severity: number;
  /** its share of the score; the points of all drivers add up to it */
  readonly points: number;
  readonly evidence: string;
  readonly dataAsOf: Day;
}

export interface Assessment {
  /** 0…100; 100 is most at risk */
  readonly score: number;
  readonly band: RiskBand;
  /** the share of the weight that had data, 0…1 */
  readonly coverage: number;
  /** those that raise the score, the heaviest first */
  readonly drivers: readonly Driver[];
}

/** Certainty would share a score with nobody: a signal stops a hair below it, which rounds to 100. */
const ALMOST_ONE = 1 - 1e-9;
/** Hazards are apportioned as whole numbers of this size. */
const HAZARD_UNITS = 1e12;

/**
 * How at risk a customer is, by the signals that have data.
 *
 *     score = 100 · (1 − Π(1 − wᵢ·sᵢ)),   points in proportion to −ln(1 − wᵢ·sᵢ)
 *
 * One loud sign is enough, weak ones add up. The score is rounded to a whole number, half up; points are whole numbers that
 * share the rounded score by largest remainder, so that they add up to it exactly. The order of the signals makes no
 * difference. Source: domain §4.
 *
 * @param previous the band of the last assessment, which is left downwards only by the model's hysteresis
 * @returns null when signals with less than the model's share of the weight have data: not enough history
 */
export function assessmentOf(
  heard: readonly Heard[],
  model: Pick<RiskModel, "thresholds" | "hysteresis" | "minimumCoverage">,
  previous: RiskBand | null,
): Assessment | null {
  const coverage = coverageOf(heard);
  if (coverage === null || coverage < model.minimumCoverage) return null;
  const loud = heard
    .flatMap(({ code, dimension, weight, judgement }) =>
      judgement && weight * judgement.severity > 0
        ? [{ code, dimension, judgement, hazard: -Math.log1p(-Math.min(weight * judgement.severity, ALMOST_ONE)) }]
        : [],
    )
    .sort((a, b) => b.hazard - a.hazard || (a.code < b.code ? -1 : 1));
  const score = Math.round(-100 * Math.expm1(-loud.reduce((sum, { hazard }) => sum + hazard, 0)));
  const hazards = loud.map(({ hazard }) => BigInt(Math.ceil(hazard * HAZARD_UNITS)));
  const points = loud.length === 0 ? [] : apportion(minor(score), hazards);
  const drivers = loud.map(({ code, dimension, judgement: { severity, evidence, dataAsOf } }, index) => {
    return { signal: code, dimension, severity, points: Number(points[index]), evidence, dataAsOf };
  });
  return { score, band: bandOf(score, model.thresholds, model.hysteresis, previous), coverage, drivers };
}

/** Weights are added up as whole numbers of this size: their order makes no difference to the last bit. */
const WEIGHT_UNITS = 1e9;

/** The share of the weight that has data; null when nothing that applies weighs anything. */
function coverageOf(heard: readonly Heard[]): number | null {
  let [all, known] = [0, 0];
  for (const { weight, judgement } of heard) {
    const units = Math.round(weight * WEIGHT_UNITS);
    all += units;
    if (judgement !== null) known += units;
  }
  return all > 0 ? known / all : null;
}

const BANDS: readonly RiskBand[] = ["HEALTHY", "WATCH", "AT_RISK", "CRITICAL"];

/**
 * The band of a score. Upwards at once; downwards only when the score is further below the threshold than the hysteresis,
 * so that a customer that hovers about a threshold raises one alert, not ten.
 */
export function bandOf(
  score: number,
  { watch, atRisk, critical }: Thresholds,
  hysteresis: number,
  previous: RiskBand | null,
): RiskBand {
  const starts = [Number.NEGATIVE_INFINITY, watch, atRisk, critical];
  const held = previous === null ? 0 : BANDS.indexOf(previous);
  const reached = starts.findLastIndex((start, index) => score >= start - (index <= held ? hysteresis : 0));
  return BANDS[reached]!;
}
