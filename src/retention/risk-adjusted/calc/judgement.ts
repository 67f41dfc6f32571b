import { invariant } from "../../../kernel/invariant";
import {
  chanceLimits,
  type Limits,
  type Moments,
  momentsOf,
  poissonBinomial,
  probabilityOutside,
  TAIL_95,
  TAIL_998,
} from "./poisson-binomial";
import { chanceOfDifferences } from "./rep-differences";
import { fitRepVariance, type LossCount, type RepVariance, shrunkenRatio } from "./shrinkage";

/** A smaller book is shown, and never flagged. */
export const FEWEST_CUSTOMERS = 10;

/** The customers that a rep held at the opening: how likely each was to be lost, and how many were. */
export interface JudgedBook {
  readonly probabilities: readonly number[];
  readonly losses: number;
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

/** The reps of one role beside each other. */
export interface Comparison {
  readonly reps: number;
  /** how much their true ratios vary about 1; 0 when no more than by chance */
  readonly variance: RepVariance;
  /** how likely chance alone makes them differ as much; null when there is nothing to compare */
  readonly chance: number | null;
  /** how many of them chance alone flags: the sum of what their limits leave outside, never more than .002 each */
  readonly expectedFalseFlags: number;
}

/**
 * Judges the reps of one role beside each other.
 *
 * @param books by rep; no customer is in two of them
 * @param company how likely each of the company's customers was to be lost, the house's too
 */
export function judgeReps(
  books: ReadonlyMap<string, JudgedBook>,
  company: readonly number[],
): { readonly comparison: Comparison; readonly judgements: ReadonlyMap<string, Judgement> } {
  const reps = [...books.keys()];
  const weighed = reps.map((rep) => weigh(books.get(rep)!));
  const variance = fitRepVariance(weighed.map(({ count }) => count));
  const falseFlags = weighed.map(({ falseFlag }) => falseFlag).sort((a, b) => a - b);
  return {
    comparison: {
      reps: reps.length,
      variance,
      chance: chanceOfDifferences(weighed, momentsOf(company).variance),
      expectedFalseFlags: falseFlags.reduce((sum, probability) => sum + probability, 0),
    },
    judgements: new Map(
      reps.map((rep, index) => [rep, judge(weighed[index]!, shrunkenRatio(weighed[index]!.count, variance))]),
    ),
  };
}

/**
 * Judges several books as one, such as a team's.
 *
 * @param variance how much reps differ; what the reps of a team truly do is the mean of what each of them does
 */
export function judgeTogether(books: readonly JudgedBook[], variance: RepVariance): Judgement {
  const whole = weigh({
    probabilities: books.flatMap(({ probabilities }) => probabilities),
    losses: books.reduce((sum, { losses }) => sum + losses, 0),
  });
  const { expected } = whole.count;
  const counts = books.map(countOf);
  const shrunken = counts.reduce((sum, count) => sum + shrunkenRatio(count, variance) * count.expected, 0);
  return judge(whole, expected === 0 ? 1 : shrunken / expected);
}

const countOf = ({ probabilities, losses }: JudgedBook): LossCount => ({
  observed: losses,
  expected: momentsOf(probabilities).mean,
});

interface Weighed {
  readonly customers: number;
  readonly count: LossCount;
  readonly moments: Moments;
  readonly limits95: Limits;
  readonly limits998: Limits;
  /** the probability that chance alone flags it */
  readonly falseFlag: number;
}

function weigh({ probabilities, losses }: JudgedBook): Weighed {
  invariant(losses <= probabilities.length, `${losses} losses in a book of ${probabilities.length}`);
  const customers = probabilities.length;
  const distribution = poissonBinomial(probabilities);
  const moments = momentsOf(probabilities);
  const limits998 = chanceLimits(distribution, TAIL_998);
  return {
    customers,
    count: { observed: losses, expected: moments.mean },
    moments,
    limits95: chanceLimits(distribution, TAIL_95),
    limits998,
    falseFlag: customers < FEWEST_CUSTOMERS ? 0 : probabilityOutside(distribution, limits998),
  };
}

function judge({ customers, count, limits95, limits998 }: Weighed, shrunken: number): Judgement {
  const { observed, expected } = count;
  const outside = observed < limits998.lower || observed > limits998.upper;
  return {
    customers,
    observed,
    expected,
    ratio: expected === 0 ? null : observed / expected,
    shrunken,
    limits95,
    limits998,
    flagged: outside && customers >= FEWEST_CUSTOMERS,
  };
}
