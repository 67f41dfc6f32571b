import type { EntityManager } from "typeorm";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import type { ReportedMeasure } from "../scorecards/report";
import type { Subject } from "../scorecards/subject";
import type { Rested } from "./rested-on";

const SUBJECTS = `
  select 'REP' as kind, id::text from rep union all select 'TEAM', id::text from team union all select 'COMPANY', ''`;

/** Whose scorecards are stored: every rep's, every team's and the company's. */
export async function everySubject({ database, signal }: Context): Promise<Subject[]> {
  return (await runCancellable<Subject>(database.pool, { text: SUBJECTS }, signal)).rows;
}

/** A scorecard on its way into the tables. */
export interface Snapshot extends Rested {
  readonly subject: Subject;
  readonly role: string | null;
  readonly provisional: boolean;
  readonly measures: readonly ReportedMeasure[];
}

/** Facts hold amounts as bigint, which JSON does not know: they are stored as text. */
const json = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));

/** What was known of each customer: once, however many books it is in. */
export async function storeFacts(
  tx: EntityManager,
  closedPeriod: string,
  snapshots: readonly Snapshot[],
): Promise<void> {
  const known = new Map(snapshots.flatMap(({ facts }) => [...facts]));
  await tx.query(
    `insert into closed_period_fact (closed_period_id, customer_id, facts)
     select $1, given.customer, given.facts from jsonb_to_recordset($2) given (customer bigint, facts jsonb)`,
    [closedPeriod, json(Array.from(known, ([customer, facts]) => ({ customer, facts })))],
  );
}

export async function storeSnapshots(
  tx: EntityManager,
  closedPeriod: string,
  snapshots: readonly Snapshot[],
): Promise<void> {
  const rows = snapshots.map(({ subject, role, provisional, measures }) => ({
    rep: subject.kind === "REP" ? subject.id : null,
    team: subject.kind === "TEAM" ? subject.id : null,
    ...{ role, provisional, measures },
  }));
  await tx.query(
    `insert into scorecard_snapshot (closed_period_id, rep_id, team_id, role, provisional, measures)
     select $1, rep, team, role, provisional, measures
     from jsonb_to_recordset($2) given (rep bigint, team bigint, role text, provisional boolean, measures jsonb)`,
    [closedPeriod, json(rows)],
  );
  const entries = snapshots.flatMap(({ entries }, index) => entries.map((entry) => ({ ...rows[index], ...entry })));
  await tx.query(
    `insert into scorecard_snapshot_entry
       (scorecard_snapshot_id, customer_id, rep_id, weight, whole, opening_minor, closing_minor, movement)
     select stored.id, given."customerId", given."repId", weight, whole, opening, closing, movement
     from jsonb_to_recordset($2) given (rep bigint, team bigint, "customerId" bigint, "repId" bigint, weight bigint, whole bigint,
       opening bigint, closing bigint, movement text)
     join scorecard_snapshot stored on stored.closed_period_id = $1
       and stored.rep_id is not distinct from given.rep and stored.team_id is not distinct from given.team`,
    [closedPeriod, json(entries.map(({ measures: _measures, ...entry }) => entry))],
  );
}
