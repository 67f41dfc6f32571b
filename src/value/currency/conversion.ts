import type { Day } from "../../kernel/calendar";
import type { Minor } from "../../kernel/money";
import { convert } from "../../kernel/rate";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";
import { ratesInto, usualCurrency } from "./rates.queries";

/** Tells amounts of any currency in one, at the rates of one day. */
export interface Conversion {
  readonly currency: string;
  /** @throws FX_RATE_MISSING naming pair and day: an amount that cannot be converted never passes as if the rate were 1 */
  readonly of: (amount: Minor, currency: string) => Minor;
}

/** What a definition's measures are told in: its own currency, or the usual one where it names none. */
export const reportingCurrency = async (
  context: Context,
  definition: { readonly currency: string | null },
): Promise<string> =>
  definition.currency ??
  (await batched(context, "usualCurrency", "", async () => new Map([["", await usualCurrency(context)]])))!;

/** The rates of a day into a currency, asked for once in a request. */
export async function conversionInto(context: Context, currency: string, on: Day): Promise<Conversion> {
  const rates = (await batched(context, `ratesInto ${currency}`, on, async (days) => {
    const found = await Promise.all(days.map((day) => ratesInto(context, currency, day as Day)));
    return new Map(days.map((day, index) => [day, found[index]!]));
  }))!;
  return {
    currency,
    of: (amount, from) => {
      if (from === currency) return amount;
      const rate = rates.get(from);
      if (rate !== undefined) return convert(amount, from, currency, rate);
      throw refusal(
        "FX_RATE_MISSING",
        `No rate from ${from} to ${currency} is known on ${on} or before: import one as an fxRate.`,
      );
    },
  };
}
