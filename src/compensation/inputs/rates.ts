import type { Day } from "../../kernel/calendar";
import { refusal } from "../../platform/graphql/errors";
import type { Context } from "../../platform/graphql/context";
import { ratesInto } from "../../value/currency/rates.queries";
import { decimal, type Fraction } from "../calc/exact";

/** Units of a currency that one unit of another is on a day. */
export type RateInto = (
  currency: string,
  on: Day,
) => Promise<
  /** @throws FX_RATE_MISSING naming pair and day */
  (from: string) => Fraction
>;

const ONE: Fraction = { numerator: 1n, denominator: 1n };

/** Rates, each day's read once. */
export function exactRates(context: Context): RateInto {
  const days = new Map<string, ReturnType<typeof ratesInto>>();
  return async (currency, on) => {
    const key = `${currency} ${on}`;
    const reading = days.get(key) ?? ratesInto(context, currency, on);
    days.set(key, reading);
    const rates = await reading;
    return (from) => {
      if (from === currency) return ONE;
      const rate = rates.get(from);
      if (rate !== undefined) return decimal(rate);
      throw refusal(
        "FX_RATE_MISSING",
        `No rate from ${from} to ${currency} is known on ${on} or before: import one as an fxRate.`,
      );
    };
  };
}
