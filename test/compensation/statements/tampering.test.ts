import { guarded, lockedWithPeriod } from "../../../ormconfig";
import { sealAudit } from "../../../src/platform/audit/seal";
import { SET_VIEWER, viewerSettings } from "../../../src/platform/database/viewer-settings";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { calculate, company, lock, openPeriod } from "../periods/given";

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await company(database);
  await openPeriod(graph, "2026-01", "2026-01-01", "2026-02-01");
  await database.owner.query(`
    insert into pay_adjustment (external_id, pay_period_id, rep_id, earning_code, amount_minor, currency, reason, requested_by,
      approved_by, approved_at)
    select 'by hand', id, 1, 'ADJ', 5, 'EUR', 'agreed', 'ann', 'ben', now() from pay_period`);
  await calculate(graph, database, "2026-01");
  await lock(graph, "2026-01");
  await sealAudit(database);
  await store(database.owner, [aRep({ externalId: "dan" })]);
  expect((await openPeriod(graph, "2026-02", "2026-02-01", "2026-03-01")).refused).toEqual([]);
});
afterAll(() => database.close());

/** What a period holds, locked with it. */
const TABLES = ["pay_period", ...lockedWithPeriod];
/** What locked lines name or rest on: it is added to and never changed. By a column of each. */
const BEHIND = {
  compensation_plan: "name",
  pay_period_step: "principal",
  audit_record: "action",
  audit_batch: "count",
};
const ALL = [...TABLES, ...Object.keys(BEHIND), "enrolment"];

const contents = async (): Promise<unknown> =>
  Promise.all(
    ALL.map(async (table) => (await database.owner.query(`select to_jsonb(t) as row from ${table} t order by 1`)).rows),
  );

/** Runs a statement as the server's role, with the settings of somebody, and commits it. */
const asServer = (role: "HR" | "SYSTEM", sql: string): Promise<unknown> =>
  database.dataSource.transaction(async (tx) => {
    await tx.query(SET_VIEWER, viewerSettings({ principal: "mallory", role, repId: null }));
    await tx.query(sql);
  });

/** What a row is given: all columns, but of a line the one that PostgreSQL tells. */
const given = (table: string): string =>
  table === "statement_line"
    ? `id, external_id, statement_id, pay_period_id, rep_id, position, kind, paid_kind, plan_code, plan_version, component,
       earning_code, for_period_id, event, corrects_id, amount_minor, currency, trace, version, recorded_at`
    : "";

/** A row like one that is there, under another key: a statement of somebody who has none, all else of whose it is. */
const another = (table: string): string => `
  insert into ${table} ${given(table) && `(${given(table)})`} select ${given(table) || "*"} from (
    select (jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object('id',
      (select max(id) + 1 from ${table}), 'external_id', 'mine', 'event', 'mine', 'position', 99,
      'rep_id', ${table === "statement" ? "(select id from rep where external_id = 'dan')" : "rep_id"}))).*
    from ${table} t limit 1) made`;

/** What nobody may do to a table, whatever it holds. */
const onGuards = (table: string, guard: string) =>
  [
    [`delete from ${table}`, `delete from ${table}`],
    [`truncate ${table}`, `truncate ${table} cascade`],
    [`disable the triggers of ${table}`, `alter table ${table} disable trigger all`],
    [`drop a trigger of ${table}`, `drop trigger ${table}_${guard} on ${table}`],
    [
      `replace a trigger of ${table}`,
      `create or replace trigger ${table}_${guard} after update on ${table} for each row execute function suppress_redundant_updates_trigger()`,
    ],
    [`take ${table} over`, `alter table ${table} owner to current_user`],
    [`fire no trigger on ${table}`, `set local session_replication_role = replica; delete from ${table}`],
  ] as const;
const onBehind = Object.entries(BEHIND).flatMap(([table, column]) => [
  [`update ${table}`, `update ${table} set ${column} = ${column}`] as const,
  ...onGuards(table, "append_only"),
]);

const cases: (readonly [what: string, sql: string])[] = TABLES.flatMap((table) => [
  [
    `update ${table}`,
    `update ${table} set pay_period_id = pay_period_id`.replace(
      /pay_period_id/g,
      table === "pay_period" ? "pay_on" : "pay_period_id",
    ),
  ] as const,
  ...onGuards(table, "no_truncate"),
  ...(table === "pay_period"
    ? []
    : [[`insert into ${table}`, another(table).replace(" select", " overriding system value select")] as const]),
]);
const onPolicies = Object.keys(guarded).flatMap((table) => [
  [`switch row security of ${table} off`, `alter table ${table} disable row level security`] as const,
  [`drop a policy of ${table}`, `drop policy ${table}_seen on ${table}`] as const,
  [`widen a policy of ${table}`, `alter policy ${table}_seen on ${table} using (true)`] as const,
  [`add a policy to ${table}`, `create policy mine on ${table} using (true)`] as const,
]);
const onFunctions = [
  [
    "replace what refuses",
    `create or replace function refuse_locked_rows() returns trigger language plpgsql as 'begin return null; end'`,
  ],
  ["open a period again", `update pay_period set status = 'OPEN'`],
  ["deliver it with another hash", `update pay_period set status = 'DELIVERED', lines_hash = 'mine'`],
  [
    "move what was added to another period",
    `update pay_adjustment set pay_period_id = (select max(id) from pay_period)`,
  ],
] as const;

test.each(
  [...cases, ...onBehind, ...onGuards("enrolment", "terms_kept"), ...onPolicies, ...onFunctions].flatMap(
    ([what, sql]) => (["HR", "SYSTEM"] as const).map((role) => [what, role, sql] as const),
  ),
)("the server cannot %s, as %s", async (_what, role, sql) => {
  const before = await contents();
  await expect(asServer(role, sql)).rejects.toThrow(
    /is refused|permission denied|must be owner|must be able to SET ROLE|append-only/,
  );
  expect(await contents()).toEqual(before);
});

test("without saying who asks the server sees no pay at all", async () => {
  for (const table of Object.keys(guarded)) {
    expect(await database.dataSource.query(`select from ${table}`)).toEqual([]);
  }
});
