import type { Day } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import { inForce } from "../../records/policy";

const LEADS = `
  select line.leader_id, array_agg(line.rep_id::text) from reporting_line line
  where line.leader_id = any ($1::bigint[]) and ${inForce("line", "$2::date")}
  group by line.leader_id`;

const MEMBERS = `
  select member.team_id, array_agg(member.rep_id::text) from rep_position member
  where member.team_id = any ($1::bigint[]) and ${inForce("member", "$2::date")}
  group by member.team_id`;

type Reps = ReadonlyMap<string, readonly string[]>;

async function grouped({ database, signal }: Context, text: string, ids: readonly string[], day: Day): Promise<Reps> {
  const query = { text, values: [ids, day], rowMode: "array" };
  return new Map((await runCancellable<[id: string, reps: string[]]>(database.pool, query, signal)).rows);
}

/** Everybody below each leader on a day, and the leader. */
export const leads = (context: Context, leaders: readonly string[], day: Day): Promise<Reps> =>
  grouped(context, LEADS, leaders, day);

/** Who is in each team on a day. */
export const membersOf = (context: Context, teams: readonly string[], day: Day): Promise<Reps> =>
  grouped(context, MEMBERS, teams, day);

const OF_SEGMENT = `select id from customer where segment = $1`;

export async function customersOfSegment({ database, signal }: Context, segment: string): Promise<ReadonlySet<string>> {
  const query = { text: OF_SEGMENT, values: [segment], rowMode: "array" };
  const { rows } = await runCancellable<[id: string]>(database.pool, query, signal);
  return new Set(rows.map(([id]) => id));
}

const HELD_ON = `
  select lost.customer_id || ' ' || lost.day, array_agg(distinct a.rep_id::text)
  from unnest($1::bigint[], $2::date[]) lost (customer_id, day)
  join assignment a on a.customer_id = lost.customer_id and ${inForce("a", "lost.day")}
  where $3::text is null or a.role = $3
  group by 1`;

/**
 * Who held each customer in a role on a day.
 *
 * @param role null for any
 * @param keys customer and day, with a space between
 */
export async function heldOn(
  { database, signal }: Context,
  role: string | null,
  keys: readonly string[],
): Promise<Reps> {
  const pairs = keys.map((key) => key.split(" "));
  const values = [pairs.map(([customer]) => customer), pairs.map(([, day]) => day), role];
  const query = { text: HELD_ON, values, rowMode: "array" };
  return new Map((await runCancellable<[key: string, reps: string[]]>(database.pool, query, signal)).rows);
}

const REPS = `
  select id::text, external_id as "externalId" from rep where $1::text is null or external_id = $1 order by external_id`;
const TEAM = `select id::text, external_id as "externalId" from team where external_id = $1`;

/** A rep or team by both of its keys. */
export interface Keyed {
  readonly id: string;
  readonly externalId: string;
}

/** All reps by their external ids, or the one that has this one. */
export async function repsKeyed({ database, signal }: Context, externalId: string | null): Promise<Keyed[]> {
  return (await runCancellable<Keyed>(database.pool, { text: REPS, values: [externalId] }, signal)).rows;
}

export async function teamKeyed({ database, signal }: Context, externalId: string): Promise<Keyed | null> {
  const { rows } = await runCancellable<Keyed>(database.pool, { text: TEAM, values: [externalId] }, signal);
  return rows[0] ?? null;
}
