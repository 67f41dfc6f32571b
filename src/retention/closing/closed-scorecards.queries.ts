import { minor, type Minor } from "../../kernel/money";
import type { Day, Period } from "../../kernel/calendar";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import type { Movement } from "../../value/changes/calc/value-change";
import type { AttributionRule } from "../credit/calc/attribution-policy";
import type { ReportedMeasure } from "../scorecards/report";

/** A scorecard as it was stored when its period was closed. */
export interface ClosedScorecard {
  readonly id: string;
  readonly closedPeriodId: string;
  readonly role: string | null;
  readonly provisional: boolean;
  readonly currency: string;
  readonly rule: AttributionRule;
  readonly base: { readonly start: Day; readonly end: Day };
  readonly definitionId: string;
  readonly policyId: string;
  readonly measures: readonly ReportedMeasure[];
}

const CLOSED = `
  select distinct on (asked.key) asked.key, json_build_object('id', s.id::text, 'closedPeriodId', p.id::text, 'role', s.role,
    'provisional', s.provisional, 'currency', p.currency, 'rule', p.rule,
    'base', json_build_object('start', p.base_starts_on, 'end', p.base_ends_on),
    'definitionId', p.definition_id::text, 'policyId', p.policy_id::text, 'measures', s.measures)
  from unnest($1::text[], $2::bigint[], $3::bigint[]) asked (key, rep_id, team_id)
  join closed_period p on p.starts_on = $4::date and p.ends_on = $5::date and ($6::text is null or p.rule = $6)
  join scorecard_snapshot s on s.closed_period_id = p.id
    and s.rep_id is not distinct from asked.rep_id and s.team_id is not distinct from asked.team_id
    and s.is_house = (asked.key = 'HOUSE')
  order by asked.key, p.id desc`;

/**
 * The stored scorecards of a period.
 *
 * @param rule null for the one that was closed last
 * @param keys `REP` or `TEAM`, a space and the id, or `COMPANY` or `HOUSE`
 */
export async function closedScorecards(
  { database, signal }: Context,
  { start, end }: Period,
  rule: AttributionRule | null,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ClosedScorecard>> {
  const idsOf = (of: string) => keys.map((key) => (key.startsWith(`${of} `) ? key.slice(of.length + 1) : null));
  const values = [keys, idsOf("REP"), idsOf("TEAM"), start, end, rule];
  const query = { text: CLOSED, values, rowMode: "array" };
  return new Map((await runCancellable<[key: string, ClosedScorecard]>(database.pool, query, signal)).rows);
}

/** A customer in a stored book. */
export interface ClosedEntry {
  readonly customerId: string;
  readonly share: number;
  readonly opening: Minor;
  readonly closing: Minor;
  readonly movement: Movement | null;
}

const ENTRIES = `
  select customer_id::text, sum(weight::float8 / whole), sum(opening_minor)::text, sum(closing_minor)::text, min(movement)
  from scorecard_snapshot_entry where scorecard_snapshot_id = $1 and exclusion is null
  group by customer_id`;

/** The book that a stored scorecard rests on; who several reps of a team held is in it once. */
export async function closedEntries({ database, signal }: Context, snapshot: string): Promise<ClosedEntry[]> {
  const query = { text: ENTRIES, values: [snapshot], rowMode: "array" };
  type Row = [customer: string, share: number, opening: string, closing: string, movement: Movement | null];
  const { rows } = await runCancellable<Row>(database.pool, query, signal);
  return rows.map(([customerId, share, opening, closing, movement]) => ({
    ...{ customerId, share, movement },
    ...{ opening: minor(BigInt(opening)), closing: minor(BigInt(closing)) },
  }));
}
