import type { Day } from "../../kernel/calendar";
import { groupBy } from "../../kernel/group-by";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";

/** Days away, never overlapping. */
export interface Leave {
  readonly repId: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
}

const LEAVES = `
  select rep_id::text as "repId", starts_on as "startsOn", ends_on as "endsOn" from leave_of_absence
  where starts_on < $1::date order by rep_id, starts_on`;

/** Who was away before a day, by person. */
export async function leavesBefore(
  { database, signal }: Context,
  day: Day,
): Promise<ReadonlyMap<string, readonly Leave[]>> {
  const { rows } = await runCancellable<Leave>(database.pool, { text: LEAVES, values: [day] }, signal);
  return groupBy(rows, ({ repId }) => repId);
}
