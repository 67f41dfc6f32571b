import { viewerSettings, SET_VIEWER } from "../../../src/platform/database/viewer-settings";
import { act } from "../../support/action";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver } from "../../support/graph";
import { HR, storePeriod } from "./given";

let database: TestDatabase;

const TABLES = ["compensation_batch", "compensation_batch_line", "compensation_line_answer"] as const;

beforeAll(async () => {
  database = await testDatabase();
  const graph = graphOver(database);
  await store(database.owner, [aRep({ externalId: "ada" })]);
  const payPeriod = await storePeriod(database, { name: "q", lines: [1, 2].map((amount) => ({ rep: "ada", amount })) });
  const selection = "id";
  const { record } = await act(
    graph,
    HR,
    { name: "compensationBatchCreate", subject: "batch", selection },
    { payPeriod },
  );
  const lines = [{ line: "q-1", status: "ACCEPTED" }];
  const answer = { name: "compensationLinesAcknowledge", subject: "batch", selection };
  await act(graph, HR, answer, { batch: record!.id, lines });
});
afterAll(() => database.close());

const contents = async (): Promise<unknown> =>
  Promise.all(TABLES.map(async (table) => (await database.owner.query(`select * from ${table} order by id`)).rows));

/** Runs a statement as the server's role, with the settings of somebody, and commits it. */
const asServer = (role: "HR" | "SYSTEM" | "REP", sql: string): Promise<unknown> =>
  database.dataSource.transaction(async (tx) => {
    await tx.query(SET_VIEWER, viewerSettings({ principal: "mallory", role, repId: "1" }));
    await tx.query(sql);
  });

const LINE = `external_id, batch_id, position, rep_id, employee_number, earning_code, amount_minor, currency, pay_on, covers_from,
  covers_to, cost_centre, comment, statement_line_id, reverses_id, replaces_id`;

const cases: (readonly [what: string, sql: string])[] = [
  ...TABLES.flatMap((table) => [
    [`update ${table}`, `update ${table} set recorded_at = now()`] as const,
    [`delete from ${table}`, `delete from ${table}`] as const,
    [`truncate ${table}`, `truncate ${table} cascade`] as const,
    [`disable the triggers of ${table}`, `alter table ${table} disable trigger all`] as const,
    [`drop the guard of ${table}`, `drop trigger ${table}_append_only on ${table}`] as const,
    [`switch row security of ${table} off`, `alter table ${table} disable row level security`] as const,
    [`drop a policy of ${table}`, `drop policy ${table}_seen on ${table}`] as const,
    [`widen a policy of ${table}`, `alter policy ${table}_seen on ${table} using (true)`] as const,
    [`add a policy to ${table}`, `create policy mine on ${table} using (true)`] as const,
    [`take ${table} over`, `alter table ${table} owner to current_user`] as const,
    [`fire no trigger on ${table}`, `set local session_replication_role = replica; delete from ${table}`] as const,
  ]),
  [
    "add a line to a batch",
    `insert into compensation_batch_line (${LINE})
     select 'more', batch_id, 9, rep_id, employee_number, earning_code, 1000000, currency, pay_on, covers_from, covers_to,
       cost_centre, comment, statement_line_id, reverses_id, id from compensation_batch_line limit 1`,
  ],
  [
    "send a line a second time",
    `with batch as (
       insert into compensation_batch (external_id, pay_period_id, pay_group, starts_on, ends_on, pay_on, line_count, totals,
         file, content_hash, created_by)
       select 'another', pay_period_id, 'another', starts_on, ends_on, pay_on, 1, totals, file, content_hash, 'mallory'
       from compensation_batch returning id)
     insert into compensation_batch_line (${LINE})
     select 'another', batch.id, 1, rep_id, employee_number, earning_code, amount_minor, currency, pay_on, covers_from,
       covers_to, cost_centre, comment, statement_line_id, null, null from compensation_batch_line, batch limit 1`,
  ],
  [
    "give a file a hash that is not its own",
    `insert into compensation_batch (external_id, pay_period_id, pay_group, starts_on, ends_on, pay_on, line_count, totals,
       file, content_hash, created_by)
     select 'forged', pay_period_id, 'forged', starts_on, ends_on, pay_on, 1, totals, 'forged', content_hash, 'mallory'
     from compensation_batch limit 1`,
  ],
  [
    "both pay a line and send it back",
    `insert into compensation_line_answer (batch_id, line_id, status, reason, reference, principal)
     select batch_id, id, status, case when status = 'REJECTED' then 'r' end, case when status = 'PAID' then 'p' end, 'mallory'
     from compensation_batch_line, (values ('PAID'), ('REJECTED')) given (status)`,
  ],
];

/** By the guard that stands there, and not by a mistake in the statement. */
const REFUSAL = new RegExp(
  "permission denied|must be owner|is append-only|is complete|_statement_line_key|_content_hash_check|_final_key",
);

test.each(cases)("the server's role cannot %s", async (_what, sql) => {
  const before = await contents();
  for (const role of ["HR", "SYSTEM"] as const) await expect(asServer(role, sql)).rejects.toThrow(REFUSAL);
  expect(await contents()).toEqual(before);
});

test("who may not pay adds nothing, and sees nothing", async () => {
  const copy = `insert into compensation_line_answer (batch_id, line_id, status, principal) select 1, 1, 'ACCEPTED', 'mallory'`;
  await expect(asServer("REP", copy)).rejects.toThrow("row-level security");
  for (const table of TABLES) {
    const { rows } = await database.pool.query(`select from ${table}`);
    expect(rows).toEqual([]);
  }
});
