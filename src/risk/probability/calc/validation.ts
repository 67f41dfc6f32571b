import type { Day } from "../../../kernel/calendar";
import {
  auc,
  baseRate,
  brier,
  type CalibrationBin,
  calibrationBins,
  type Forecast,
  lift,
} from "../../../kernel/scoring";
import type { Alarms } from "./alarms";
import { learnProbability } from "./learn-probability";
import { type Example, foretold, type ProbabilityModel, type Readings } from "./probability-model";

/** What a probability has to beat: the score by weights, the days since anything was heard, the model of buying alone. */
export type BaselineName = "WEIGHTS" | "RECENCY" | "BUYING_MODEL";

/** An example with what each baseline goes by. */
export interface StudyExample extends Example {
  readonly on: Day;
  readonly baselines: Readings;
}

/** Examples of some days, told from the first day looked at to the last whose losses count. */
export interface Slice {
  readonly startsOn: Day;
  readonly endsOn: Day;
  /** how many days were looked at */
  readonly days: number;
  /** customers, each once per day */
  readonly customers: number;
  /** customers lost within the horizon after one of the days, each once */
  readonly losses: number;
}

export interface Scores {
  /** null when all were lost, or none */
  readonly auc: number | null;
  readonly brier: number;
}

export interface Baseline extends Scores {
  readonly name: BaselineName;
}

/** How probabilities learnt from an earlier slice did on a later one. */
export interface Validation extends Scores {
  readonly learnt: Slice;
  readonly judged: Slice;
  readonly baseRate: number;
  readonly calibration: readonly CalibrationBin[];
  /** how many times as often those with the highest tenth of probabilities were lost as everybody; null without a loss */
  readonly liftAtTenth: number | null;
  readonly baselines: readonly Baseline[];
  /** alarms by the risk model's bands, and by the tenth with the highest probability */
  readonly byBand: Alarms;
  readonly byProbability: Alarms;
}

type Judged = Omit<Validation, "learnt" | "judged" | "byBand" | "byProbability">;

const TENTH = 0.1;

/** @param later not empty */
export function judge(
  model: ProbabilityModel,
  earlier: readonly StudyExample[],
  later: readonly StudyExample[],
): Judged {
  const forecasts = foretold(model, later);
  const names = Object.keys(later[0]!.baselines) as BaselineName[];
  return {
    ...scoresOf(forecasts),
    baseRate: baseRate(forecasts)!,
    calibration: calibrationBins(forecasts),
    liftAtTenth: lift(forecasts, TENTH),
    baselines: names.map((name) => ({ name, ...baselineScores(name, earlier, later) })),
  };
}

const scoresOf = (forecasts: readonly Forecast[]): Scores => ({ auc: auc(forecasts), brier: brier(forecasts)! });

/**
 * A baseline is put on the scale of probabilities by the same regression on it alone, learnt from the same slice: a number that
 * is no probability is beaten too easily. Nor is one that is held back: it is told in its own deviations.
 */
function baselineScores(name: BaselineName, earlier: readonly StudyExample[], later: readonly StudyExample[]): Scores {
  const unit = deviationOf(earlier.flatMap(({ baselines }) => baselines[name] ?? [])) || 1;
  const alone = (examples: readonly StudyExample[]): Example[] =>
    examples.map(({ customerId, lost, baselines }) => {
      const value = baselines[name] ?? null;
      return { customerId, lost, readings: { [name]: value === null ? null : value / unit } };
    });
  return scoresOf(foretold(learnProbability(alone(earlier))!, alone(later)));
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** The probability above which the highest tenth of these examples lie. */
export function highestTenth(model: ProbabilityModel, examples: readonly Example[]): number {
  const rising = foretold(model, examples)
    .map(({ score }) => score)
    .sort((one, other) => one - other);
  return rising[Math.floor((1 - TENTH) * (rising.length - 1))]!;
}

const CALLED: Readonly<Record<BaselineName, string>> = {
  WEIGHTS: "the weights",
  RECENCY: "recency",
  BUYING_MODEL: "the model of buying",
};

/**
 * Whether the probability is used: where it ranks better and errs less than every baseline on the later slice. Equal is not
 * better: whatever explains as much more simply stays.
 */
export function verdictOn({ auc: own, brier: error, baselines, judged }: Validation): { on: boolean; reason: string } {
  if (own === null)
    return { on: false, reason: "Nobody, or everybody, was lost in the later slice: nothing tells it apart." };
  const better = ({ auc: other, brier: otherError }: Baseline): boolean => own > other! && error < otherError;
  const unbeaten = baselines.filter((baseline) => !better(baseline));
  const told = (some: readonly Baseline[]): string =>
    some
      .map(({ name, ...other }) => `${CALLED[name]} (AUC ${fixed(other.auc!)}, Brier ${fixed(other.brier)})`)
      .join(" and ");
  const figures = `AUC ${fixed(own)}, Brier ${fixed(error)} for the ${judged.losses} losses of the later slice`;
  return unbeaten.length === 0
    ? { on: true, reason: `It beats ${told(baselines)}: ${figures}.` }
    : { on: false, reason: `It does not beat ${told(unbeaten)}: ${figures}.` };
}

const fixed = (value: number): string => value.toFixed(3);
