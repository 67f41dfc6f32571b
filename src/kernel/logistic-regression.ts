import { CholeskyDecomposition, Matrix } from "ml-matrix";

/** One value per feature. */
export type Features = ArrayLike<number>;

export interface LogisticRegression {
  readonly intercept: number;
  /** one per feature, in the feature's own unit; 0 for a feature that is the same in every row */
  readonly coefficients: readonly number[];
}

export type RegressionResult =
  | { readonly kind: "FITTED"; readonly regression: LogisticRegression; readonly iterations: number }
  /** ONE_OUTCOME: all rows ended alike, there is nothing to tell apart. SINGULAR: without a ridge, features that say
   * the same. NOT_CONVERGED: without a ridge, features that tell the outcomes apart without fail. */
  | { readonly kind: "FAILED"; readonly reason: "ONE_OUTCOME" | "SINGULAR" | "NOT_CONVERGED" };

export interface Regularisation {
  readonly ridge: number;
  /** whether more of a feature can only make the outcome more likely: no coefficient is then below 0; the intercept is free */
  readonly nonNegative?: boolean;
  /**
   * whether the ridge sees features in their own unit, as those that are all told on one scale: a rare one is then held back as
   * much as a frequent one, though its deviation is small
   */
  readonly oneScale?: boolean;
  /** features that are as free as the intercept, such as which group a row belongs to */
  readonly free?: readonly number[];
}

const MOST_ITERATIONS = 50;
/** Convergence: a step that moves no standardised coefficient by more. */
const STEP = 1e-10;

/** The probability whose log odds these are. */
export const logistic = (logit: number): number =>
  logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));

export function logitOf({ intercept, coefficients }: LogisticRegression, row: Features): number {
  return coefficients.reduce((sum, coefficient, feature) => sum + coefficient * row[feature]!, intercept);
}

/**
 * Ridge logistic regression by iteratively reweighted least squares (Newton's method with halved steps).
 *
 *     maximise  Σ [y·η − log(1 + e^η)] − ½·ridge·Σ β²    over η = intercept + Σ β·z,  z = (x − mean) / deviation
 *
 * The penalty sees standardised features, so that a unit does not matter, unless they are all on one scale; and never the
 * intercept. It is worth as much as further rows that show no effect: a standardised feature's own information is at most one
 * per loss. With a ridge above 0 the maximum exists and is one, also among the coefficients that are not below 0.
 *
 * @param rows all of the same length
 * @param outcomes one per row
 * @see Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 4.4.1; Bertsekas 1982 for Newton steps that keep
 * coefficients from falling below 0
 */
export function logisticRegression(
  rows: readonly Features[],
  outcomes: readonly boolean[],
  regularisation: Regularisation,
): RegressionResult {
  const losses = outcomes.filter(Boolean).length;
  if (losses === 0 || losses === outcomes.length) return { kind: "FAILED", reason: "ONE_OUTCOME" };
  const scale = standardisation(rows);
  const design = rows.map((row) => standardised(row, scale));
  const held = holds(scale, regularisation);
  let weights: Float64Array = new Float64Array(scale.kept.length + 1);
  weights[0] = Math.log(losses / (outcomes.length - losses));
  let likelihood = penalisedLikelihood(design, outcomes, weights, held);
  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
    const step = newtonStep(design, outcomes, weights, held);
    if (step === null) return { kind: "FAILED", reason: "SINGULAR" };
    const next = climb({ weights, likelihood }, step, held, (at) => penalisedLikelihood(design, outcomes, at, held));
    [weights, likelihood] = [next.weights, next.likelihood];
    if (next.moved < STEP)
      return { kind: "FITTED", regression: inOwnUnits(weights, scale, rows[0]!.length), iterations };
  }
  return { kind: "FAILED", reason: "NOT_CONVERGED" };
}

interface Standardisation {
  /** the features that vary */
  readonly kept: readonly number[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

function standardisation(rows: readonly Features[]): Standardisation {
  const features = Array.from({ length: rows[0]!.length }, (_, feature) => feature);
  const means = new Array<number>(features.length).fill(0);
  const squares = new Array<number>(features.length).fill(0);
  for (const row of rows) for (const feature of features) means[feature]! += row[feature]! / rows.length;
  for (const row of rows) for (const feature of features) squares[feature]! += (row[feature]! - means[feature]!) ** 2;
  const deviations = squares.map((sum) => Math.sqrt(sum / rows.length));
  // A mean of equal values is rounded, and leaves deviations of that size.
  const kept = features.filter((feature) => deviations[feature]! > 1e-12 * Math.abs(means[feature]!));
  return { kept, means, deviations };
}

/** What holds each weight, the intercept first. */
interface Holds {
  /** strength, 0 for what is free */
  readonly ridges: Float64Array;
  /** below which it must not fall */
  readonly floors: Float64Array;
}

function holds(
  { kept, deviations }: Standardisation,
  { ridge, nonNegative = false, oneScale = false, free = [] }: Regularisation,
): Holds {
  const ridges = new Float64Array(kept.length + 1);
  const floors = new Float64Array(kept.length + 1).fill(Number.NEGATIVE_INFINITY);
  kept.forEach((feature, index) => {
    if (free.includes(feature)) return;
    ridges[index + 1] = oneScale ? ridge / deviations[feature]! ** 2 : ridge;
    if (nonNegative) floors[index + 1] = 0;
  });
  return { ridges, floors };
}

/** With a leading 1 for the intercept. */
function standardised(row: Features, { kept, means, deviations }: Standardisation): Float64Array {
  const z = new Float64Array(kept.length + 1);
  z[0] = 1;
  for (let index = 0; index < kept.length; index++) {
    const feature = kept[index]!;
    z[index + 1] = (row[feature]! - means[feature]!) / deviations[feature]!;
  }
  return z;
}

function inOwnUnits(weights: Float64Array, scale: Standardisation, features: number): LogisticRegression {
  const coefficients = new Array<number>(features).fill(0);
  let intercept = weights[0]!;
  scale.kept.forEach((feature, index) => {
    coefficients[feature] = weights[index + 1]! / scale.deviations[feature]!;
    intercept -= coefficients[feature]! * scale.means[feature]!;
  });
  return { intercept, coefficients };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

function penalisedLikelihood(
  design: readonly Float64Array[],
  outcomes: readonly boolean[],
  weights: Float64Array,
  { ridges }: Holds,
): number {
  let sum = -0.5 * weights.reduce((total, weight, index) => total + ridges[index]! * weight ** 2, 0);
  for (let row = 0; row < design.length; row++) {
    const logit = dot(design[row]!, weights);
    // log(1 + e^η) without overflow
    sum += (outcomes[row] ? logit : 0) - (Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))));
  }
  return sum;
}

/**
 * The solution of (ZᵀWZ + ridge) step = Zᵀ(y − p) − ridge·β; null when there is none. A coefficient that stands at its floor and
 * would have to fall below it stays there, and has no part in it.
 */
function newtonStep(
  design: readonly Float64Array[],
  outcomes: readonly boolean[],
  weights: Float64Array,
  { ridges, floors }: Holds,
): Float64Array | null {
  const probabilities = Float64Array.from(design, (z) => logistic(dot(z, weights)));
  const gradient = weights.map((weight, index) => -ridges[index]! * weight);
  for (let row = 0; row < design.length; row++) {
    const surprise = Number(outcomes[row]) - probabilities[row]!;
    for (let index = 0; index < gradient.length; index++) gradient[index]! += surprise * design[row]![index]!;
  }
  const free = Array.from(weights.keys()).filter((index) => weights[index]! > floors[index]! || gradient[index]! > 0);
  const cholesky = new CholeskyDecomposition(informationOf(design, probabilities, free, ridges));
  if (!cholesky.isPositiveDefinite()) return null;
  const solution = cholesky.solve(Matrix.columnVector(free.map((index) => gradient[index]!)));
  const step = new Float64Array(weights.length);
  free.forEach((index, at) => (step[index] = solution.get(at, 0)));
  return step;
}

/** ZᵀWZ + ridge, of some of the columns. */
function informationOf(
  design: readonly Float64Array[],
  probabilities: Float64Array,
  columns: readonly number[],
  ridges: Float64Array,
): Matrix {
  const size = columns.length;
  const lower = Array.from({ length: size }, (_, index) => new Float64Array(index + 1));
  for (let index = 0; index < size; index++) lower[index]![index] = ridges[columns[index]!]!;
  const z = new Float64Array(size);
  for (let row = 0; row < design.length; row++) {
    for (let index = 0; index < size; index++) z[index] = design[row]![columns[index]!]!;
    const variance = probabilities[row]! * (1 - probabilities[row]!);
    for (let i = 0; i < size; i++) {
      const weighted = variance * z[i]!;
      const sums = lower[i]!;
      for (let j = 0; j <= i; j++) sums[j]! += weighted * z[j]!;
    }
  }
  const information = new Matrix(size, size);
  lower.forEach((sums, i) => sums.forEach((sum, j) => information.set(i, j, sum).set(j, i, sum)));
  return information;
}

/** Near the top a step gains less than a sum of likelihoods is rounded by: halved for that, it would end short of it. */
const ROUNDING = 1e-12;

/** A step is halved until it does not lead down; where it would end below a floor, it ends there. */
function climb(
  { weights: from, likelihood }: { readonly weights: Float64Array; readonly likelihood: number },
  step: Float64Array,
  { floors }: Holds,
  likelihoodAt: (weights: Float64Array) => number,
): { weights: Float64Array; likelihood: number; moved: number } {
  for (let part = 1; part > 1e-10; part /= 2) {
    const weights = from.map((weight, index) => Math.max(weight + part * step[index]!, floors[index]!));
    const reached = likelihoodAt(weights);
    if (reached >= likelihood - ROUNDING * Math.abs(likelihood)) {
      return {
        weights,
        likelihood: reached,
        moved: Math.max(...weights.map((weight, index) => Math.abs(weight - from[index]!))),
      };
    }
  }
  return { weights: from, likelihood, moved: 0 };
}
