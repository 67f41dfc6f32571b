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
  /** log odds that a reading of 1 adds; at least 0 */
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
const RIDGES = [10, 30, 100, 300] as const;
const FOLDS = 5;

/** The probability of a loss, by what is read of a customer. A reading that the model does not know is not looked at. */
export function probabilityOf({ intercept, terms }: ProbabilityModel, readings: Readings): number {
  const coefficients = terms.map(({ coefficient }) => coefficient);
  return logistic(logitOf({ intercept, coefficients }, layOut(terms, readings)));
}

/**
 * The probability of a loss as a ridge logistic regression on readings, learnt from examples.
 *
 *     logit p = intercept + Σ coefficient · reading,   coefficients ≥ 0
 *
 * Readings are worded so that more of one is worse, and a reading that history happens to speak well of is left out: so more
 * severity never lowers the probability, as it never lowers the score. A missing reading is taken for the mean of the known
 * ones: it moves nothing. An indicator of its being missing was tried beside it, and coefficients below 0: on later slices of
 * simulated companies both foretold no better and mostly worse.
 *
 * The ridge is the one that foretells best within the examples themselves, those of a customer always in one fold. Source:
 * domain §4, *Probability*.
 *
 * @returns null when all or none were lost: there is nothing to tell apart
 */
export function learnProbability(examples: readonly Example[]): ProbabilityModel | null {
  const names = [...new Set(examples.flatMap(({ readings }) => Object.keys(readings)))].sort();
  const table = {
    names,
    rows: examples.map(({ readings }) => Float64Array.from(names, (name) => readings[name] ?? MISSING)),
    lost: examples.map(({ lost }) => lost),
  };
  return haveBoth(table.lost) ? fitted(table, bestRidge(table, foldsOf(examples))) : null;
}

/** Examples as numbers, a column by name. */
interface Table {
  readonly names: readonly string[];
  readonly rows: readonly Float64Array[];
  readonly lost: readonly boolean[];
}

const MISSING = Number.NaN;

const haveBoth = (lost: readonly boolean[]): boolean => lost.includes(true) && lost.includes(false);

const layOut = (terms: readonly Pick<Term, "name" | "mean">[], readings: Readings): Features =>
  Float64Array.from(terms, ({ name, mean }) => readings[name] ?? mean);

/** @param table with both outcomes in it */
function fitted({ names, rows, lost }: Table, ridge: number): ProbabilityModel {
  const spreads = names.map((name, column) => ({ name, ...spreadOf(rows, column) }));
  const known = rows.map((row) => row.map((value, column) => (Number.isNaN(value) ? spreads[column]!.mean : value)));
  const result = logisticRegression(known, lost, { ridge, nonNegative: true });
  invariant(result.kind === "FITTED", "both outcomes and a ridge make one maximum");
  const { intercept, coefficients } = result.regression;
  return { intercept, ridge, terms: spreads.map((spread, at) => ({ ...spread, coefficient: coefficients[at]! })) };
}

/** Of the known values of a column; 0 and 0 where none is. */
function spreadOf(rows: readonly Float64Array[], column: number): Pick<Term, "mean" | "deviation"> {
  const known = rows.map((row) => row[column]!).filter((value) => !Number.isNaN(value));
  if (known.length === 0) return { mean: 0, deviation: 0 };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** The fold of each example: that of its customer. */
function foldsOf(examples: readonly Example[]): number[] {
  const customers = [...new Set(examples.map(({ customerId }) => customerId))].sort();
  const foldOf = new Map(customers.map((customer, index) => [customer, index % FOLDS]));
  return examples.map(({ customerId }) => foldOf.get(customerId)!);
}

/** The strongest of those with the least squared error of probabilities for customers that were left out. */
function bestRidge({ names, rows, lost }: Table, foldOf: readonly number[]): number {
  const part = (of: (at: number) => boolean): Table => ({
    names,
    rows: rows.filter((_row, at) => of(at)),
    lost: lost.filter((_lost, at) => of(at)),
  });
  const folds = Array.from({ length: FOLDS }, (_, fold) => ({
    known: part((at) => foldOf[at] !== fold),
    left: part((at) => foldOf[at] === fold),
  })).filter(({ known }) => haveBoth(known.lost));
  const error = (ridge: number): number =>
    folds.reduce((sum, { known, left }) => sum + squaredError(fitted(known, ridge), left), 0);
  return RIDGES.map((ridge) => ({ ridge, error: error(ridge) })).reduce((best, next) =>
    next.error <= best.error ? next : best,
  ).ridge;
}

function squaredError({ intercept, terms }: ProbabilityModel, { rows, lost }: Table): number {
  return rows.reduce((sum, row, at) => {
    const logit = terms.reduce((total, { coefficient, mean }, column) => {
      const value = row[column]!;
      return total + coefficient * (Number.isNaN(value) ? mean : value);
    }, intercept);
    return sum + (logistic(logit) - Number(lost[at])) ** 2;
  }, 0);
}

/** What the model says of each example, and what became of it. */
export const foretold = (model: ProbabilityModel, examples: readonly Example[]): Forecast[] =>
  examples.map(({ readings, lost }) => ({ score: probabilityOf(model, readings), happened: lost }));
