import { maximiseLikelihood } from "../../../value/models/calc/fit";

/** Losses that were, and those that the case mix led to expect. */
export interface LossCount {
  readonly observed: number;
  readonly expected: number;
}

/**
 * How much reps differ beyond chance: the variance of the true ratios about 1.
 * 0: the fit degenerated – the losses differ by no more than chance makes them – and everybody is shrunk fully to 1.
 */
export type RepVariance = number;

/**
 * What the losses say for a rep effect of variance v over there being none: log of the gamma-Poisson's marginal
 * likelihood over the Poisson's.
 *
 *     Oⱼ ~ Poisson(Eⱼ·θⱼ),  θⱼ ~ Gamma(1/v, 1/v), mean 1 as ΣO = ΣE
 *     ℓ(v) = Σⱼ [ Σ_{i<Oⱼ} log(1 + i·v) − (Oⱼ + 1/v)·log(1 + Eⱼ·v) + Eⱼ ],   ℓ(0) = 0
 *
 * @see Clayton & Kaldor, Empirical Bayes estimates of age-standardized relative risks, Biometrics 43 (1987)
 */
export function evidenceForReps(counts: readonly LossCount[], variance: RepVariance): number {
  if (variance === 0) return 0;
  return counts.reduce((sum, { observed, expected }) => {
    let gamma = 0;
    for (let i = 1; i < observed; i++) gamma += Math.log1p(i * variance);
    return sum + gamma - (observed + 1 / variance) * Math.log1p(expected * variance) + expected;
  }, 0);
}

/**
 * The variance of the reps' true ratios for which their losses are likeliest (empirical Bayes: maximum marginal
 * likelihood). Where the likelihood only rises towards 0, the fit degenerates, and the answer is 0. Does not depend on the
 * order of the reps. Customers' losses vary less than a Poisson's, by p of them, so the variance is rather too small than
 * too great.
 */
export function fitRepVariance(counts: readonly LossCount[]): RepVariance {
  const rising = [...counts].sort((a, b) => a.expected - b.expected || a.observed - b.observed);
  const fit = maximiseLikelihood(["variance"], ({ variance }) => evidenceForReps(rising, variance));
  return fit.status === "FITTED" && fit.logLikelihood > 0 ? fit.parameters.variance : 0;
}

/** An estimate moved from what was seen towards what is known of all; `factor` 1 believes what was seen alone. */
export const shrink = (seen: number, towards: number, factor: number): number => towards + factor * (seen - towards);

/**
 * A rep's ratio of losses as far as they can be told from chance: the posterior mean of θ,
 *
 *     (O + 1/v) / (E + 1/v)  =  1 + f·(O/E − 1),   f = E·v / (1 + E·v)
 *
 * @returns 1 when reps do not differ, or nothing was expected of this one
 */
export function shrunkenRatio({ observed, expected }: LossCount, variance: RepVariance): number {
  if (variance === 0 || expected === 0) return 1;
  return shrink(observed / expected, 1, (expected * variance) / (1 + expected * variance));
}
