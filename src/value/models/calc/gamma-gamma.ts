import { lnGamma } from "../../../kernel/special-functions";
import { EVENTS_PER_PARAMETER, type Fit, maximiseLikelihood } from "./fit";

/** What one customer spent so far, in any unit of one currency. */
export interface SpendHistory {
  /** x: purchases that the mean is taken of, at least one */
  readonly purchases: number;
  /** z̄: mean amount of a purchase, more than 0 */
  readonly meanSpend: number;
}

/**
 * The gamma-gamma model of spend: a customer's purchases are gamma(p, ν) around its own mean, and ν is gamma(q, γ)
 * among customers. How much a customer spends is assumed not to depend on how often it buys.
 *
 * `gamma` is in the unit of the amounts; `p` and `q` have none.
 *
 * Source: Fader, Hardie 2013, The Gamma-Gamma Model of Monetary Value; Fader, Hardie, Lee 2005, RFM and CLV.
 */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** Amounts are told in units of their mean. */
export function fitGammaGamma(histories: readonly SpendHistory[]): Fit<GammaGamma> {
  const needed = 3 * EVENTS_PER_PARAMETER;
  if (histories.length < needed) {
    return { status: "TOO_FEW", reason: `The spend of ${histories.length} customers is known; ${needed} are needed.` };
  }
  const unit = histories.reduce((sum, { meanSpend }) => sum + meanSpend, 0) / histories.length;
  const scaled = histories.map(({ purchases, meanSpend }) => ({ purchases, meanSpend: meanSpend / unit }));
  const fit = maximiseLikelihood(["p", "q", "gamma"], (model) => logLikelihoodOfGammaGamma(model, scaled));
  if (fit.status !== "FITTED") return fit;
  if (fit.parameters.q <= 1) {
    return { status: "RUNS_AWAY", reason: "Spend is so unequal that its mean does not exist: q is at most 1." };
  }
  const parameters = { ...fit.parameters, gamma: fit.parameters.gamma * unit };
  return { ...fit, parameters, logLikelihood: logLikelihoodOfGammaGamma(parameters, histories) };
}

/**
 * Equation (1a) of the note:
 *
 *     ln L = Σ ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln γ + (px−1) ln z̄ + px ln x − (px+q) ln(γ + x z̄)
 */
export function logLikelihoodOfGammaGamma(model: GammaGamma, histories: readonly SpendHistory[]): number {
  const { p, q, gamma } = model;
  const constant = q * Math.log(gamma) - lnGamma(q);
  const ofPurchases: number[] = [];
  let sum = 0;
  for (const { purchases: x, meanSpend } of histories) {
    const shape = p * x;
    ofPurchases[x] ??= constant + lnGamma(shape + q) - lnGamma(shape) + shape * Math.log(x);
    sum += ofPurchases[x] + (shape - 1) * Math.log(meanSpend) - (shape + q) * Math.log(gamma + x * meanSpend);
  }
  return sum;
}

/**
 * What a customer's next purchases are expected to be worth: between its own mean and everybody's, nearer to its own
 * the more it bought. Equation (5).
 *
 *     E(M | z̄, x) = p (γ + x z̄) / (px + q − 1)
 *
 * @param history null when nothing of it is known: everybody's mean, p γ / (q − 1)
 */
export function expectedSpend({ p, q, gamma }: GammaGamma, history: SpendHistory | null): number {
  const { purchases, meanSpend } = history ?? { purchases: 0, meanSpend: 0 };
  return (p * (gamma + purchases * meanSpend)) / (p * purchases + q - 1);
}
