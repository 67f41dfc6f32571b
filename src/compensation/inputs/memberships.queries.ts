import type { Day } from "../../kernel/calendar";
import { fetchColumns } from "../../platform/database/columns";
import type { Context } from "../../platform/graphql/context";

/** Somebody on a team for some days. */
export interface Membership {
  readonly repId: string;
  /** the company's own key of the rep */
  readonly externalId: string;
  readonly teamId: string;
  /** the company's own key of the team */
  readonly team: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
}

/** Who has left is on no team, whatever its position says. */
const MEMBERSHIPS = `
  select p.rep_id::text as rep, rep.external_id, p.team_id::text as team_id, team.external_id as team, p.starts_on, least(p.ends_on, rep.left_on) as ends_on
  from rep_position p join rep on rep.id = p.rep_id join team on team.id = p.team_id
  where p.starts_on < $1::date and p.starts_on < coalesce(rep.left_on, 'infinity'::date)
  order by p.rep_id, p.starts_on`;

const COLUMNS = ["rep", "external_id", "team_id", "team", "starts_on", "ends_on"];
type Columns = [string[], string[], string[], string[], Day[], (Day | null)[]];

/** Who was on which team before a day, in order. */
export async function membershipsBefore({ database, signal }: Context, day: Day): Promise<readonly Membership[]> {
  const query = { text: MEMBERSHIPS, values: [day], columns: COLUMNS };
  const [reps, externalIds, teamIds, teams, starts, ends] = (await fetchColumns(
    database.pool,
    query,
    signal,
  )) as Columns;
  return reps.map((repId, place) => ({
    repId,
    externalId: externalIds[place]!,
    teamId: teamIds[place]!,
    team: teams[place]!,
    startsOn: starts[place]!,
    endsOn: ends[place]!,
  }));
}
