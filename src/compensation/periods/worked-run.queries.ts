import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import type { Database } from "../../platform/database/database";
import type { PayRunStatus } from "./pay-run.type";

export interface ClaimedRun {
  readonly id: string;
  readonly payPeriodId: string;
  readonly asOf: Day;
  readonly requestedBy: string;
}

/**
 * Claims a run until the transaction ends, and says outside of it that it runs.
 *
 * @returns null when another worker has it, or it has ended
 */
export async function claimRun(tx: EntityManager, database: Database, id: string): Promise<ClaimedRun | null> {
  const [claim]: [{ claimed: boolean }] = await tx.query(
    `select pg_try_advisory_xact_lock(hashtextextended('pay_run', $1::bigint)) as claimed`,
    [id],
  );
  if (!claim.claimed) return null;
  const [[run]]: [ClaimedRun[], number] = await database.dataSource.query(
    `update pay_run set status = 'RUNNING', started_at = now(), people = null, people_done = 0
     where id = $1 and status in ('QUEUED', 'RUNNING')
     returning id, pay_period_id as "payPeriodId", as_of as "asOf", requested_by as "requestedBy"`,
    [id],
  );
  return run ?? null;
}

/** The runs that have not ended, the first one asked for first. */
export async function openRuns({ dataSource }: Database): Promise<string[]> {
  const rows: { id: string }[] = await dataSource.query(
    `select id from pay_run where status in ('QUEUED', 'RUNNING') order by id`,
  );
  return rows.map(({ id }) => id);
}

export const tellProgress = ({ dataSource }: Database, id: string, people: number, done: number): Promise<unknown> =>
  dataSource.query(`update pay_run set people = $2, people_done = $3 where id = $1 and status = 'RUNNING'`, [
    id,
    people,
    done,
  ]);

export const markPeriod = (tx: EntityManager, id: string, inputHash: string): Promise<unknown> =>
  tx.query(`update pay_period set status = 'CALCULATED', input_hash = $2, version = version + 1 where id = $1`, [
    id,
    inputHash,
  ]);

/** @throws when somebody else has ended it: then what was calculated must not be stored */
export async function endRun(tx: EntityManager, id: string, inputHash: string): Promise<void> {
  const [ended]: [{ id: string }[], number] = await tx.query(
    `update pay_run set status = 'DONE', ended_at = clock_timestamp(), input_hash = $2, version = version + 1
     where id = $1 and status = 'RUNNING' returning id`,
    [id, inputHash],
  );
  must(ended[0], "a run ends once");
}

export const failRun = ({ dataSource }: Database, id: string, failure: string): Promise<unknown> =>
  dataSource.query(
    `update pay_run set status = 'FAILED', ended_at = clock_timestamp(), failure = $2, version = version + 1
     where id = $1 and status in ('QUEUED', 'RUNNING')`,
    [id, failure],
  );

export interface RunNow {
  readonly status: PayRunStatus;
  readonly failure: string | null;
  readonly people: number | null;
  readonly peopleDone: number;
}

export async function runNow({ dataSource }: Database, id: string): Promise<RunNow> {
  const [run]: [RunNow] = await dataSource.query(
    `select status, failure, people, people_done as "peopleDone" from pay_run where id = $1`,
    [id],
  );
  return run;
}
