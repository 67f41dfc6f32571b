import type { EntityManager } from "typeorm";
import { runCancellable } from "../../platform/database/cancellable";
import type { Context } from "../../platform/graphql/context";
import type { ReportedMeasure } from "../scorecards/report";
import type { Subject } from "../scorecards/subject";
import type { Known, RestedEntry } from "./rested-on";

const SUBJECTS = `
  select 'REP' as kind, id::text from rep union all select 'TEAM', id::text from team
  union all select 'COMPANY', '' union all select 'HOUSE', ''`;

/** Whose scorecards are stored: every rep's, every team's, the company's and the house's. */
export async function everySubject({ database, signal }: Context): Promise<Subject[]> {
  return (await runCancellable<Subject>(database.pool, { text: SUBJECTS }, signal)).rows;
}

/** A scorecard on its way into the tables. */
export interface Snapshot {
  readonly subject: Subject;
  readonly role: string | null;
  readonly provisional: boolean;
  readonly measures: readonly ReportedMeasure[];
  readonly entries: readonly RestedEntry[];
}

/** Facts hold amounts as bigint, which JSON does not know: they are stored as text. */
const json = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? String(part) : part));

const FACTS = `
  insert into closed_period_fact (closed_period_id, customer_id, facts)
  select $1, given.customer, given.facts::jsonb from unnest($2::bigint[], $3::text[]) given (customer, facts)`;

/** What was known of each customer: once, however many books it is in. */
export async function storeFacts(tx: EntityManager, closedPeriod: string, known: Known): Promise<void> {
  await tx.query(FACTS, [closedPeriod, [...known.keys()], Array.from(known.values(), json)]);
}

const SNAPSHOTS = `
  insert into scorecard_snapshot (closed_period_id, rep_id, team_id, is_house, role, provisional, measures)
  select $1, given.* from unnest($2::bigint[], $3::bigint[], $4::boolean[], $5::text[], $6::boolean[], $7::jsonb[]) given
  returning id, rep_id as rep, team_id as team, is_house as house`;

const ENTRIES = `
  insert into scorecard_snapshot_entry
    (scorecard_snapshot_id, customer_id, rep_id, weight, whole, opening_minor, closing_minor, movement, exclusion)
  select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::text[])`;

export async function storeSnapshots(
  tx: EntityManager,
  closedPeriod: string,
  snapshots: readonly Snapshot[],
): Promise<void> {
  const stored: { id: string; rep: string | null; team: string | null; house: boolean }[] = await tx.query(SNAPSHOTS, [
    closedPeriod,
    snapshots.map((snapshot) => idOf(snapshot, "REP")),
    snapshots.map((snapshot) => idOf(snapshot, "TEAM")),
    snapshots.map(isHouse),
    snapshots.map(({ role }) => role),
    snapshots.map(({ provisional }) => provisional),
    snapshots.map(({ measures }) => json(measures)),
  ]);
  const ids = new Map(stored.map(({ id, rep, team, house }) => [keyOf(rep, team, house), id]));
  const rows = snapshots.flatMap((snapshot) => {
    const id = ids.get(keyOf(idOf(snapshot, "REP"), idOf(snapshot, "TEAM"), isHouse(snapshot)));
    return snapshot.entries.map(({ customerId, repId, weight, whole, opening, closing, movement, exclusion }) => [
      ...[id, customerId, repId, String(weight), String(whole), String(opening), String(closing), movement, exclusion],
    ]);
  });
  await tx.query(
    ENTRIES,
    Array.from({ length: 9 }, (_, column) => rows.map((row) => row[column])),
  );
}

const keyOf = (rep: string | null, team: string | null, house: boolean): string => `${rep} ${team} ${house}`;

const isHouse = ({ subject }: Snapshot): boolean => subject.kind === "HOUSE";

const idOf = ({ subject }: Snapshot, kind: "REP" | "TEAM"): string | null =>
  subject.kind === kind ? subject.id : null;
