import { exponentOf, type Minor } from "../../../kernel/money";
import type { PurchaseHistory } from "./bg-nbd";
import type { SpendHistory } from "./gamma-gamma";

/** What a customer that buys order by order has bought up to a day. All purchases of one day are one. */
export interface Buyer {
  readonly customerId: string;
  readonly segment: string | null;
  /** days with a purchase after the first such day */
  readonly repeats: number;
  /** from the first purchase to the last */
  readonly recencyDays: number;
  /** from the first purchase to the day that is looked at */
  readonly ageDays: number;
  /** what was bought on the days after the first, in whatever currencies */
  readonly repeatSpend: readonly (readonly [amount: Minor, currency: string])[];
  /** whether it bought in the time after, as far as that was asked for */
  readonly boughtAfter: boolean;
}

const DAYS_PER_WEEK = 7;

/** In weeks, as the models are published. */
export const historyOf = ({ repeats, recencyDays, ageDays }: Buyer): PurchaseHistory => ({
  frequency: repeats,
  recency: recencyDays / DAYS_PER_WEEK,
  age: ageDays / DAYS_PER_WEEK,
});

/**
 * The mean of its repeat purchases in the major unit of one currency.
 *
 * @param convert tells an amount in that currency
 * @returns null for a customer that has not come back: nothing is known of it that its first purchase did not say
 */
export function spendOf(
  { repeats, repeatSpend }: Buyer,
  currency: string,
  convert: (amount: Minor, currency: string) => Minor,
): SpendHistory | null {
  const total = repeatSpend.reduce((sum, [amount, from]) => sum + convert(amount, from), 0n);
  if (repeats === 0 || total <= 0n) return null;
  return { purchases: repeats, meanSpend: Number(total) / 10 ** exponentOf(currency) / repeats };
}
