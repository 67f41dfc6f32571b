import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";

const BEGIN = `
  select least(
    (select min(purchased_on) from purchase where purchased_on <= $1::date),
    (select min((occurred_at at time zone 'UTC')::date) from interaction where occurred_at < $1::date + 1))::text`;

/** The first day with a purchase or a contact, as far as it is known by a day; null before. Contracts often reach back further. */
export async function recordsBegin({ database, signal }: Context, asOf: Day): Promise<Day | null> {
  const query = { text: BEGIN, values: [asOf], rowMode: "array" };
  const { rows } = await runCancellable<[Day | null]>(database.pool, query, signal);
  return rows[0]![0];
}
