import { igamc, lgam } from "cephes";
import { invariant } from "./invariant";

/** ln Γ(x) for x > 0. */
export const lnGamma = (x: number): number => lgam(x);

/** ln B(a, b) for a, b > 0. */
export const lnBeta = (a: number, b: number): number => lgam(a) + lgam(b) - lgam(a + b);

/** The probability that a chi-square of so many degrees of freedom, > 0 and not necessarily whole, exceeds x ≥ 0. */
export const chiSquareTail = (x: number, degrees: number): number => igamc(degrees / 2, x / 2);

/** ln(eˣ + eʸ) without leaving the range of a double; −∞ stands for ln 0. */
export function lnAdd(x: number, y: number): number {
  const larger = Math.max(x, y);
  return larger === -Infinity ? larger : larger + Math.log1p(Math.exp(-Math.abs(x - y)));
}

const MOST_TERMS = 10_000_000;

/**
 * Gauss's hypergeometric function, for 0 ≤ z < 1.
 *
 *     ₂F₁(a, b; c; z) = Σ (a)ₙ (b)ₙ / (c)ₙ · zⁿ / n!
 *
 * Where c − a − b < 0 the terms swell before they fall; Euler's transformation sums a series that does not:
 *
 *     ₂F₁(a, b; c; z) = (1 − z)^(c−a−b) · ₂F₁(c − a, c − b; c; z)      [DLMF 15.8.1]
 *
 * @param c no whole number ≤ 0: the function has poles there
 */
export function hyp2f1(a: number, b: number, c: number, z: number): number {
  invariant(z >= 0 && z < 1, `₂F₁ is summed for 0 ≤ z < 1, and z is ${z}`);
  invariant(c > 0 || !Number.isInteger(c), `₂F₁ has a pole at c = ${c}`);
  const swell = c - a - b;
  return swell < 0 ? (1 - z) ** swell * series(c - a, c - b, c, z) : series(a, b, c, z);
}

function series(a: number, b: number, c: number, z: number): number {
  // From here on the ratio of neighbours moves towards z from one side: the rest is at most term ÷ (1 − z).
  const settled = Math.abs(a) + Math.abs(b) + Math.abs(c);
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MOST_TERMS; n++) {
    term *= (((a + n) * (b + n)) / (c + n) / (n + 1)) * z;
    sum += term;
    if (term === 0 || (n > settled && Math.abs(term) <= Number.EPSILON * (1 - z) * Math.abs(sum))) return sum;
  }
  throw new Error(`₂F₁(${a}, ${b}; ${c}; ${z}) has not settled after ${MOST_TERMS} terms.`);
}
