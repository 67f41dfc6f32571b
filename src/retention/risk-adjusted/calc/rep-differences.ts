import { chiSquareTail } from "../../../kernel/special-functions";
import { expectingExactly } from "./case-mix";
import { type Moments, momentsOf } from "./poisson-binomial";

/** Below this, chance is no explanation that a company should settle for. */
export const SIGNIFICANT = 0.05;

/** The customers that a rep held at the opening: how likely each was to be lost, and how many were. */
export interface JudgedBook {
  readonly probabilities: readonly number[];
  readonly losses: number;
}

/**
 * How likely chance alone makes reps differ from each other as much as they do: the p-value of the score test for a rep
 * effect,
 *
 *     S = Σ (Oⱼ − Eⱼ)²
 *
 * the locally most powerful one against ratios that vary (Dean, JASA 87, 1992). The probabilities are shifted until the
 * reps together are expected to lose what they did: what all of them lost less because the house lost more tells no rep
 * from another. Under chance each Oⱼ is Poisson-binomial with cumulants V, κ₃, κ₄ and, given their total,
 *
 *     E[S] = Σ cⱼⱼ,   Var[S] ≈ 2 Σ cⱼₖ² + Σ κ₄ⱼ − (Σ κ₃ⱼ)² / ΣV,   cⱼₖ = Vⱼ·(j = k) − VⱼVₖ/ΣV
 *
 * The tail is that of the multiple of a chi-square with these moments (Satterthwaite, Biometrics 2, 1946).
 *
 * @param books no customer is in two of them
 * @returns null when there is nothing to compare: fewer than two books, or all or none of their customers were lost
 */
export function chanceOfDifferences(books: readonly JudgedBook[]): number | null {
  const moments = amongThemselves(books);
  const seen = total(moments.map(({ mean }, index) => (books[index]!.losses - mean) ** 2));
  const sum = (of: (book: Moments) => number): number => total(moments.map(of));
  const variance = sum((book) => book.variance);
  const squares = sum((book) => book.variance ** 2) / variance;
  const cubes = sum((book) => book.variance ** 3) / variance;
  const mean = variance - squares;
  const excess = sum((book) => book.fourth) - sum((book) => book.third) ** 2 / variance;
  const spread = 2 * (squares * variance - 2 * cubes + squares ** 2) + excess;
  if (!(books.length > 1 && mean > 0 && spread > 0)) return null;
  return chiSquareTail((2 * seen * mean) / spread, (2 * mean * mean) / spread);
}

/** What chance makes of each book, if the reps together lose what they did. */
function amongThemselves(books: readonly JudgedBook[]): Moments[] {
  const logits = books.flatMap(({ probabilities }) => probabilities.map((p) => Math.log(p / (1 - p))));
  const shifted = expectingExactly(
    books.reduce((sum, { losses }) => sum + losses, 0),
    logits,
  );
  let from = 0;
  return books.map(({ probabilities }) => momentsOf(shifted.subarray(from, (from += probabilities.length))));
}

/** Summed by size, so that the order of the books leaves no trace. */
const total = (values: readonly number[]): number => [...values].sort((a, b) => a - b).reduce((sum, v) => sum + v, 0);
