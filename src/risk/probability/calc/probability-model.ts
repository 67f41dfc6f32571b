import { invariant } from "../../../kernel/invariant";
import { type Features, logistic, logisticRegression, logitOf } from "../../../kernel/logistic-regression";
import type { Forecast } from "../../../kernel/scoring";

/** What is read of a customer as of a day, by name, such as the severities of its signals; null where it is missing. */
export type Readings = Readonly<Record<string, number | null>>;

/** A customer as of a day, and what became of it. */
export interface Example {
  readonly customerId: string;
  readonly readings: Readings;
  readonly lost: boolean;
}

/** One reading's part in the log odds of a loss. */
export interface Term {
  readonly name: string;
  /** log odds that a reading of 1 adds */
  readonly coefficient: number;
  /** of the known readings it was learnt from: what a missing one is taken for */
  readonly mean: number;
  /** standard deviation of the same; coefficient × deviation tells how much the term tells customers apart */
  readonly deviation: number;
}

export interface ProbabilityModel {
  readonly intercept: number;
  readonly terms: readonly Term[];
  /** how strongly coefficients were held back */
  readonly ridge: number;
}

export type Learnt =
  { readonly kind: "LEARNT"; readonly model: ProbabilityModel } | { readonly kind: "TOO_FEW_OUTCOMES" };

/** Fewer losses teach nothing (domain §4, *Probability*); as few that stayed teach no more. */
export const FEWEST_LOSSES = 50;
/** Strengths that are tried: as if so many further losses had shown no effect of a reading. */
const RIDGES = [3, 10, 30, 100] as const;
const FOLDS = 5;

/** The probability of a loss, by what is read of a customer. A reading that the model does not know is not looked at. */
export function probabilityOf({ intercept, terms }: ProbabilityModel, readings: Readings): number {
  const coefficients = terms.map(({ coefficient }) => coefficient);
  return logistic(logitOf({ intercept, coefficients }, layOut(terms, readings)));
}

/**
 * The probability of a loss as a ridge logistic regression on readings, learnt from examples.
 *
 *     logit p = intercept + Σ coefficient · reading
 *
 * A missing reading is taken for the mean of the known ones: it moves nothing. An indicator of its being missing was tried
 * beside it and foretold later slices of simulated companies no better and mostly worse: what is missing is mostly missing of
 * young customers, and of few. The ridge is the one that foretells best within the examples themselves, those of a customer
 * always in one fold. Source: domain §4, *Probability*.
 */
export function learnProbability(examples: readonly Example[]): Learnt {
  const lost = examples.filter((example) => example.lost).length;
  if (Math.min(lost, examples.length - lost) < FEWEST_LOSSES) return { kind: "TOO_FEW_OUTCOMES" };
  return { kind: "LEARNT", model: fitted(examples, bestRidge(examples)) };
}

const layOut = (terms: readonly Pick<Term, "name" | "mean">[], readings: Readings): Features =>
  Float64Array.from(terms, ({ name, mean }) => readings[name] ?? mean);

/** @param examples with both outcomes among them */
function fitted(examples: readonly Example[], ridge: number): ProbabilityModel {
  const names = [...new Set(examples.flatMap(({ readings }) => Object.keys(readings)))].sort();
  const spreads = names.map((name) => ({ name, ...spreadOf(examples, name) }));
  const rows = examples.map(({ readings }) => layOut(spreads, readings));
  const result = logisticRegression(
    rows,
    examples.map(({ lost }) => lost),
    { ridge },
  );
  invariant(result.kind === "FITTED", "both outcomes and a ridge make one maximum");
  const { intercept, coefficients } = result.regression;
  return { intercept, ridge, terms: spreads.map((spread, at) => ({ ...spread, coefficient: coefficients[at]! })) };
}

function spreadOf(examples: readonly Example[], name: string): Pick<Term, "mean" | "deviation"> {
  const known = examples.flatMap(({ readings }) => readings[name] ?? []);
  const mean = known.reduce((sum, value) => sum + value / known.length, 0);
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2 / known.length, 0);
  return { mean, deviation: Math.sqrt(variance) };
}

/** The strongest of those with the least squared error of probabilities for customers that were left out. */
function bestRidge(examples: readonly Example[]): number {
  const customers = [...new Set(examples.map(({ customerId }) => customerId))].sort();
  const foldOf = new Map(customers.map((customer, index) => [customer, index % FOLDS]));
  const folds = Array.from({ length: FOLDS }, (_, fold) => ({
    known: examples.filter(({ customerId }) => foldOf.get(customerId) !== fold),
    left: examples.filter(({ customerId }) => foldOf.get(customerId) === fold),
  })).filter(({ known }) => known.some(({ lost }) => lost) && known.some(({ lost }) => !lost));
  const error = (ridge: number): number =>
    folds.reduce((sum, { known, left }) => sum + squaredError(foretold(fitted(known, ridge), left)), 0);
  return RIDGES.map((ridge) => ({ ridge, error: error(ridge) })).reduce((best, next) =>
    next.error <= best.error ? next : best,
  ).ridge;
}

const squaredError = (forecasts: readonly Forecast[]): number =>
  forecasts.reduce((sum, { score, happened }) => sum + (score - (happened ? 1 : 0)) ** 2, 0);

/** What the model says of each example, and what became of it. */
export const foretold = (model: ProbabilityModel, examples: readonly Example[]): Forecast[] =>
  examples.map(({ readings, lost }) => ({ score: probabilityOf(model, readings), happened: lost }));
