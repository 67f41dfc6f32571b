import { runCancellable } from "../platform/database/cancellable";
import { batched } from "../platform/graphql/batch";
import type { Context } from "../platform/graphql/context";
import { Statement } from "../platform/plan/statement";
import { seesTeam } from "../records/policy";

/** Whether the viewer sees what is said of a team as a whole: asked once for all teams of a request. */
export const isTeamVisible = async (context: Context, team: string): Promise<boolean> =>
  (await batched(context, "visibleTeams", team, (teams) => visibleTeams(context, teams))) ?? false;

async function visibleTeams(context: Context, teams: readonly string[]): Promise<ReadonlyMap<string, true>> {
  const request = { ...context, variables: {}, keys: teams };
  const statement = new Statement(request);
  const keys = statement.parameter("bigint[]", ({ keys }) => keys);
  const sees = seesTeam("t", statement.scope);
  if (!sees) return new Map(teams.map((team) => [team, true]));
  const text = `select t.id from team t where t.id = any (${keys}) and ${sees}`;
  const query = { text, values: statement.binder()(request), rowMode: "array" };
  const { rows } = await runCancellable<[team: string]>(context.database.pool, query, context.signal);
  return new Map(rows.map(([team]) => [team, true]));
}
