import { TEST_APPLICATION, testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { until } from "../../support/process";
import { company, linesOf, openPeriod, startRun, told, work } from "./given";

let database: TestDatabase;
let graph: Graph;

beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await company(database);
  await openPeriod(graph, "2026-01", "2026-01-01", "2026-02-01");
  await startRun(graph, "2026-01");
});
afterEach(() => database.close());

/** What a condition names among the connections of the server. */
async function ofServer(selected: string, condition: string): Promise<number> {
  const { rows } = await database.watcher.query(
    `select ${selected} from pg_stat_activity
     where datname = current_database() and usename = session_user and application_name <> $1 and ${condition}`,
    [TEST_APPLICATION],
  );
  return rows.length;
}
const counted = (condition: string): Promise<number> => ofServer("pid", condition);
const terminate = (condition: string): Promise<number> => ofServer("pg_terminate_backend(pid)", condition);

/** Lets the run come as far as to a table, and holds it there. @returns what lets it go on */
async function holdAt(table: string): Promise<() => Promise<void>> {
  const holder = await database.owner.connect();
  await holder.query(`begin; lock table ${table} in access exclusive mode`);
  return async () => {
    await holder.query("rollback");
    holder.release();
  };
}

const WAITING = `wait_event_type = 'Lock'`;

test.each([
  ["that stores statements", "line_credit", WAITING],
  ["that claims the run, while others read", "enrolment", `query like '%from pay_period earlier%'`],
  ["that holds the moment which others read", "enrolment", `query like '%pg_export_snapshot%'`],
  ["that reads", "enrolment", WAITING],
  ["of the server, one and all, while it reads", "enrolment", "true"],
  ["of the server, one and all, while it stores", "line_credit", "true"],
])("a connection ends %s: the same run goes on and is done once", async (_which, table, condition) => {
  const letGo = await holdAt(table);
  const worked = work(database);
  await until(async () => (await counted(WAITING)) > 0);
  const ended = await terminate(condition);
  await letGo();
  expect(ended).toBeGreaterThan(0);
  expect(await worked).toEqual({ DONE: 1, FAILED: 0, TAKEN: 0 });
  const { rows: runs } = await database.owner.query(`select status, people_done as done, failure from pay_run`);
  expect(runs).toEqual([{ status: "DONE", done: 2, failure: null }]);
  const { rows: steps } = await database.owner.query(`select to_status as to from pay_period_step`);
  expect(steps).toEqual([{ to: "CALCULATED" }]);
  expect((await told(database, "2026-01")).slice(0, 2)).toEqual([
    "bob TARGET_BONUS NRR 50959",
    "bob COMMISSION KEPT 19000",
  ]);
});

test("connections that end again and again end the work and not the run: whoever comes next finishes it", async () => {
  const letGo = await holdAt("line_credit");
  let hasEnded = false;
  const worked = work(database).finally(() => (hasEnded = true));
  const ending = until(async () => (await terminate(WAITING)) < 0 || hasEnded);
  await expect(worked).rejects.toThrow("The connection to the database was lost 6 times");
  await ending;
  const { rows } = await database.owner.query(`select status, failure from pay_run`);
  expect(rows).toEqual([{ status: "RUNNING", failure: null }]);
  expect(await linesOf(database, "2026-01")).toEqual([]);
  await letGo();
  expect(await work(database)).toEqual({ DONE: 1, FAILED: 0, TAKEN: 0 });
});
