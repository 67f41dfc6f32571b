/** How likely each number of losses is: `mass[k]` is P(X = k). */
export interface LossDistribution {
  readonly mass: Float64Array;
  /** all mass that counts lies from here … */
  readonly first: number;
  /** … to here, inclusive */
  readonly last: number;
}

/** Numbers of losses that chance explains, both ends included. */
export interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/** Probability left below the lower limit at most, and above the upper one. */
export const TAIL_95 = 0.025;
export const TAIL_998 = 0.001;

/** Mass below this is dropped from the ends: 10,000 customers lose less than 1e-25 by it. */
const NEGLIGIBLE = 1e-30;

/**
 * The distribution of how many of independent customers are lost, each with a probability of its own
 * (Poisson-binomial), exactly: the customers are added one after the other,
 *
 *     P(X + 1 customer = k) = P(X = k)·(1 − p) + P(X = k − 1)·p
 *
 * Only sums and products of positive numbers, so every mass keeps its relative precision, far into the tails. The ends
 * that no longer count are left behind: n customers cost n × about 23 standard deviations, not n². Customers are added
 * by rising p, so that their order leaves no trace, not even in the last bit.
 *
 * @param probabilities in [0, 1], in any order
 * @see Hong, On computing the distribution function for the Poisson binomial distribution, CSDA 59 (2013), 2.5
 */
export function poissonBinomial(probabilities: Iterable<number>): LossDistribution {
  const rising = Float64Array.from(probabilities).sort();
  const mass = new Float64Array(rising.length + 1);
  mass[0] = 1;
  let [first, last] = [0, 0];
  for (const p of rising) {
    last++;
    for (let k = last; k > first; k--) mass[k] = mass[k]! * (1 - p) + mass[k - 1]! * p;
    mass[first]! *= 1 - p;
    while (mass[first]! < NEGLIGIBLE) mass[first++] = 0;
    while (mass[last]! < NEGLIGIBLE) mass[last--] = 0;
  }
  return { mass, first, last };
}

/**
 * What chance explains: lower = the least k with P(X ≤ k) > tail, upper = the least k with P(X ≤ k) ≥ 1 − tail
 * (domain §3.3). Counted from either end, so that no digit of a small tail is lost in a sum near 1.
 *
 * Chi-square limits, the usual ones, call a book without a loss remarkable where this distribution does not.
 */
export function chanceLimits({ mass, first, last }: LossDistribution, tail: number): Limits {
  let [lower, below] = [first, mass[first]!];
  while (below <= tail && lower < last) below += mass[++lower]!;
  let [upper, above] = [last, 0];
  while (upper > lower && above + mass[upper]! <= tail) above += mass[upper--]!;
  return { lower, upper };
}

/** The probability that chance alone leads outside of the limits: at most twice the tail, mostly much less. */
export function probabilityOutside({ mass, first, last }: LossDistribution, { lower, upper }: Limits): number {
  let sum = 0;
  for (let k = first; k < lower; k++) sum += mass[k]!;
  for (let k = last; k > upper; k--) sum += mass[k]!;
  return sum;
}

/** The first four cumulants of the number of losses; those of several books add up. */
export interface Moments {
  /** Σ p */
  readonly mean: number;
  /** Σ p(1 − p) */
  readonly variance: number;
  /** Σ p(1 − p)(1 − 2p) */
  readonly third: number;
  /** Σ p(1 − p)(1 − 6p(1 − p)) */
  readonly fourth: number;
}

export function momentsOf(probabilities: Iterable<number>): Moments {
  let [mean, variance, third, fourth] = [0, 0, 0, 0];
  for (const p of Float64Array.from(probabilities).sort()) {
    const single = p * (1 - p);
    mean += p;
    variance += single;
    third += single * (1 - 2 * p);
    fourth += single * (1 - 6 * single);
  }
  return { mean, variance, third, fourth };
}
