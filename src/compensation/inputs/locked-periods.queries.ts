import type { Day, Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";

/** A period of pay by its record's key. */
export interface PayPeriodRow {
  readonly id: string;
  readonly period: Period;
}

const LOCKED = `
  select id::text, starts_on, ends_on from pay_period
  where status in ('LOCKED', 'DELIVERED') and starts_on < $1::date
  order by starts_on`;

/** The locked periods before a day, oldest first. */
export async function lockedBefore({ database, signal }: Context, day: Day): Promise<readonly PayPeriodRow[]> {
  const query = { text: LOCKED, values: [day], rowMode: "array" };
  const { rows } = await runCancellable<[id: string, start: Day, end: Day]>(database.pool, query, signal);
  return rows.map(([id, start, end]) => ({ id, period: { start, end } }));
}
