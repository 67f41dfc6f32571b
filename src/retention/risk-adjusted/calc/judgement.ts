import { invariant } from "../../../kernel/invariant";
import {
  chanceLimits,
  type Limits,
  momentsOf,
  poissonBinomial,
  probabilityOutside,
  TAIL_95,
  TAIL_998,
} from "./poisson-binomial";
import { chanceOfDifferences, type JudgedBook } from "./rep-differences";
import { fitRepVariance, type LossCount, type RepVariance, shrunkenRatio } from "./shrinkage";

/** A smaller book is shown, and never flagged. */
export const FEWEST_CUSTOMERS = 10;

/** The reps of one role beside each other. */
export interface Comparison {
  readonly reps: number;
  /** how much their true ratios vary about 1; 0 when no more than by chance */
  readonly variance: RepVariance;
  /** how likely chance alone makes them differ from each other as much; null when there is nothing to compare */
  readonly chance: number | null;
  /** how many of them chance alone flags: the sum of what their limits leave outside, never more than .002 each */
  readonly expectedFalseFlags: number;
}

/** @param books one per rep; no customer is in two of them */
export function compareReps(books: readonly JudgedBook[]): Comparison {
  const falseFlags = books.map(falseFlag).sort((a, b) => a - b);
  return {
    reps: books.length,
    variance: fitRepVariance(books.map(countOf)),
    chance: chanceOfDifferences(books),
    expectedFalseFlags: falseFlags.reduce((sum, probability) => sum + probability, 0),
  };
}

/** The probability that chance alone flags a book. */
function falseFlag({ probabilities }: JudgedBook): number {
  if (probabilities.length < FEWEST_CUSTOMERS) return 0;
  const distribution = poissonBinomial(probabilities);
  return probabilityOutside(distribution, chanceLimits(distribution, TAIL_998));
}

function countOf({ probabilities, losses }: JudgedBook): LossCount {
  invariant(losses <= probabilities.length, `${losses} losses in a book of ${probabilities.length}`);
  return { observed: losses, expected: momentsOf(probabilities).mean };
}

/** Losses against those to be expected of the same customers in average hands. */
export interface Judgement {
  readonly customers: number;
  readonly observed: number;
  readonly expected: number;
  /** observed ÷ expected; null when none was to be expected */
  readonly ratio: number | null;
  /** the ratio as far as it can be told from chance; of several reps, the mean of theirs by what was expected of them */
  readonly shrunken: number;
  readonly limits95: Limits;
  readonly limits998: Limits;
  /** outside of the 99.8 % limits, with at least ten customers */
  readonly flagged: boolean;
}

/**
 * Judges a rep's book, or those of a team's reps as one.
 *
 * @param variance how much reps differ
 */
export function judge(books: readonly JudgedBook[], variance: RepVariance): Judgement {
  const probabilities = books.flatMap((book) => book.probabilities);
  const { observed, expected } = countOf({ probabilities, losses: books.reduce((sum, { losses }) => sum + losses, 0) });
  const distribution = poissonBinomial(probabilities);
  const limits998 = chanceLimits(distribution, TAIL_998);
  const outside = observed < limits998.lower || observed > limits998.upper;
  return {
    customers: probabilities.length,
    observed,
    expected,
    ratio: expected === 0 ? null : observed / expected,
    shrunken: shrunkenTogether(books.map(countOf), variance),
    limits95: chanceLimits(distribution, TAIL_95),
    limits998,
    flagged: outside && probabilities.length >= FEWEST_CUSTOMERS,
  };
}

/** What the reps of a team truly do together is the mean of what each does: each ratio is shrunk by its own evidence. */
function shrunkenTogether(counts: readonly LossCount[], variance: RepVariance): number {
  const all = counts.reduce((sum, { expected }) => sum + expected, 0);
  const losses = counts.reduce((sum, count) => sum + shrunkenRatio(count, variance) * count.expected, 0);
  return all === 0 ? 1 : losses / all;
}
