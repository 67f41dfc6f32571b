import { invariant } from "./invariant";

/** A score, or a probability, given before it was known whether the event came. */
export interface Forecast {
  readonly score: number;
  readonly happened: boolean;
}

/**
 * Area under the ROC curve: how probable it is that one with the event scores higher than one without; equal scores
 * count half. 1 ranks perfectly, 0.5 as a coin does.
 *
 *     AUC = (R − n₁(n₁ + 1) / 2) / (n₁ · n₀)      R: sum of the mid-ranks of those with the event [Mann, Whitney 1947]
 *
 * @returns null when all or none had the event: there is no pair to compare
 */
export function auc(forecasts: readonly Forecast[]): number | null {
  const sorted = [...forecasts].sort((one, other) => one.score - other.score);
  const events = sorted.filter(({ happened }) => happened).length;
  const pairs = events * (sorted.length - events);
  if (pairs === 0) return null;
  let ranks = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start + 1;
    while (end < sorted.length && sorted[end]!.score === sorted[start]!.score) end++;
    const tied = sorted.slice(start, end).filter(({ happened }) => happened).length;
    ranks += (tied * (start + 1 + end)) / 2;
    start = end;
  }
  return (ranks - (events * (events + 1)) / 2) / pairs;
}

/**
 * Mean squared distance of probability and outcome: 0 is perfect; who always says the base rate p̄ gets p̄(1 − p̄).
 *
 * @param forecasts whose scores are probabilities
 * @returns null for none
 */
export function brier(forecasts: readonly Forecast[]): number | null {
  if (forecasts.length === 0) return null;
  return mean(forecasts.map(({ score, happened }) => (score - (happened ? 1 : 0)) ** 2));
}

/** The share with the event; null for none. */
export const baseRate = (forecasts: readonly Forecast[]): number | null =>
  forecasts.length === 0 ? null : mean(forecasts.map(({ happened }) => (happened ? 1 : 0)));

/**
 * How many times as often the event comes to the share with the highest scores as to everybody; 1: as often. Of those whose
 * equal scores straddle the share, each counts for the same part.
 *
 * @param share above 0, at most 1
 * @returns null when nobody had the event
 */
export function lift(forecasts: readonly Forecast[], share: number): number | null {
  const rate = baseRate(forecasts);
  if (rate === null || rate === 0) return null;
  const falling = [...forecasts].sort((one, other) => other.score - one.score);
  const places = share * falling.length;
  const edge = falling[Math.min(Math.ceil(places), falling.length) - 1]!.score;
  const events = (some: readonly Forecast[]): number => some.filter(({ happened }) => happened).length;
  const [above, tied] = [falling.filter(({ score }) => score > edge), falling.filter(({ score }) => score === edge)];
  return (events(above) + (events(tied) * (places - above.length)) / tied.length) / places / rate;
}

/** Forecasts of about the same probability, and what came of them. */
export interface CalibrationBin {
  readonly count: number;
  readonly meanProbability: number;
  readonly observedRate: number;
}

/**
 * Whether probabilities mean what they say: sorted, cut into bins of as equal a size as possible, the mean probability
 * of each beside the share with the event. Fewer bins when there are fewer forecasts; none is empty.
 */
export function calibrationBins(forecasts: readonly Forecast[], bins = 10): CalibrationBin[] {
  invariant(bins >= 1, "forecasts are cut into one bin at least");
  const sorted = [...forecasts].sort((one, other) => one.score - other.score);
  const cut = (bin: number): number => Math.floor((bin * sorted.length) / bins);
  return Array.from({ length: bins }, (_, bin) => sorted.slice(cut(bin), cut(bin + 1)))
    .filter((bin) => bin.length > 0)
    .map((bin) => ({
      count: bin.length,
      meanProbability: mean(bin.map(({ score }) => score)),
      observedRate: baseRate(bin)!,
    }));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
