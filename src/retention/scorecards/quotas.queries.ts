import type { Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";

export interface Quota {
  /** decimal text in the measure's unit */
  readonly goal: string;
  /** null for a goal that is no amount */
  readonly currency: string | null;
}

const FOR_PERIOD = `
  select case when q.rep_id is null then 'TEAM ' || q.team_id else 'REP ' || q.rep_id end || ' ' || q.measure,
    json_build_object('goal', q.goal::text, 'currency', q.currency)
  from quota q
  where q.starts_on = $1::date and q.ends_on = $2::date and (q.rep_id = any ($3::bigint[]) or q.team_id = any ($4::bigint[]))`;

/**
 * The goals of reps and teams for exactly this period.
 *
 * @param keys `REP` or `TEAM`, the id and the measure's code, with spaces between; so is what is answered
 */
export async function quotasFor(
  { database, signal }: Context,
  { start, end }: Period,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Quota>> {
  const subjects = keys.map((key) => key.split(" "));
  const ids = (of: string) => [...new Set(subjects.filter(([kind]) => kind === of).map(([, id]) => id))];
  const query = { text: FOR_PERIOD, values: [start, end, ids("REP"), ids("TEAM")], rowMode: "array" };
  const { rows } = await runCancellable<[key: string, quota: Quota]>(database.pool, query, signal);
  return new Map(rows);
}
