import { type BgNbd, discountedFuturePurchases, type PurchaseHistory } from "../../models/calc/bg-nbd";
import { type ShiftedBetaGeometric, survival } from "../../models/calc/shifted-beta-geometric";
import type { CustomerMoney } from "./money-facts";
import { profit } from "./profit";

/** How far ahead a lifetime is looked at, and what a year of waiting takes off. */
export interface Horizon {
  readonly lifetimeYears: number;
  /** 0.1 = 10 % a year */
  readonly discountRate: number;
}

const MONTHS_PER_YEAR = 12;
const WEEKS_PER_MONTH = 365 / 7 / MONTHS_PER_YEAR;

/**
 * What a customer that buys order by order is expected to spend within the horizon, each month's purchases counted at its
 * end and discounted to today.
 *
 *     Σₘ (E[Y(m)] − E[Y(m−1)]) / (1 + d)^(m/12) · E[spend]        m = 1 … 12 · years
 *
 * Source: Fader, Hardie, Lee 2005, RFM and CLV, with the BG/NBD model in place of the Pareto/NBD.
 *
 * @param history in weeks
 * @param spend expected amount of a purchase; the result is in its unit
 */
export function lifetimeSpend(
  model: BgNbd,
  history: PurchaseHistory,
  spend: number,
  { lifetimeYears, discountRate }: Horizon,
): number {
  const steps = MONTHS_PER_YEAR * lifetimeYears;
  const rate = (1 + discountRate) ** (1 / MONTHS_PER_YEAR) - 1;
  return spend * discountedFuturePurchases(model, history, { steps, step: WEEKS_PER_MONTH, rate });
}

/** Where a customer under contract stands in its term; times in years. */
export interface Standing {
  /** how often it has renewed so far */
  readonly renewals: number;
  /** to the end of the current term */
  readonly yearsLeft: number;
  /** how long every later term lasts */
  readonly termYears: number;
}

/**
 * How many years a customer under contract is expected to be there within the horizon, each term discounted from its
 * start: the rest of the current one is certain, later ones need one more renewal each.
 *
 *     Σₖ S(n+k)/S(n) · yearsₖ / (1 + d)^startₖ        k = 0, 1, …;  start₀ = 0, startₖ = left + (k−1) · term
 *
 * `yearsₖ` is the part of the term before the horizon. Source: Fader, Hardie 2007, How to Project Customer Retention.
 */
export function lifetimeYearsUnderContract(
  model: ShiftedBetaGeometric,
  { renewals, yearsLeft, termYears }: Standing,
  { lifetimeYears, discountRate }: Horizon,
): number {
  let sum = Math.min(yearsLeft, lifetimeYears);
  for (let k = 1; yearsLeft + (k - 1) * termYears < lifetimeYears; k++) {
    const start = yearsLeft + (k - 1) * termYears;
    const years = Math.min(termYears, lifetimeYears - start);
    sum += (survival(model, k, renewals) * years) / (1 + discountRate) ** start;
  }
  return sum;
}

/**
 * What is left over of each unit of revenue.
 *
 * @returns null when the profit is not known or there was no revenue; below 0 for a customer that costs more than it brings
 */
export function marginRate(money: CustomerMoney): number | null {
  const left = profit(money);
  return left === null || money.revenue <= 0n ? null : Number(left) / Number(money.revenue);
}
