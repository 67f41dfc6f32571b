import { chiSquareTail } from "../../../kernel/special-functions";
import type { Moments } from "./poisson-binomial";
import type { LossCount } from "./shrinkage";

/** Below this, chance is no explanation that a company should settle for. */
export const SIGNIFICANT = 0.05;

/**
 * How likely chance alone makes reps differ as much as they do: the p-value of the score test for a rep effect,
 *
 *     S = Σ (Oⱼ − Eⱼ)²
 *
 * the locally most powerful one against ratios that vary about 1 (Dean, JASA 87, 1992). Under chance each Oⱼ is
 * Poisson-binomial, and all of them together are held to the company's total, which the shift has set:
 *
 *     E[S] = Σ cⱼⱼ,   Var[S] ≈ 2 Σ cⱼₖ² + Σ κ₄ⱼ,   cⱼₖ = Vⱼ·(j = k) − VⱼVₖ/V
 *
 * The tail is that of the multiple of a chi-square with these moments (Satterthwaite, Biometrics 2, 1946).
 *
 * @param books disjoint; those that are judged
 * @param company the variance V of the losses of all customers, the house's too
 * @returns null when there is nothing to compare: fewer than two books, or books that chance cannot move
 */
export function chanceOfDifferences(
  books: readonly { readonly count: LossCount; readonly moments: Moments }[],
  company: number,
): number | null {
  if (books.length < 2) return null;
  const seen = total(books.map(({ count }) => (count.observed - count.expected) ** 2));
  const powers = [1, 2, 3].map((power) => total(books.map(({ moments }) => moments.variance ** power)));
  const [first, second, third] = powers as [number, number, number];
  const mean = first - second / company;
  const spread =
    2 * (second - (2 * third) / company + (second / company) ** 2) + total(books.map(({ moments }) => moments.fourth));
  if (!(mean > 0 && spread > 0)) return null;
  return chiSquareTail((2 * seen * mean) / spread, (2 * mean * mean) / spread);
}

/** Summed by size, so that the order of the books leaves no trace. */
const total = (values: readonly number[]): number => [...values].sort((a, b) => a - b).reduce((sum, v) => sum + v, 0);
