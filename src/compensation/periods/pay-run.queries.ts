import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import type { Database } from "../../platform/database/database";
import type { PayPeriodStatus } from "./pay-period.type";

export interface StoredPeriod {
  readonly id: string;
  readonly externalId: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly status: PayPeriodStatus;
  readonly version: number;
}

const PERIOD = `
  select id, external_id as "externalId", starts_on as "startsOn", ends_on as "endsOn", status, version
  from pay_period where`;

export async function periodOf(tx: EntityManager, id: string): Promise<StoredPeriod | null> {
  const [period]: StoredPeriod[] = await tx.query(`${PERIOD} id = $1`, [id]);
  return period ?? null;
}

/** The period held until the transaction ends: its lines are added meanwhile, but it takes no step. */
export async function holdPeriod(tx: EntityManager, id: string): Promise<StoredPeriod> {
  const [period]: [StoredPeriod] = await tx.query(`${PERIOD} id = $1 for no key update`, [id]);
  return period;
}

/** The first period before this one that is not locked, by the company's own key; null when all are. */
export async function unlockedBefore(tx: EntityManager, id: string): Promise<string | null> {
  const [earlier]: { externalId: string }[] = await tx.query(
    `select earlier.external_id as "externalId" from pay_period earlier join pay_period this on this.id = $1
     where earlier.starts_on < this.starts_on and earlier.status not in ('LOCKED', 'DELIVERED')
     order by earlier.starts_on limit 1`,
    [id],
  );
  return earlier?.externalId ?? null;
}

/** Of the locked periods the one that was calculated as the latest day knows them; null before the first. */
export async function lockedAsOf(
  tx: EntityManager,
): Promise<{ readonly externalId: string; readonly asOf: Day } | null> {
  const [latest]: { externalId: string; asOf: Day }[] = await tx.query(
    `select "externalId", "asOf" from (
       select distinct on (period.id) period.external_id as "externalId", run.as_of as "asOf"
       from pay_period period join pay_run run on run.pay_period_id = period.id
       where period.status in ('LOCKED', 'DELIVERED') and run.status = 'DONE' order by period.id, run.id desc) stood
     order by "asOf" desc limit 1`,
  );
  return latest ?? null;
}

export interface NewRun {
  readonly externalId: string;
  readonly periodId: string;
  readonly asOf: Day;
  readonly requestedBy: string;
}

/** @returns null when one of the period is under way */
export async function insertRun(tx: EntityManager, run: NewRun): Promise<string | null> {
  const [inserted]: { id: string }[] = await tx.query(
    `insert into pay_run (external_id, pay_period_id, as_of, requested_by) values ($1, $2, $3, $4)
     on conflict (pay_period_id) where status in ('QUEUED', 'RUNNING') do nothing returning id`,
    [run.externalId, run.periodId, run.asOf, run.requestedBy],
  );
  return inserted?.id ?? null;
}

/** The run of a period that is queued or running; null when there is none. */
export async function runUnderWay(tx: EntityManager, periodId: string): Promise<string | null> {
  const [run]: { id: string }[] = await tx.query(
    `select id from pay_run where pay_period_id = $1 and status in ('QUEUED', 'RUNNING')`,
    [periodId],
  );
  return run?.id ?? null;
}

/** A period by the company's own key. */
export async function periodKeyed({ dataSource }: Database, externalId: string): Promise<StoredPeriod | null> {
  const [period]: StoredPeriod[] = await dataSource.query(`${PERIOD} external_id = $1`, [externalId]);
  return period ?? null;
}

export interface ToldPeriod extends StoredPeriod {
  readonly payOn: Day;
  readonly inputHash: string | null;
  readonly linesHash: string | null;
  /** who has a statement that the viewer sees */
  readonly people: number;
  readonly lines: number;
}

/** A period with how much it holds, by the company's own key. */
export async function tellPeriod(tx: EntityManager, externalId: string): Promise<ToldPeriod> {
  const [told]: [ToldPeriod] = await tx.query(
    `select id, external_id as "externalId", starts_on as "startsOn", ends_on as "endsOn", pay_on as "payOn", status, version,
       input_hash as "inputHash", lines_hash as "linesHash",
       (select count(*)::int from statement where pay_period_id = period.id) as people,
       (select count(*)::int from statement_line where pay_period_id = period.id) as lines
     from pay_period period where external_id = $1`,
    [externalId],
  );
  return told;
}
