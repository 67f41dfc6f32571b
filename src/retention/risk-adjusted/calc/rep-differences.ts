import { chiSquareTail } from "../../../kernel/special-functions";
import type { Moments } from "./poisson-binomial";
import type { LossCount } from "./shrinkage";

/** Below this, chance is no explanation that a company should settle for. */
export const SIGNIFICANT = 0.05;

/**
 * How likely chance alone makes reps differ from each other as much as they do: the p-value of the score test for a rep
 * effect,
 *
 *     S = Σ rⱼ²,   rⱼ = Oⱼ − Eⱼ − (Vⱼ/V)·(ΣO − ΣE)
 *
 * the locally most powerful one against ratios that vary (Dean, JASA 87, 1992). What all of them lost more or less than
 * expected, because the house lost less or more, is taken off first: it tells no rep from another. Under chance each Oⱼ is
 * Poisson-binomial with variance Vⱼ and, given their total,
 *
 *     E[S] = Σ cⱼⱼ,   Var[S] ≈ 2 Σ cⱼₖ² + Σ κ₄ⱼ,   cⱼₖ = Vⱼ·(j = k) − VⱼVₖ/V,   V = Σ Vⱼ
 *
 * The tail is that of the multiple of a chi-square with these moments (Satterthwaite, Biometrics 2, 1946).
 *
 * @param books no customer is in two of them
 * @returns null when there is nothing to compare: fewer than two books, or books that chance cannot move
 */
export function chanceOfDifferences(
  books: readonly { readonly count: LossCount; readonly moments: Moments }[],
): number | null {
  const [first, second, third] = [1, 2, 3].map((power) => total(books.map(({ moments }) => moments.variance ** power)));
  const together = total(books.map(({ count }) => count.observed - count.expected));
  const seen = total(
    books.map(({ count, moments }) => {
      const { observed, expected } = count;
      return (observed - expected - (moments.variance / first!) * together) ** 2;
    }),
  );
  const mean = first! - second! / first!;
  const spread =
    2 * (second! - (2 * third!) / first! + (second! / first!) ** 2) + total(books.map(({ moments }) => moments.fourth));
  return books.length > 1 && mean > 0 && spread > 0
    ? chiSquareTail((2 * seen * mean) / spread, (2 * mean * mean) / spread)
    : null;
}

/** Summed by size, so that the order of the books leaves no trace. */
const total = (values: readonly number[]): number => [...values].sort((a, b) => a - b).reduce((sum, v) => sum + v, 0);
