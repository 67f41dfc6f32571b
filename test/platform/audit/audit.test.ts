import fc from "fast-check";
import type { EntityManager } from "typeorm";

import { record } from "../../../src/platform/audit/audit";
import { sealAudit } from "../../../src/platform/audit/seal";
import { verifyAudit } from "../../../src/platform/audit/verify";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { type TestDatabase, testDatabase } from "../../support/database";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

const entry = (action: string) => ({
  viewer: SYSTEM,
  action,
  subject: { type: "customer", id: "7" },
  before: { name: "Old", amountMinor: 12n },
  after: { name: "New", amountMinor: 13n },
});

const write = (...actions: string[]): Promise<string[]> =>
  transaction(database, SYSTEM, (tx) => record(tx, ...actions.map(entry)));

const stored = async (): Promise<{ action: string }[]> =>
  database.dataSource.query(`select action, principal, before, after from audit_record order by id`);

it("keeps who did what, before and after, big numbers as text", async () => {
  await write("customerReassign");
  expect(await stored()).toEqual([
    {
      action: "customerReassign",
      principal: "system",
      before: { name: "Old", amountMinor: "12" },
      after: { name: "New", amountMinor: "13" },
    },
  ]);
});

it("goes when the change goes", async () => {
  const failing = transaction(database, SYSTEM, async (tx) => {
    await record(tx, entry("customerReassign"));
    throw new Error("the change failed");
  });
  await expect(failing).rejects.toThrow("the change failed");
  expect(await stored()).toEqual([]);
});

describe.each(["audit_record", "audit_batch"])("%s is append-only", (table) => {
  it.each([`update ${table} set count = 0`, `delete from ${table}`, `truncate ${table} cascade`])(
    "for the server and the owner: %s",
    async (statement) => {
      await write("one");
      await sealAudit(database);
      const change = statement.replace("count = 0", table === "audit_batch" ? "count = 0" : "action = ''");
      await expect(database.dataSource.query(change)).rejects.toThrow(/permission denied/);
      await expect(database.owner.query(change)).rejects.toThrow(/append-only/);
    },
  );
});

describe("sealing", () => {
  it("chains what was not sealed yet, and has nothing to do the second time", async () => {
    await write("one", "two");
    expect(await sealAudit(database)).toEqual({ batches: 1, records: 2 });
    await write("three");
    expect(await sealAudit(database)).toEqual({ batches: 1, records: 1 });
    expect(await sealAudit(database)).toEqual({ batches: 0, records: 0 });
    expect(await verifyAudit(database)).toMatchObject({ batches: 2, records: 3, brokenBatch: null });
  });

  it("leaves records alone while one with a smaller id may still come", async () => {
    const sealed = await transaction(database, SYSTEM, async (tx) => {
      await record(tx, entry("slow"));
      await write("quick");
      return sealAudit(database);
    });
    expect(sealed).toEqual({ batches: 0, records: 0 });
    expect(await sealAudit(database)).toEqual({ batches: 1, records: 2 });
    expect(await verifyAudit(database)).toMatchObject({ records: 2, brokenBatch: null });
  });

  it("misses no record and breaks no seal, however writers and sealers meet", async () => {
    const seals = Array.from({ length: 20 }, () => sealAudit(database));
    const writes = Array.from({ length: 40 }, (_, index) => write(`burst ${index}`, `burst ${index} again`));
    await Promise.all([...seals, ...writes]);
    await sealAudit(database, { patient: true });
    expect(await verifyAudit(database)).toMatchObject({ records: 80, brokenBatch: null });
  });
});

describe("tampering with triggers switched off", () => {
  const TAMPERINGS: [string, string][] = [
    ["a changed record", `update audit_record set after = '{}' where id = 5`],
    ["a changed name", `update audit_record set principal = 'somebody' where id = 5`],
    ["a changed instant", `update audit_record set recorded_at = recorded_at - interval '1 ms' where id = 5`],
    ["a removed record", `delete from audit_record where id = 6`],
    [
      "a record slipped in",
      `insert into audit_record (id, principal, role, action, subject_type) overriding system value
       values (4, 'somebody', 'ADMIN', 'x', 'customer')`,
    ],
    ["a removed seal", `delete from audit_batch where number = 2`],
    ["a changed seal", `update audit_batch set hash = previous_hash where number = 2`],
    [
      "a record and its seal forged together",
      `update audit_record set action = 'forged' where id = 5;
       update audit_batch set hash = sha256(hash) where number = 2`,
    ],
  ];

  const undone = async (tx: EntityManager): Promise<void> => {
    await record(tx, entry("undone"));
    throw new Error("undone");
  };

  it.each(TAMPERINGS)("%s is found in the batch where it happened", async (_what, statements) => {
    for (const names of [["a", "b"], ["c", "d"], ["e"]]) {
      // A change that was undone leaves a hole in the ids.
      await expect(transaction(database, SYSTEM, undone)).rejects.toThrow("undone");
      await write(...names);
      await sealAudit(database);
    }
    for (const table of ["audit_record", "audit_batch"]) {
      await database.owner.query(`alter table ${table} disable trigger user`);
    }
    await database.owner.query(statements);
    const verdict = await verifyAudit(database);
    expect(verdict.brokenBatch).toBe(statements.startsWith("delete from audit_batch") ? "3" : "2");
    expect(verdict.missingTriggers).toContain("audit_record_append_only");
  });

  it("a record slipped in before the very first is found", async () => {
    await write("a");
    await sealAudit(database);
    await database.owner.query(`
      insert into audit_record (id, principal, role, action, subject_type) overriding system value
      values (-1, 'somebody', 'ADMIN', 'x', 'customer')`);
    expect(await verifyAudit(database)).toMatchObject({ brokenBatch: "1", missingTriggers: [] });
  });

  it("any change of any sealed column breaks the seal", async () => {
    const columns = ["principal", "role", "action", "subject_type"];
    await write("a", "b", "c");
    await sealAudit(database);
    await database.owner.query(`alter table audit_record disable trigger user`);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...columns),
        fc.integer({ min: 1, max: 3 }),
        fc.string(),
        async (column, id, text) => {
          fc.pre(!text.includes("\0"));
          const client = await database.owner.connect();
          try {
            const before = await client.query(`select ${column} as value from audit_record where id = $1`, [id]);
            const value: string = before.rows[0].value;
            fc.pre(value !== text);
            await client.query(`update audit_record set ${column} = $2 where id = $1`, [id, text]);
            expect((await verifyAudit(database)).brokenBatch).toBe("1");
            await client.query(`update audit_record set ${column} = $2 where id = $1`, [id, value]);
            expect((await verifyAudit(database)).brokenBatch).toBeNull();
          } finally {
            client.release();
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
