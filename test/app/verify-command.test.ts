import { appendOnly } from "../../ormconfig";
import { SYSTEM } from "../../src/platform/auth/viewer";
import { record } from "../../src/platform/audit/audit";
import { transaction } from "../../src/platform/database/transaction";
import { type TestDatabase, testDatabase } from "../support/database";
import { type Ended, holdfast } from "../support/process";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
  await transaction(database, SYSTEM, (tx) =>
    record(tx, { viewer: SYSTEM, action: "x", subject: { type: "customer", id: "1" }, before: null, after: {} }),
  );
});
afterEach(() => database.close());

const verify = (): Promise<Ended> => holdfast(database, "verify", "--json");

test("holdfast verify seals, recomputes, and says what holds", async () => {
  const { code, stdout } = await verify();
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ batches: 1, records: 1, brokenBatch: null, missingTriggers: [] });
});

test.each([
  ["a changed record", `update audit_record set action = 'y'`, "The audit chain is broken: batch 1"],
  ["a trigger left off", `select 1`, "What must not change is unguarded: audit_record_append_only"],
])("holdfast verify fails with a sentence at %s", async (_what, tampering, sentence) => {
  await verify();
  await database.owner.query(`alter table audit_record disable trigger audit_record_append_only`);
  await database.owner.query(tampering);
  const { code, stdout, stderr } = await verify();
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(sentence);
});

test("holdfast verify looks for the guard of every table that refuses change", async () => {
  const { rows } = await database.owner.query<{ table: string }>(
    `select tgrelid::regclass::text as table from pg_trigger
     where tgfoid = 'refuse_change'::regproc and tgname like '%\\_append\\_only'`,
  );
  const guarded = rows.map(({ table }) => table).filter((table) => !table.startsWith("audit_"));
  expect([...appendOnly].sort()).toEqual(guarded.sort());
  const [table] = appendOnly;
  await database.owner.query(`drop trigger ${table}_append_only on ${table}`);
  expect((await verify()).stderr).toContain(`What must not change is unguarded: ${table}_append_only`);
});
