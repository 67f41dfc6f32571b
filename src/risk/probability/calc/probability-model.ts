import { type Features, logistic, logitOf } from "../../../kernel/logistic-regression";
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

/** The probability of a loss, by what is read of a customer. A reading that the model does not know is not looked at. */
export function probabilityOf({ intercept, terms }: ProbabilityModel, readings: Readings): number {
  const coefficients = terms.map(({ coefficient }) => coefficient);
  return logistic(logitOf({ intercept, coefficients }, layOut(terms, readings)));
}

const layOut = (terms: readonly Pick<Term, "name" | "mean">[], readings: Readings): Features =>
  Float64Array.from(terms, ({ name, mean }) => readings[name] ?? mean);

/** What the model says of each example, and what became of it. */
export const foretold = (model: ProbabilityModel, examples: readonly Example[]): Forecast[] =>
  examples.map(({ readings, lost }) => ({ score: probabilityOf(model, readings), happened: lost }));
