import { readFileSync } from "node:fs";
import path from "node:path";
import { addDays, type Day, daysBetween } from "../../../src/kernel/calendar";
import type { SpendHistory } from "../../../src/value/models/calc/gamma-gamma";
import type { PurchaseHistory } from "../../../src/value/models/calc/bg-nbd";
import { sharedData } from "../../support/shared";

/** The first 39 weeks are for fitting; the 39 weeks after them judge. Source: Fader, Hardie, Lee 2005, section 4. */
export const CALIBRATION_ENDS = "1997-09-30" as Day;
export const HOLDOUT_ENDS = addDays(CALIBRATION_ENDS, 39 * 7);
export const HOLDOUT_WEEKS = 39;

export interface Purchase {
  readonly customer: string;
  readonly on: Day;
  /** in dollars */
  readonly amount: number;
}

/** The 1/10 sample of CDNOW: master id, sample id, day, CDs, dollars. Orders of one day are one transaction. */
export function cdnowPurchases(): Purchase[] {
  const days = new Map<string, Purchase>();
  for (const line of readFileSync(path.join(sharedData("cdnow"), "CDNOW_sample.txt"), "utf8")
    .trim()
    .split(/\r?\n/)) {
    const [, customer, digits, , dollars] = line.trim().split(/\s+/) as [string, string, string, string, string];
    const on = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` as Day;
    const amount = Number(dollars) + (days.get(`${customer} ${on}`)?.amount ?? 0);
    days.set(`${customer} ${on}`, { customer, on, amount });
  }
  return [...days.values()];
}

export function cdnowByCustomer(): Purchase[][] {
  const customers = new Map<string, Purchase[]>();
  for (const one of cdnowPurchases()) customers.set(one.customer, [...(customers.get(one.customer) ?? []), one]);
  return [...customers.values()];
}

/** What a customer had bought by a day, in weeks. */
export function historyBy(purchases: readonly Purchase[], day: Day): PurchaseHistory {
  const days = purchases.map(({ on }) => on).filter((on) => on <= day);
  const first = days[0]!;
  return {
    frequency: days.length - 1,
    recency: daysBetween(first, days.at(-1)!) / 7,
    age: daysBetween(first, day) / 7,
  };
}

/** The mean of what each repeater spent at its repeat purchases by a day, in dollars. */
export const spendBy = (customers: readonly (readonly Purchase[])[], day: Day): SpendHistory[] =>
  customers
    .map((purchases) => purchases.filter(({ on }) => on <= day).slice(1))
    .filter((repeats) => repeats.length > 0)
    .map((repeats) => ({
      purchases: repeats.length,
      meanSpend: repeats.reduce((sum, { amount }) => sum + amount, 0) / repeats.length,
    }));

/** The same as published beside the package lifetimes, in weeks to two decimals. */
export const cdnowSummary = (): PurchaseHistory[] =>
  readFileSync(path.join(sharedData("cdnow"), "cdnow_customers_summary.csv"), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(",").map(Number))
    .map(([, frequency, recency, age]) => ({ frequency: frequency!, recency: recency!, age: age! }));
