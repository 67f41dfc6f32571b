import { setTimeout as pause } from "node:timers/promises";
import PgBoss from "pg-boss";
import { transaction } from "../../../src/platform/database/transaction";
import { announce } from "../../../src/platform/jobs/announce";
import type { Job } from "../../../src/platform/jobs/job";
import { type JobOutcome, type Jobs, startJobs } from "../../../src/platform/jobs/jobs";
import { makeLog } from "../../../src/platform/log/log";
import { testDatabase, type TestDatabase } from "../../support/database";
import { until } from "../../support/process";

let database: TestDatabase;
let servers: Jobs[] = [];
let runs: string[] = [];
let ended: [job: string, outcome: JobOutcome][] = [];

beforeEach(async () => {
  database = await testDatabase();
  [servers, runs, ended] = [[], [], []];
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database.close();
});

const NEVER = "0 0 29 2 *";
const idle: Job = {
  ...{ name: "assess", cron: NEVER, after: null, atStart: false, pollingSeconds: 0.5 },
  run: () => Promise.resolve({}),
};

type Work = (signal: AbortSignal) => Promise<unknown>;
const atOnce: Work = () => Promise.resolve();

/** A server whose jobs tell who did them. */
async function aServer(name: string, job: Partial<Job>, work: Work = atOnce): Promise<Jobs> {
  const server = await startJobs({
    ...{ database, log: makeLog("silent"), jobs: [{ ...idle, ...job }] },
    perform: async (_job, signal) => {
      runs.push(name);
      await work(signal);
      return {};
    },
    onEnd: (one, outcome) => ended.push([one, outcome]),
  });
  servers.push(server);
  return server;
}

const jobs = async (): Promise<{ state: string; retries: number }[]> =>
  (
    await database.owner.query<{ state: string; retries: number }>(
      `select state::text, retry_count as retries from pgboss.job where name in ('assess', 'fit') order by created_on`,
    )
  ).rows;
const write = () => transaction(database, null, (tx) => announce(tx, "RECORDS_WRITTEN"));

test("a job that follows a write is done once it is committed, and never when it is rolled back", async () => {
  await aServer("one", { after: "RECORDS_WRITTEN" });
  await expect(
    transaction(database, null, async (tx) => {
      await announce(tx, "RECORDS_WRITTEN");
      throw new Error("taken back");
    }),
  ).rejects.toThrow("taken back");
  await pause(1_200);
  expect({ runs, jobs: await jobs() }).toEqual({ runs: [], jobs: [] });
  await write();
  await until(async () => (await jobs())[0]?.state === "completed");
  expect({ runs, ended }).toEqual({ runs: ["one"], ended: [["assess", "done"]] });
});

test("however often it was asked for, it is done once, and once more for what is written while it is done", async () => {
  const waits: (() => void)[] = [];
  await Promise.all(Array.from({ length: 20 }, write));
  await aServer(
    "one",
    { after: "RECORDS_WRITTEN", pollingSeconds: 1 },
    () => new Promise<void>((go) => waits.push(go)),
  );
  await Promise.all(Array.from({ length: 20 }, write));
  await until(() => waits.length === 1);
  await Promise.all(Array.from({ length: 20 }, write));
  waits[0]!();
  await until(() => waits.length === 2);
  waits[1]!();
  await until(async () => (await jobs()).every(({ state }) => state === "completed"));
  expect(runs).toHaveLength(2);
});

const minute = () => Math.floor(Date.now() / 60_000);

test("of two servers one does what is due by the clock", async () => {
  const first = minute();
  await Promise.all([aServer("one", { cron: "* * * * *" }), aServer("two", { cron: "* * * * *" })]);
  await until(() => runs.length > 0);
  await pause(3_000);
  // Two where a minute ended meanwhile: each has its own.
  expect(runs.length).toBeLessThanOrEqual(1 + minute() - first);
});

test("one that fails is put back to be tried again later", async () => {
  await aServer("one", { atStart: true }, () => Promise.reject(new Error("planted")));
  await until(async () => (await jobs())[0]?.state === "retry");
  expect({ runs, ended }).toEqual({ runs: ["one"], ended: [["assess", "failed"]] });
});

test("a server that stops interrupts what it does and puts it back", async () => {
  const server = await aServer(
    "one",
    { atStart: true },
    (signal) => new Promise((_done, failed) => signal.addEventListener("abort", () => failed(signal.reason as Error))),
  );
  await until(() => runs.length === 1);
  await server.stop();
  servers = [];
  expect(await jobs()).toEqual([{ state: "retry", retries: 0 }]);
});

test("one that fails when its server has stopped already ends nothing else with it", async () => {
  let fail = (_error: Error): void => undefined;
  const server = await aServer("one", { atStart: true }, () => new Promise((_done, failed) => (fail = failed)));
  await until(() => runs.length === 1);
  await server.stop();
  servers = [];
  fail(new Error("too late"));
  await until(() => ended.length === 1);
  await pause(100);
  expect(await jobs()).toHaveLength(1);
});

test("one whose server is gone is another's once its time is over, and what is long done is cleared away", async () => {
  await database.owner.query(`
    insert into pgboss.job (name, policy, state, started_on, completed_on, expire_in, retry_limit)
    values ('assess', 'standard', 'active', now() - interval '2 minutes', null, interval '1 minute', 8),
      ('assess', 'standard', 'completed', now() - interval '2 days', now() - interval '2 days', interval '1 minute', 8)`);
  await aServer("one", {});
  await pause(1_200);
  expect(runs).toEqual([]);
  const upkeep = new PgBoss({ db: { executeSql: (text, values) => database.pool.query(text, values) } });
  await upkeep.maintain();
  await until(async () => (await jobs())[0]?.state === "completed");
  expect(await jobs()).toEqual([{ state: "completed", retries: 1 }]);
});

test("a database that goes away for a moment ends no server, and the job is done afterwards", async () => {
  await aServer("one", { after: "RECORDS_WRITTEN" }, () => pause(1_000));
  await write();
  await until(() => runs.length === 1);
  await database.admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await until(async () => (await jobs().catch(() => [])).length > 0);
  await write().catch(() => write());
  await until(() => runs.length >= 2);
});

test("a server may use the queues and makes none", async () => {
  const { pool } = database;
  await expect(pool.query(`select pgboss.create_queue('other', '{}')`)).rejects.toThrow("permission denied");
  await expect(pool.query(`drop table pgboss.archive`)).rejects.toThrow("must be owner");
});
