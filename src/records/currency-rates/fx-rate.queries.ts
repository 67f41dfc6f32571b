import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";

export interface Rate {
  readonly id: string;
  /** decimal text: units of the quoted currency that one unit of the base currency is */
  readonly rate: string;
}

const LATEST = `
  select id::text, rate::text from fx_rate
  where base = $1 and quote = $2 and day <= $3 order by day desc limit 1`;

/**
 * The latest rate of a pair on or before a day. Neither the other way round nor a way over a third currency is taken
 * for it: what is not stored is not known.
 *
 * @throws FX_RATE_MISSING naming pair and day: an amount that cannot be converted must never pass as if the rate were 1
 */
export async function rateOn({ database, signal }: Context, base: string, quote: string, on: Day): Promise<Rate> {
  const { rows } = await runCancellable<Rate>(database.pool, { text: LATEST, values: [base, quote, on] }, signal);
  if (rows[0]) return rows[0];
  throw refusal(
    "FX_RATE_MISSING",
    `No rate from ${base.slice(0, 10)} to ${quote.slice(0, 10)} is known on ${on} or before: import one as an fxRate.`,
  );
}
