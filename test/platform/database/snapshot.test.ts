import { setTimeout } from "node:timers/promises";
import { inSnapshot } from "../../../src/platform/database/snapshot";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";

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
