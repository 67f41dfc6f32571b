import type { Day } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { refusal } from "../../platform/graphql/errors";
import { decimal, type Fraction } from "../calc/exact";
import type { DatedRate } from "./rates.queries";

/** Exchange rates as decimal text. */
export interface Rates {
  /** @throws FX_RATE_MISSING naming pair and day */
  of(from: string, to: string, on: Day): string;
}

/** The latest rate on or before a day is in effect. */
export function ratesFrom(dated: readonly DatedRate[]): Rates {
  const byPair = groupBy(dated, ({ from, to }) => `${from} ${to}`);
  return {
    of(from, to, on) {
      const rate = (byPair.get(`${from} ${to}`) ?? []).findLast(({ day }) => day <= on);
      if (rate) return rate.rate;
      throw refusal(
        "FX_RATE_MISSING",
        `No rate from ${from} to ${to} is known on ${on} or before: import one as an fxRate.`,
      );
    },
  };
}

const ONE: Fraction = { numerator: 1n, denominator: 1n };

export const exactRate = (rates: Rates, from: string, to: string, on: Day): Fraction =>
  from === to ? ONE : decimal(rates.of(from, to, on));
