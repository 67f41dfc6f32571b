/** How an interaction compared with what the customer expected. */
export type Rating = "MISSED" | "MET" | "EXCEEDED";

/** The rated interactions of a customer, each beside the one rated before it. */
export interface Experiences {
  readonly pairs: number;
  readonly better: number;
}

/** So many interactions were rated `after`, with `before` the customer's previous rating. */
export interface RatedPairs {
  readonly before: Rating;
  readonly after: Rating;
  readonly count: number;
}

const RANK: Readonly<Record<Rating, number>> = { MISSED: 0, MET: 1, EXCEEDED: 2 };

/** Whether an experience was better than the last: nothing is better than exceeding again. */
export const isBetter = (before: Rating, after: Rating): boolean =>
  RANK[after] > RANK[before] || (before === "EXCEEDED" && after === "EXCEEDED");

export function experiencesOf(rated: readonly RatedPairs[]): Experiences {
  const sum = (pairs: readonly RatedPairs[]) => pairs.reduce((total, { count }) => total + count, 0);
  return { pairs: sum(rated), better: sum(rated.filter(({ before, after }) => isBetter(before, after))) };
}
