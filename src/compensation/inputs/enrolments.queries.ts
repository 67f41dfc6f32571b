import type { Day } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";
import type { EnrolmentRow } from "./calc/spans";

/** Who has left is enrolled no longer, whatever the row says. */
const ENROLMENTS = `
  select e.rep_id::text as rep, e.plan_code as code, e.role, coalesce(e.target_minor, 0)::text as target, e.currency,
    e.starts_on, least(e.ends_on, rep.left_on) as ends_on
  from enrolment e join rep on rep.id = e.rep_id
  where e.starts_on < $1::date and e.starts_on < coalesce(rep.left_on, 'infinity'::date)
  order by e.rep_id, e.plan_code, e.starts_on`;

const COLUMNS = ["rep", "code", "role", "target", "currency", "starts_on", "ends_on"];
type Columns = [string[], string[], string[], string[], string[], Day[], (Day | null)[]];

/** Everybody who was enrolled in a plan before a day, in order. */
export async function enrolmentsBefore({ database, signal }: Context, day: Day): Promise<readonly EnrolmentRow[]> {
  const query = { text: ENROLMENTS, values: [day], columns: COLUMNS };
  const columns = (await fetchColumns(database.pool, query, signal)) as Columns;
  const [reps, codes, roles, targets, currencies, starts, ends] = columns;
  return reps.map((repId, place) => ({
    repId,
    code: codes[place]!,
    role: roles[place]!,
    target: minor(BigInt(targets[place]!)),
    currency: currencies[place]!,
    startsOn: starts[place]!,
    endsOn: ends[place]!,
  }));
}
