import { hyp2f1, lnAdd, lnGamma } from "../../../kernel/special-functions";
import { EVENTS_PER_PARAMETER, type Fit, maximiseLikelihood } from "./fit";

/** What one customer bought so far, all three in the same unit of time. */
export interface PurchaseHistory {
  /** x: days with a purchase after the first one */
  readonly frequency: number;
  /** t_x: from the first purchase to the last; 0 when there was one only */
  readonly recency: number;
  /** T: from the first purchase to now */
  readonly age: number;
}

/**
 * The beta-geometric/NBD model of buying: while a customer is there it buys at its own rate λ (gamma: shape `r`, rate
 * `alpha`, in the unit of time of the histories); after each purchase it leaves for good with its own probability p
 * (beta: `a`, `b`).
 *
 * Source: Fader, Hardie, Lee 2005, "Counting Your Customers" the Easy Way: An Alternative to the Pareto/NBD Model.
 */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** Time is told in units of the longest age, so that `alpha` is about as large as the others. */
export function fitBgNbd(histories: readonly PurchaseHistory[]): Fit<BgNbd> {
  const returned = histories.filter(({ frequency }) => frequency > 0).length;
  const needed = 4 * EVENTS_PER_PARAMETER;
  if (returned < needed) {
    return { status: "TOO_FEW", reason: `${returned} customers have bought again; ${needed} are needed.` };
  }
  const unit = histories.reduce((longest, { age }) => Math.max(longest, age), 0);
  const scaled = histories.map(({ frequency, recency, age }) => ({
    frequency,
    recency: recency / unit,
    age: age / unit,
  }));
  const fit = maximiseLikelihood(["r", "alpha", "a", "b"], (model) => logLikelihoodOfBgNbd(model, scaled));
  if (fit.status !== "FITTED") return fit;
  const parameters = { ...fit.parameters, alpha: fit.parameters.alpha * unit };
  return { ...fit, parameters, logLikelihood: logLikelihoodOfBgNbd(parameters, histories) };
}

/**
 * Equation (6) of the paper, in the form that stays finite:
 *
 *     ln L = Σ ln Γ(r+x) − ln Γ(r) + r ln α + ln B(a, b+x) − ln B(a, b)
 *              + ln[ (α+T)^−(r+x) + δ(x>0) · a/(b+x−1) · (α+t_x)^−(r+x) ]
 */
export function logLikelihoodOfBgNbd(model: BgNbd, histories: readonly PurchaseHistory[]): number {
  const { r, alpha, a, b } = model;
  const constant = r * Math.log(alpha) - lnGamma(r) - lnGamma(b) + lnGamma(a + b);
  // Depends on how often only, of which there are few: computed once for each.
  const ofFrequency: number[] = [];
  let sum = 0;
  for (const { frequency: x, recency, age } of histories) {
    ofFrequency[x] ??= constant + lnGamma(r + x) + lnGamma(b + x) - lnGamma(a + b + x);
    const stayed = -(r + x) * Math.log(alpha + age);
    const left = x === 0 ? -Infinity : Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + recency);
    sum += ofFrequency[x] + lnAdd(stayed, left);
  }
  return sum;
}

/**
 * Purchases of a customer that nothing is known about, within `time` after its first: equation (9).
 *
 *     E[X(t)] = (a+b−1)/(a−1) · [ 1 − (α/(α+t))^r · ₂F₁(r, b; a+b−1; t/(α+t)) ]
 */
export const expectedPurchases = (model: BgNbd, time: number): number =>
  purchasesAhead(model, { frequency: 0, recency: 0, age: 0 }, time);

/**
 * Purchases of a customer within `time` from now, given what it bought so far: equation (10).
 *
 *     E[Y(t) | x, t_x, T] = P(alive) · (a+b+x−1)/(a−1)
 *                             · [ 1 − ((α+T)/(α+T+t))^(r+x) · ₂F₁(r+x, b+x; a+b+x−1; t/(α+T+t)) ]
 */
export const expectedFuturePurchases = (model: BgNbd, history: PurchaseHistory, time: number): number =>
  probabilityAlive(model, history) * purchasesAhead(model, history, time);

/**
 * Whether a customer is still there. Never rank customers by it: who bought once has left in no model, so it is 1.
 *
 *     P(alive | x, t_x, T) = 1 / ( 1 + δ(x>0) · a/(b+x−1) · ((α+T)/(α+t_x))^(r+x) )
 *
 * Source: Fader, Hardie, Lee 2008, Computing P(alive) Using the BG/NBD Model.
 */
export function probabilityAlive({ r, alpha, a, b }: BgNbd, { frequency: x, recency, age }: PurchaseHistory): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x));
}

/**
 * Whether a customer buys within `time` from now: it is still there, and its next purchase comes soon enough.
 *
 *     P(alive) · [ 1 − ((α+T)/(α+T+t))^(r+x) ]
 */
export function probabilityToBuy(model: BgNbd, history: PurchaseHistory, time: number): number {
  const now = model.alpha + history.age;
  return probabilityAlive(model, history) * -Math.expm1((model.r + history.frequency) * Math.log(now / (now + time)));
}

/**
 * What the expected purchases of the steps ahead are worth today, each counted at the end of its step.
 *
 *     Σₖ (E[Y(k·step)] − E[Y((k−1)·step)]) / (1 + rate)^k        k = 1 … steps
 *
 * @param step length of a step in the unit of the history
 * @param rate discount of one step
 */
export function discountedFuturePurchases(
  model: BgNbd,
  history: PurchaseHistory,
  { steps, step, rate }: { readonly steps: number; readonly step: number; readonly rate: number },
): number {
  let sum = 0;
  let before = 0;
  for (let k = 1; k <= steps; k++) {
    const expected = expectedFuturePurchases(model, history, k * step);
    sum += (expected - before) / (1 + rate) ** k;
    before = expected;
  }
  return sum;
}

/** At a = 1 the formula is 0/0, and at a + b = 1 its series has a pole: a hair beside, the answer is the limit's. */
const HAIR = 1e-6;
const besideOne = (value: number): number => (Math.abs(value - 1) < HAIR ? 1 + HAIR : value);

/** Purchases ahead of a customer that is there. The power and ₂F₁ leave the range of a double, their product does not. */
function purchasesAhead(model: BgNbd, { frequency: x, age }: PurchaseHistory, time: number): number {
  const { r, alpha, b } = model;
  const a = besideOne(model.a);
  const c = besideOne(a + b) + x - 1;
  const missed = hyp2f1(r + x, b + x, c, time / (alpha + age + time), r + x);
  return (c / (a - 1)) * (1 - missed);
}
