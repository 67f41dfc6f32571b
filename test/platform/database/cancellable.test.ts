import { Pool } from "pg";
import { Aborted, runCancellable } from "../../../src/platform/database/cancellable";
import { sessionOf } from "../../../src/platform/database/session";
import { testDatabase, type TestDatabase } from "../../support/database";
import { until } from "../../support/process";

let database: TestDatabase;
let single: Pool;
beforeAll(async () => {
  database = await testDatabase();
  // One connection only: the next borrower is certain to get the one that was cancelled.
  single = new Pool({ ...sessionOf(database.runtimeUrl, { role: "holdfast_server" }), max: 1 });
});
afterAll(async () => {
  await single.end();
  await database.close();
});

const running = async (marker: string): Promise<number> => {
  const { rows } = await database.watcher.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where state = 'active' and query like $1 and pid <> pg_backend_pid()",
    [`%${marker}%`],
  );
  return rows[0]?.count ?? 0;
};

it("answers a query whose signal never aborts", async () => {
  const { rows } = await runCancellable(
    single,
    { text: "select $1::int as one", values: [1] },
    new AbortController().signal,
  );
  expect(rows).toEqual([{ one: 1 }]);
});

it("ends the query in PostgreSQL and keeps its connection", async () => {
  const before = await single.query("select pg_backend_pid() as pid");
  const controller = new AbortController();
  const sleeping = runCancellable(single, { name: "long", text: "select pg_sleep(50) /* long */" }, controller.signal);
  const outcome = expect(sleeping).rejects.toThrow(Aborted);
  await until(async () => (await running("/* long */")) === 1);
  controller.abort(new Error("the client went away"));
  await outcome;
  await sleeping.catch((error: Error) => expect(error.cause).toEqual(new Error("the client went away")));
  expect(await running("/* long */")).toBe(0);
  expect((await single.query("select pg_backend_pid() as pid")).rows).toEqual(before.rows);
});

it("never harms the next borrower, whenever the abort falls", async () => {
  let ended = 0;
  for (let round = 0; round < 300; round++) {
    const controller = new AbortController();
    const query = runCancellable(single, { text: "select pg_sleep(0.002)" }, controller.signal);
    setTimeout(() => controller.abort(), (round % 40) / 10);
    const outcome = await query.then(
      () => "answered",
      (error: unknown) => error,
    );
    if (outcome !== "answered") expect(outcome).toBeInstanceOf(Aborted);
    ended += outcome === "answered" ? 0 : 1;
    const { rows } = await single.query("select pg_sleep(0.001), 1 as unharmed");
    expect(rows).toMatchObject([{ unharmed: 1 }]);
  }
  // Both outcomes must have happened, or the rounds prove nothing.
  expect(ended).toBeGreaterThan(20);
  expect(ended).toBeLessThan(300);
});

it("lets go at once while it waits for a connection, and takes none with it", async () => {
  const held = await single.connect();
  const controller = new AbortController();
  const waiting = runCancellable(single, { text: "select 1" }, controller.signal);
  controller.abort();
  await expect(waiting).rejects.toThrow(Aborted);
  held.release();
  expect((await single.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
});

it("asks nothing when the signal has aborted before", async () => {
  await expect(runCancellable(single, { text: "select 1" }, AbortSignal.abort())).rejects.toThrow(Aborted);
});

it("throws PostgreSQL's own error for a query that fails by itself", async () => {
  const failing = runCancellable(single, { text: "select 1/0" }, new AbortController().signal);
  await expect(failing).rejects.toThrow("division by zero");
});
