import type { EntityManager } from "typeorm";
import * as schema from "../../../ormconfig";
import { missingGuards } from "../../../src/compensation/statements/verify-guards.queries";
import { verifyLocked } from "../../../src/compensation/statements/verify-locked.queries";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { act } from "../../support/action";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { ann, calculate, company, linesOf, lock, openPeriod } from "../periods/given";

let database: TestDatabase;
let graph: Graph;

/** January is locked and at HR, February is locked. */
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await company(database);
  await openPeriod(graph, "2026-01", "2026-01-01", "2026-02-01");
  await calculate(graph, database, "2026-01");
  const { id: payPeriod } = await lock(graph, "2026-01");
  const batch = { name: "compensationBatchCreate", subject: "batch", selection: "id" };
  const { record, refused } = await act(graph, ann, batch, { payPeriod });
  expect(refused).toEqual([]);
  const [first, second] = await linesOf(database, "2026-01");
  const acknowledge = { name: "compensationLinesAcknowledge", subject: "batch", selection: "id" };
  for (const line of [first!, second!]) {
    const lines = [{ line: line.external_id, status: "ACCEPTED" }];
    expect((await act(graph, ann, acknowledge, { batch: record!.id, lines })).refused).toEqual([]);
  }
  await openPeriod(graph, "2026-02", "2026-02-01", "2026-03-01");
  await calculate(graph, database, "2026-02");
  await lock(graph, "2026-02");
});
afterAll(() => database.close());

const { guarded, lockedWithPeriod } = schema;
const verdict = () => transaction(database, SYSTEM, verifyLocked);
const missing = () => transaction(database, SYSTEM, (tx) => missingGuards(tx, schema));
const HOLDS = { periods: 2, brokenPeriods: [], brokenTotals: [], brokenBatches: [] };

test("what is locked is what it was sealed as, delivered or not", async () => {
  const { rows } = await database.owner.query(`select status from pay_period order by starts_on`);
  expect(rows).toEqual([{ status: "DELIVERED" }, { status: "LOCKED" }]);
  expect(await verdict()).toEqual(HOLDS);
  expect(await missing()).toEqual([]);
});

/** Looks as the tables' owner at what it did with the guards switched off, and undoes it. */
async function afterTampering<Result>(sql: string, look: (tx: EntityManager) => Promise<Result>): Promise<Result> {
  const client = await database.owner.connect();
  const query = (text: string, values?: unknown[]) => client.query(text, values).then(({ rows }) => rows as unknown[]);
  try {
    await client.query(`begin; ${sql}`);
    return await look({ query } as unknown as EntityManager);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const SENT = ["compensation_batch", "compensation_batch_line", "compensation_line_answer"];
const UNLOCKED = ["pay_period", ...lockedWithPeriod, "pay_period_step", "compensation_plan", ...SENT]
  .map((table) => `alter table ${table} disable trigger user`)
  .join("; ");
const OF_JANUARY = `pay_period_id = (select id from pay_period where external_id = '2026-01')`;

/** Lines and credits are held to whose they are by nothing any more. */
const KEYLESS = `
  alter table statement_line drop constraint statement_line_statement_fkey;
  alter table line_credit drop constraint line_credit_line_fkey`;

/** Of the one that there is. */
const BATCH = { brokenBatches: [expect.stringMatching(/^batch-/)] };

test.each<[string, string, object]>([
  [
    "a line's amount",
    `update statement_line set amount_minor = amount_minor + 1 where ${OF_JANUARY}`,
    { brokenPeriods: ["2026-01"] },
  ],
  [
    "a line's trace",
    `update statement_line set trace = trace::jsonb || '{"x": 1}' where ${OF_JANUARY}`,
    { brokenPeriods: ["2026-01"] },
  ],
  [
    "whose line it is",
    `${KEYLESS}; update statement_line set rep_id = 3 - rep_id where ${OF_JANUARY}`,
    { brokenPeriods: ["2026-01"] },
  ],
  ["a line that is gone", `delete from line_credit where ${OF_JANUARY}`, { brokenPeriods: ["2026-01"] }],
  [
    "a line that was added",
    `insert into statement_line (external_id, statement_id, pay_period_id, rep_id, position, kind, paid_kind, for_period_id,
       amount_minor, currency, trace)
     select 'mine', id, pay_period_id, rep_id, 99, 'ADJUSTMENT', 'ADJUSTMENT', pay_period_id, 5, 'EUR', '{}' from statement
     where ${OF_JANUARY} limit 1`,
    { brokenPeriods: ["2026-01"] },
  ],
  [
    "the hash of a period",
    `update pay_period set lines_hash = 'mine' where external_id = '2026-02'`,
    { brokenPeriods: ["2026-02"] },
  ],
  [
    "when it is paid",
    `update pay_period set pay_on = '2030-01-01' where external_id = '2026-02'`,
    { brokenPeriods: ["2026-02"] },
  ],
  [
    "a period that was opened again",
    `update pay_period set status = 'OPEN' where external_id = '2026-02'`,
    { brokenPeriods: ["2026-02"] },
  ],
  [
    "the currency of what a line is paid for",
    `update line_credit set currency = 'USD' where ${OF_JANUARY}`,
    { brokenPeriods: ["2026-01"] },
  ],
  [
    "who approved it",
    `update pay_period_step set principal = 'mallory' where to_status = 'APPROVED' and ${OF_JANUARY}`,
    { brokenPeriods: ["2026-01"] },
  ],
  ["a step that is gone", `delete from pay_period_step where ${OF_JANUARY}`, { brokenPeriods: ["2026-01"] }],
  [
    "the plan that lines name",
    `update compensation_plan set document = jsonb_set(document, '{components,0,weight}', '"0.9"')`,
    { brokenPeriods: ["2026-01", "2026-02"] },
  ],
  ["a line of a batch", `update compensation_batch_line set amount_minor = amount_minor + 1`, BATCH],
  ["who is paid a line of a batch", `update compensation_batch_line set employee_number = 'mallory'`, BATCH],
  ["when a batch is paid", `update compensation_batch set pay_on = '2030-01-01'`, BATCH],
  [
    "a line of a batch that is gone",
    `delete from compensation_line_answer; delete from compensation_batch_line`,
    BATCH,
  ],
  [
    "a batch that is gone",
    SENT.toReversed()
      .map((table) => `delete from ${table}`)
      .join("; "),
    BATCH,
  ],
  ["what HR answered", `update compensation_line_answer set status = 'PAID', reference = 'mine'`, BATCH],
  [
    "an answer that is gone",
    `delete from compensation_line_answer where id = (select max(id) from compensation_line_answer)`,
    BATCH,
  ],
  [
    "an answer that HR never gave",
    `insert into compensation_line_answer (batch_id, line_id, status, reference, principal)
     select batch_id, line_id, 'PAID', 'mine', principal from compensation_line_answer limit 1`,
    BATCH,
  ],
])("%s does not escape, whoever changed it", async (_what, sql, broken) => {
  const found = await afterTampering(`${UNLOCKED}; ${sql}`, verifyLocked);
  expect(found).not.toEqual(HOLDS);
  expect(found).toMatchObject(broken);
});

test.each([
  ["a line", `update statement_line set rep_id = 3 - rep_id`, "statement_line_statement_fkey"],
  ["a line", `update statement_line set pay_period_id = pay_period_id + 1`, "statement_line_statement_fkey"],
  ["a credit", `update line_credit set rep_id = 3 - rep_id`, "line_credit_line_fkey"],
  ["a credit", `update line_credit set pay_period_id = pay_period_id + 1`, "line_credit_line_fkey"],
])("%s stays of its person and period, whoever moves it: %s", async (_what, sql, key) => {
  await expect(afterTampering(`${UNLOCKED}; ${sql} where ${OF_JANUARY}`, verifyLocked)).rejects.toThrow(key);
});

test.each([
  [`alter table statement_line disable trigger statement_line_locked_changed`, ["statement_line_locked_changed"]],
  [`drop trigger pay_period_locked on pay_period`, ["pay_period_locked"]],
  [`drop policy statement_seen on statement`, ["policy statement_seen"]],
  [`alter table line_credit disable row level security`, ["row security of line_credit"]],
  [`alter policy enrolment_seen on enrolment using (true)`, ["policy enrolment_seen"]],
  [
    `create policy open on statement for select to holdfast_server using (true)`,
    ["nothing beside the known policies: statement.open"],
  ],
])("a guard that is missing is named: %s", async (sql, names) => {
  expect(await afterTampering(sql, (tx) => missingGuards(tx, schema))).toEqual(names);
});

test("every table under row security, and every one that is locked with its period, is listed", async () => {
  const { rows: secured } = await database.owner.query<{ name: string }>(
    `select relname as name from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace order by 1`,
  );
  expect(secured.map(({ name }) => name)).toEqual(Object.keys(guarded).sort());
  const { rows: locked } = await database.owner.query<{ name: string }>(
    `select distinct tgrelid::regclass::text as name from pg_trigger where tgfoid = 'refuse_locked_rows'::regproc order by 1`,
  );
  expect(locked.map(({ name }) => name)).toEqual([...lockedWithPeriod].sort());
});
