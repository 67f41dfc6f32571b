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

/**
 * Gauss's hypergeometric function times a power of 1 − z that keeps the product in the range of a double, 0 ≤ z < 1.
 *
 *     (1 − z)^power · ₂F₁(a, b; c; z)        ₂F₁(a, b; c; z) = Σ (a)ₙ (b)ₙ / (c)ₙ · zⁿ / n!
 *
 * Where c − a − b < 0 the terms swell before they fall; Euler's transformation sums a series that swells less:
 *
 *     ₂F₁(a, b; c; z) = (1 − z)^(c−a−b) · ₂F₁(c − a, c − b; c; z)      [DLMF 15.8.1]
 *
 * @param c no whole number ≤ 0: the function has poles there
 */
export function hyp2f1(a: number, b: number, c: number, z: number, power = 0): number {
  invariant(z >= 0 && z < 1, `₂F₁ is summed for 0 ≤ z < 1, and z is ${z}`);
  invariant(c > 0 || !Number.isInteger(c), `₂F₁ has a pole at c = ${c}`);
  const swell = c - a - b;
  const [sum, lnScale] = swell < 0 ? series(c - a, c - b, c, z) : series(a, b, c, z);
  return Math.sign(sum) * Math.exp(Math.log(Math.abs(sum)) + lnScale + (power + Math.min(swell, 0)) * Math.log1p(-z));
}

const MOST_TERMS = 10_000_000;
const HUGE = 1e250;

/** The sum, and the logarithm of what it stands to be multiplied by. */
function series(a: number, b: number, c: number, z: number): [sum: number, lnScale: number] {
  const signsChange = Math.max(0, -a, -b, -c);
  let [term, sum, lnScale] = [1, 1, 0];
  for (let n = 0; n < MOST_TERMS; n++) {
    term *= (((a + n) * (b + n)) / (c + n) / (n + 1)) * z;
    sum += term;
    if (term === 0) return [sum, lnScale];
    const ratio = n > signsChange ? largestRatio(a + n, b + n, c + n, n + 1) * z : Infinity;
    if (ratio < 1 && Math.abs(term) * ratio <= Number.EPSILON * (1 - ratio) * Math.abs(sum)) return [sum, lnScale];
    if (Math.abs(sum) > HUGE) {
      [term, sum] = [term / HUGE, sum / HUGE];
      lnScale += Math.log(HUGE);
    }
  }
  throw new Error(`₂F₁(${a}, ${b}; ${c}; ${z}) has not settled after ${MOST_TERMS} terms.`);
}

/** Of a·b/(c·n) as all four grow in step: each fraction moves towards 1, from above or from below. */
const largestRatio = (a: number, b: number, c: number, n: number): number =>
  Math.min(Math.max(a / c, 1) * Math.max(b / n, 1), Math.max(b / c, 1) * Math.max(a / n, 1));
