import type { BgNbd, PurchaseHistory } from "../../../src/value/models/calc/bg-nbd";
import type { GammaGamma, SpendHistory } from "../../../src/value/models/calc/gamma-gamma";
import type { RenewalDecisions, ShiftedBetaGeometric } from "../../../src/value/models/calc/shifted-beta-geometric";

/** Numbers in (0, 1), the same for the same seed. Source: mulberry32, Tommy Ettinger. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}

type Draw = () => number;

const exponential = (draw: Draw, rate: number): number => -Math.log(draw()) / rate;

const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());

/** Scale 1. Source: Marsaglia, Tsang 2000. */
function gamma(draw: Draw, shape: number): number {
  if (shape < 1) return gamma(draw, shape + 1) * draw() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(draw);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(draw()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

function beta(draw: Draw, a: number, b: number): number {
  const x = gamma(draw, a);
  return x / (x + gamma(draw, b));
}

/** A customer that lives by the model: what it bought up to `age`, and how often in the time after. */
export function simulateBuyer(
  draw: Draw,
  model: BgNbd,
  age: number,
  ahead: number,
): PurchaseHistory & { readonly later: number } {
  const rate = gamma(draw, model.r) / model.alpha;
  const leaves = beta(draw, model.a, model.b);
  const found = { frequency: 0, recency: 0, age, later: 0 };
  for (let time = exponential(draw, rate); time <= age + ahead; time += exponential(draw, rate)) {
    if (time <= age) {
      found.frequency++;
      found.recency = time;
    } else found.later++;
    if (draw() < leaves) break;
  }
  return found;
}

export function simulateSpend(draw: Draw, { p, q, gamma: scale }: GammaGamma, purchases: number): SpendHistory {
  const rate = gamma(draw, q) / scale;
  return { purchases, meanSpend: gamma(draw, p * purchases) / purchases / rate };
}

/** Customers who signed in different years: the n-th has come to n % years + 1 renewals at most. */
export function simulateTenants(
  draw: Draw,
  { alpha, beta: b }: ShiftedBetaGeometric,
  customers: number,
  years: number,
): RenewalDecisions[] {
  const decisions = Array.from({ length: years }, () => ({ renewed: 0, lost: 0 }));
  for (let customer = 0; customer < customers; customer++) {
    const leaves = beta(draw, alpha, b);
    for (let year = 0; year <= customer % years; year++) {
      if (draw() < leaves) {
        decisions[year]!.lost++;
        break;
      }
      decisions[year]!.renewed++;
    }
  }
  return decisions;
}
