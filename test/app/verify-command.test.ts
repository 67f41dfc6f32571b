import { SYSTEM } from "../../src/platform/auth/viewer";
import { record } from "../../src/platform/audit/audit";
import { transaction } from "../../src/platform/database/transaction";
import { type TestDatabase, testDatabase } from "../support/database";
import { type Ended, runScript } from "../support/process";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
  await transaction(database, SYSTEM, (tx) =>
    record(tx, { viewer: SYSTEM, action: "x", subject: { type: "customer", id: "1" }, before: null, after: {} }),
  );
});
afterEach(() => database.close());

const verify = (): Promise<Ended> =>
  runScript("src/cli.ts", ["verify", "--json"], {
    DATABASE_URL: database.runtimeUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
  }).ended;

test("holdfast verify seals, recomputes, and says what holds", async () => {
  const { code, stdout } = await verify();
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ batches: 1, records: 1, brokenBatch: null, missingTriggers: [] });
});

test.each([
  ["a changed record", `update audit_record set action = 'y'`, "The audit chain is broken: batch 1"],
  ["a trigger left off", `select 1`, "Audit records are unguarded: audit_record_append_only"],
])("holdfast verify fails with a sentence at %s", async (_what, tampering, sentence) => {
  await verify();
  await database.owner.query(`alter table audit_record disable trigger audit_record_append_only`);
  await database.owner.query(tampering);
  const { code, stdout, stderr } = await verify();
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(sentence);
});
