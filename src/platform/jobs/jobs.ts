import type { Pool } from "pg";
import PgBoss from "pg-boss";
import type { Database } from "../database/database";
import { makePool } from "../database/pool";
import { RUNTIME_ROLE } from "../database/roles";
import { sessionOf } from "../database/session";
import type { Log } from "../log/log";
import type { Job } from "./job";

export interface JobsParts {
  readonly database: Database;
  readonly jobs: readonly Job[];
  readonly log: Log;
  /** Does a job wherever it bothers nobody; the signal rolls back what is half done. */
  readonly perform: (job: Job, signal: AbortSignal) => Promise<object>;
  readonly onEnd: (job: string, outcome: JobOutcome, seconds: number) => void;
}

export type JobOutcome = "done" | "failed";

/** What the servers do by themselves. Any number of them share the queues; each job is done by one. */
export interface Jobs {
  /** Takes no more jobs; what is under way is interrupted, rolled back and put back for whoever starts next. */
  stop(): Promise<void>;
}

/** Of a server: one takes jobs and says what became of them, one for what is written meanwhile. */
const CONNECTIONS = 2;
/** What was asked for many times since the last time is done once. */
const MOST_AT_ONCE = 10_000;
const PATIENCE_MILLISECONDS = 5_000;
const HOUSEKEEPING = {
  ...{ archiveCompletedAfterSeconds: 3_600, deleteAfterDays: 1, maintenanceIntervalSeconds: 120 },
  // pg-boss looks back a minute, and where several servers look may skip one turn: twice this stays below.
  ...{ cronMonitorIntervalSeconds: 20, cronWorkerIntervalSeconds: 15 },
};

export async function startJobs(parts: JobsParts): Promise<Jobs> {
  const { database, log } = parts;
  const session = sessionOf(database.url, { role: RUNTIME_ROLE });
  const pool = makePool({ ...session, max: CONNECTIONS, idleTimeoutMillis: 0 });
  const queues = new Queues(pool, log);
  const boss = new PgBoss({ db: queues, migrate: false, ...HOUSEKEEPING });
  boss.on("error", (error) => log.error({ error }, "the job queues failed"));
  const stopping = new AbortController();
  const stop = async (): Promise<void> => {
    stopping.abort(new Error("The server stops."));
    await boss.stop({ timeout: PATIENCE_MILLISECONDS });
    await pool.end();
  };
  try {
    await plan(boss, parts.jobs);
    await boss.start();
    for (const job of parts.jobs) {
      const work = (): Promise<void> => timed(job, parts, () => parts.perform(job, stopping.signal));
      await boss.work(job.name, { batchSize: MOST_AT_ONCE, pollingIntervalSeconds: job.pollingSeconds }, work);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  queues.started();
  return { stop };
}

/** Says when and after what each job is due. Every server says the same. */
async function plan(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  for (const { name, cron, after, atStart } of jobs) {
    await boss.schedule(name, cron);
    if (after !== null) await boss.subscribe(after, name);
    if (atStart) await boss.send(name, {});
  }
}

/** Tells how it went, and passes a failure on to the queue, which tries again. */
async function timed(
  { name }: Job,
  { log, onEnd }: Pick<JobsParts, "log" | "onEnd">,
  work: () => Promise<object>,
): Promise<void> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1_000;
  try {
    const done = await work();
    onEnd(name, "done", seconds());
    log.info({ job: name, done, seconds: seconds() }, "job done");
  } catch (error) {
    onEnd(name, "failed", seconds());
    log.error({ job: name, error }, "job failed");
    throw error;
  }
}

/** What pg-boss reads a first row of in any case: how many jobs it has ended. */
const COUNTING = /select count\(\*\)/i;

/**
 * pg-boss' way into the database. It lets go of promises, such as of saying that a job is done: once the server runs, a
 * statement that fails is logged and did nothing, or it would end the process. What is not said is done again.
 */
class Queues implements PgBoss.Db {
  private isStarted = false;

  constructor(
    private readonly pool: Pool,
    private readonly log: Log,
  ) {}

  started(): void {
    this.isStarted = true;
  }

  async executeSql(text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
    try {
      return await this.pool.query(text, values);
    } catch (error) {
      if (!this.isStarted) throw error;
      this.log.error({ error }, "the job queues could not be asked");
      return { rows: COUNTING.test(text) ? [{ count: 0 }] : [] };
    }
  }
}
