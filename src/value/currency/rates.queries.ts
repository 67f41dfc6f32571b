import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";

const LATEST = `
  select distinct on (base) base, rate::text from fx_rate
  where quote = $1::bpchar and day <= $2::date
  order by base, day desc`;

/** Per currency, the latest rate into another on or before a day, as decimal text. */
export async function ratesInto(
  { database, signal }: Context,
  quote: string,
  on: Day,
): Promise<ReadonlyMap<string, string>> {
  const query = { text: LATEST, values: [quote, on], rowMode: "array" };
  const { rows } = await runCancellable<[base: string, rate: string]>(database.pool, query, signal);
  return new Map(rows);
}

/** XXX: ISO 4217's code where no currency is involved. */
const USUAL = `
  select coalesce(
    (select currency from customer where currency is not null group by currency order by count(*) desc, currency limit 1),
    (select currency from contract order by id desc limit 1),
    (select currency from purchase order by id desc limit 1),
    'XXX') as currency`;

/** The currency that most customers are billed in; where customers say none, the one of what was stored last. */
export async function usualCurrency({ database, signal }: Context): Promise<string> {
  const { rows } = await runCancellable<{ currency: string }>(database.pool, { text: USUAL }, signal);
  return rows[0]!.currency;
}
