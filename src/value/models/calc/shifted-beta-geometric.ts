import { hyp2f1, lnBeta } from "../../../kernel/special-functions";
import { EVENTS_PER_PARAMETER, type Fit, maximiseLikelihood } from "./fit";

/** What was decided at the t-th renewal of customers, t = 1, 2, …: the rest has not come there yet. */
export interface RenewalDecisions {
  readonly renewed: number;
  readonly lost: number;
}

/**
 * The shifted-beta-geometric model of contracts: at each renewal a customer leaves with its own probability θ, which is
 * beta(α, β) among customers. Who has renewed often is the more loyal one: no constant churn rate says that.
 *
 * Source: Fader, Hardie 2007, How to Project Customer Retention.
 */
export interface ShiftedBetaGeometric {
  readonly alpha: number;
  readonly beta: number;
}

/**
 * @param decisions by number of the renewal: the first entry is everybody's first. A customer stands in every entry up
 *   to its last decision; one that is not decided yet stands in those before
 */
export function fitShiftedBetaGeometric(decisions: readonly RenewalDecisions[]): Fit<ShiftedBetaGeometric> {
  const lost = decisions.reduce((sum, one) => sum + one.lost, 0);
  const renewed = decisions.reduce((sum, one) => sum + one.renewed, 0);
  const needed = 2 * EVENTS_PER_PARAMETER;
  if (Math.min(lost, renewed) < needed) {
    const reason = `${lost} renewals were lost and ${renewed} renewed; ${needed} of each are needed.`;
    return { status: "TOO_FEW", reason };
  }
  if (decisions.length < 2 || decisions.slice(1).every((one) => one.lost + one.renewed === 0)) {
    return { status: "TOO_FEW", reason: "No second renewal was decided yet: how customers differ cannot be seen." };
  }
  return maximiseLikelihood(["alpha", "beta"], (model) => logLikelihoodOfShiftedBetaGeometric(model, decisions));
}

/**
 * Each decision by itself, given that the ones before were renewed. Over the renewals of one customer the product
 * is P(T = t) = B(α+1, β+t−1)/B(α, β) where it left, and S(t) = B(α, β+t)/B(α, β) where it has not.
 *
 *     ln L = Σₜ lostₜ · ln(1 − rₜ) + renewedₜ · ln rₜ
 */
export function logLikelihoodOfShiftedBetaGeometric(
  model: ShiftedBetaGeometric,
  decisions: readonly RenewalDecisions[],
): number {
  return decisions.reduce((sum, { renewed, lost }, before) => {
    const rate = renewalRate(model, before);
    return sum + renewed * Math.log(rate) + lost * Math.log1p(-rate);
  }, 0);
}

/**
 * How probable the next renewal is for a customer that has renewed so often.
 *
 *     rₜ = (β + t − 1) / (α + β + t − 1)        t = renewed + 1
 */
export const renewalRate = ({ alpha, beta }: ShiftedBetaGeometric, renewed: number): number =>
  (beta + renewed) / (alpha + beta + renewed);

/**
 * The share of customers that is still there after so many more renewals, of those that have renewed `renewed` times.
 *
 *     S(renewed + ahead) / S(renewed)        S(t) = B(α, β + t) / B(α, β)
 */
export const survival = ({ alpha, beta }: ShiftedBetaGeometric, ahead: number, renewed = 0): number =>
  Math.exp(lnBeta(alpha, beta + renewed + ahead) - lnBeta(alpha, beta + renewed));

/**
 * How many terms a customer is still expected to begin, from its next renewal on, each worth less the later it comes.
 * The next renewal is due now and not discounted.
 *
 *     DERL = Σₖ S(renewed + k)/S(renewed) / (1 + d)^(k−1)        k = 1, 2, …, terms
 *          = (β+renewed)/(α+β+renewed) · ₂F₁(1, β+renewed+1; α+β+renewed+1; 1/(1+d))        for terms = ∞
 *
 * Source: Fader, Hardie 2010, Customer-Base Valuation in a Contractual Setting, equation (7).
 *
 * @param rate d: discount of one term, more than 0
 * @param terms how far to look; for ever unless given
 */
export function discountedResidualLifetime(
  model: ShiftedBetaGeometric,
  renewed: number,
  { rate, terms = Infinity }: { readonly rate: number; readonly terms?: number },
): number {
  const { alpha, beta } = model;
  if (terms === Infinity) {
    return renewalRate(model, renewed) * hyp2f1(1, beta + renewed + 1, alpha + beta + renewed + 1, 1 / (1 + rate));
  }
  let sum = 0;
  for (let k = 1; k <= terms; k++) sum += survival(model, k, renewed) / (1 + rate) ** (k - 1);
  return sum;
}
