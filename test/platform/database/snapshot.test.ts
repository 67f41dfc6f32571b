import { setTimeout } from "node:timers/promises";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import { isConnectionLoss } from "../../../src/platform/database/connection-loss";
import type { Database } from "../../../src/platform/database/database";
import { inSnapshot, runInOneSnapshot } from "../../../src/platform/database/snapshot";
import { suppose } from "../../../src/platform/database/suppose";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { until } from "../../support/process";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
  await store(database.owner, [aRep()]);
});
afterEach(() => database.close());

const count = async ({ pool }: Pick<TestDatabase, "pool">): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>("select count(*)::int from rep, pg_sleep(0.05)");
  return rows[0]!.count;
};
const readers = async (): Promise<number> => {
  const { rows } = await database.admin.query<{ count: number }>(
    `select count(*)::int from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
  );
  return rows[0]!.count;
};

/** PostgreSQL ends a session a moment after its connection was closed. */
const nobodyReads = async (): Promise<boolean> => {
  for (let tries = 0; tries < 200; tries++) {
    if ((await readers()) === 0) return true;
    await setTimeout(25);
  }
  return false;
};

it("reads as of one instant, on as many connections as it takes, whatever is written meanwhile", async () => {
  await inSnapshot(database, async (snapshot) => {
    expect(await count(snapshot as TestDatabase)).toBe(1);
    await store(database.owner, [aRep()]);
    const many = Promise.all(Array.from({ length: 8 }, () => count(snapshot as TestDatabase)));
    expect(await count(database)).toBe(2);
    expect(await many).toEqual(Array.from({ length: 8 }, () => 1));
    expect(await readers()).toBeGreaterThan(2);
  });
  expect(await nobodyReads()).toBe(true);
});

it("refuses to write", async () => {
  const writing = inSnapshot(database, ({ pool }) => pool.query("delete from rep"));
  await expect(writing).rejects.toThrow("read-only transaction");
  expect(await count(database)).toBe(1);
});

it("gives its connections back when the reading fails", async () => {
  await expect(inSnapshot(database, () => Promise.reject(new Error("no rate")))).rejects.toThrow("no rate");
  expect(await nobodyReads()).toBe(true);
  expect(await count(database)).toBe(1);
});

it("says that the connection was lost when the one broke that holds the moment", async () => {
  const reading = inSnapshot(database, async (snapshot) => {
    const end = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like '%pg_export_snapshot%' and pid <> pg_backend_pid()`;
    expect((await database.admin.query(end)).rowCount).toBe(1);
    await until(async () => (await database.admin.query(end)).rowCount === 0);
    // Who joins now finds no such moment.
    return count(snapshot as TestDatabase);
  });
  expect(isConnectionLoss(await reading.catch((error: unknown) => error))).toBe(true);
  expect(await count(database)).toBe(1);
});

describe("side by side on connections of the pool", () => {
  const run = (texts: readonly [string, ...string[]], signal = new AbortController().signal) => {
    const [first, ...others] = texts.map((text) => ({ text }));
    return runInOneSnapshot<{ seen: number }>(database.pool, [first!, ...others], signal);
  };
  const seen = async (...texts: [string, ...string[]]) => (await run(texts)).map(({ rows }) => rows[0]!.seen);
  const LATE = `select (select count(*)::int from rep where late.nothing is not null) as seen from (select pg_sleep(0.3)::text as nothing) late`;

  it("queries see one moment, whatever is written while they run, and answer in their order", async () => {
    const running = seen(`select 7 as seen`, LATE, LATE);
    await setTimeout(100);
    await store(database.owner, [aRep()]);
    expect(await running).toEqual([7, 1, 1]);
    expect(await seen(LATE)).toEqual([2]);
  });

  it("more at once than there are connections wait for their turn", async () => {
    const one = () => seen(`select 1 as seen`, `select 2 as seen`, `select 3 as seen`);
    expect(await Promise.all(Array.from({ length: 12 }, one))).toEqual(Array.from({ length: 12 }, () => [1, 2, 3]));
  });

  it.each([
    ["the first", [`select 1 / 0 as seen`, `select 1 as seen`] as const],
    ["another", [`select 1 as seen`, `select 1 / 0 as seen`] as const],
  ])("when %s fails all fail, and the next ones run", async (_which, texts) => {
    await expect(run(texts)).rejects.toThrow("division by zero");
    expect(await seen(`select 1 as seen`, `select 2 as seen`)).toEqual([1, 2]);
    expect(await nobodyReads()).toBe(true);
  });

  it("an abort cancels all of them, and the connections go back", async () => {
    const abort = new AbortController();
    const running = run([`select pg_sleep(20)::text as seen`, `select pg_sleep(20)::text as seen`], abort.signal);
    void setTimeout(200).then(() => abort.abort());
    await expect(running).rejects.toThrow("cancelled");
    expect(await nobodyReads()).toBe(true);
    expect(await seen(`select 1 as seen`, `select 2 as seen`)).toEqual([1, 2]);
  });
});

describe("within a moment that somebody else has chosen", () => {
  const COUNT = { text: "select count(*)::int as seen from rep where full_name <> 'Gone'" };
  const seen = async (database: Database): Promise<readonly number[]> => {
    const results = await runInOneSnapshot<{ seen: number }>(
      database.pool,
      [COUNT, COUNT],
      new AbortController().signal,
    );
    return results.map(({ rows }) => rows[0]!.seen);
  };

  it("sees the database as of that moment, and leaves it standing", async () => {
    await inSnapshot(database, async (snapshot) => {
      expect(await seen(snapshot)).toEqual([1, 1]);
      await store(database.owner, [aRep()]);
      expect([await seen(snapshot), await seen(snapshot)]).toEqual([
        [1, 1],
        [1, 1],
      ]);
      expect(await seen(database)).toEqual([2, 2]);
    });
  });

  it("sees what is only supposed, on the one connection that there is", async () => {
    await suppose(database, SYSTEM, async (tx, supposed) => {
      await tx.query("update rep set full_name = 'Gone'");
      expect([await seen(supposed), await seen(supposed)]).toEqual([
        [0, 0],
        [0, 0],
      ]);
    });
    expect(await seen(database)).toEqual([1, 1]);
  });
});
