import type { Day, Period } from "../../kernel/calendar";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";

/** A goal as it is recorded. */
export interface Goal {
  /** decimal text in the measure's unit */
  readonly goal: string;
  /** of an amount; null: the one that measures are told in */
  readonly currency: string | null;
}

/** Whose goal, for which measure, in exactly which days. */
export const goalKey = (of: "REP" | "TEAM", id: string, measure: string, { start, end }: Period): string =>
  `${of} ${id} ${measure} ${start} ${end}`;

const GOALS = `
  select q.rep_id::text as rep, q.team_id::text as team, q.measure, q.starts_on, q.ends_on, q.goal::text, q.currency
  from quota q join unnest($1::date[], $2::date[]) asked (starts_on, ends_on) using (starts_on, ends_on)
  where q.measure = any ($3::text[])
  order by q.id`;

const COLUMNS = ["rep", "team", "measure", "starts_on", "ends_on", "goal", "currency"];
type Columns = [(string | null)[], (string | null)[], string[], Day[], Day[], string[], (string | null)[]];

/** The goals of reps and teams for exactly these spans of days, by `goalKey`. */
export async function goalsFor(
  { database, signal }: Context,
  spans: readonly Period[],
  measures: readonly string[],
): Promise<ReadonlyMap<string, Goal>> {
  if (measures.length === 0) return new Map();
  const values = [spans.map(({ start }) => start), spans.map(({ end }) => end), measures];
  const query = { text: GOALS, values, columns: COLUMNS };
  const columns = (await fetchColumns(database.pool, query, signal)) as Columns;
  const [reps, teams, codes, starts, ends, goals, currencies] = columns;
  return new Map(
    goals.map((goal, place) => {
      const [rep, span] = [reps[place]!, { start: starts[place]!, end: ends[place]! }];
      const key =
        rep === null ? goalKey("TEAM", teams[place]!, codes[place]!, span) : goalKey("REP", rep, codes[place]!, span);
      return [key, { goal, currency: currencies[place]! }];
    }),
  );
}
