import type { Day, Period } from "../../kernel/calendar";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";

/** Units of a currency that one unit of another is from a day on, as decimal text. */
export interface DatedRate {
  readonly from: string;
  readonly to: string;
  readonly day: Day;
  readonly rate: string;
}

/** $1: currencies, $2 and $3: the days. */
const RATES = `
  (select distinct on (base, quote) base, quote, day, rate::text from fx_rate
   where quote = any ($1::bpchar[]) and day <= $2::date order by base, quote, day desc)
  union all
  (select base, quote, day, rate::text from fx_rate where quote = any ($1::bpchar[]) and day > $2::date and day < $3::date)
  order by base, quote, day`;

const COLUMNS = ["base", "quote", "day", "rate"];

/** The rates into currencies that are in effect on some days, in the order of the days. */
export async function ratesOver(
  { database, signal }: Context,
  currencies: readonly string[],
  { start, end }: Period,
): Promise<readonly DatedRate[]> {
  const query = { text: RATES, values: [currencies, start, end], columns: COLUMNS };
  const [bases, quotes, days, rates] = (await fetchColumns(database.pool, query, signal)) as readonly string[][];
  return rates!.map((rate, place) => ({ from: bases![place]!, to: quotes![place]!, day: days![place] as Day, rate }));
}
