import type { Day } from "../../kernel/calendar";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";

export interface Person {
  readonly repId: string;
  readonly employeeNumber: string | null;
  /** the first day on which it is no longer with the company */
  readonly leftOn: Day | null;
}

const PEOPLE = `
  select id::text, employee_number, left_on from rep where id = any ($1::bigint[]) order by rep.id`;

const COLUMNS = ["id", "employee_number", "left_on"];
type Columns = [string[], (string | null)[], (Day | null)[]];

/** In the order of their ids, as numbers. */
export async function peopleOf({ database, signal }: Context, reps: readonly string[]): Promise<readonly Person[]> {
  const query = { text: PEOPLE, values: [reps], columns: COLUMNS };
  const [ids, numbers, left] = (await fetchColumns(database.pool, query, signal)) as Columns;
  return ids.map((repId, place) => ({
    repId,
    employeeNumber: numbers[place]!,
    leftOn: left[place]!,
  }));
}
