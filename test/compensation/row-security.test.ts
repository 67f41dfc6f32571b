import { guarded } from "../../ormconfig";
import type { Viewer } from "../../src/platform/auth/viewer";
import { transaction } from "../../src/platform/database/transaction";
import { act } from "../support/action";
import { aCustomer, aPosition, aRep, store } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { contextOf, graphOver } from "../support/graph";
import { idOf } from "../support/writes";
import { HR, storePeriod } from "./hr/given";
import { enrol, publish } from "./inputs/company";
import { PLAN } from "./periods/given";

let database: TestDatabase;

/** chief leads lead, who leads ann; past led ann until last year, and bob is nobody's. */
const PEOPLE = ["ann", "bob", "chief", "lead", "past"];

/** Each has a row in every table of pay, and all is sent and answered. */
beforeAll(async () => {
  database = await testDatabase();
  const { owner } = database;
  const [chief, past] = [aRep({ externalId: "chief" }), aRep({ externalId: "past" })];
  const lead = aRep({ externalId: "lead", managedBy: chief });
  const ann = aRep({ externalId: "ann", managedBy: lead, hiredOn: "2025-01-01" });
  const before = aPosition({ rep: ann, managedBy: past, startsOn: "2020-01-01", endsOn: "2025-01-01" });
  await store(owner, [chief, past, lead, ann, before, aRep({ externalId: "bob" }), aCustomer()]);
  await publish(owner, PLAN);
  await enrol(
    owner,
    PEOPLE.map((rep) => ({ rep, plan: PLAN.code })),
  );
  const lines = PEOPLE.map((rep) => ({ rep, amount: 100, id: `line of ${rep}` }));
  const payPeriod = await storePeriod(database, { name: "Q1", status: "CALCULATED", lines });
  await owner.query(`
    insert into line_credit (line_id, pay_period_id, rep_id, event, customer_id, credited_on, credited_minor, amount_minor, currency)
    select id, pay_period_id, rep_id, 'e', 1, '2026-01-01', 1, 1, 'EUR' from statement_line;
    insert into pay_adjustment (external_id, pay_period_id, rep_id, earning_code, amount_minor, currency, reason, requested_by,
      approved_by, approved_at)
    select external_id, pay_period_id, rep_id, 'ADJ', 5, 'EUR', 'agreed', 'hana', 'hugo', now() from statement;
    insert into pay_dispute (external_id, line_external_id, pay_period_id, rep_id, text, raised_by)
    select external_id, external_id, pay_period_id, rep_id, 'too little', 'somebody' from statement_line;
    update pay_period set status = 'LOCKED', lines_hash = 'none'`);
  const action = (name: string) => ({ name, subject: "batch", selection: "id" });
  const graph = graphOver(database);
  const sent = await act(graph, HR, action("compensationBatchCreate"), { payPeriod });
  const answers = lines.map(({ id: line }) => ({ line, status: "ACCEPTED" }));
  const batch = { batch: sent.record!.id, lines: answers };
  expect((await act(graph, HR, action("compensationLinesAcknowledge"), batch)).refused).toEqual([]);
});
afterAll(() => database.close());

/** Asks the database as the server does for somebody, without the graph's own rule before it. */
async function shown<Row>(sql: string, role: Viewer["role"] | null, rep: string | null): Promise<Row[]> {
  const viewer = role && contextOf(database, { role, repId: rep && (await idOf(database, "rep", rep)) }).viewer;
  return transaction(database, viewer, (tx) => tx.query<Row[]>(sql));
}

const WHO: readonly (readonly [role: Viewer["role"] | null, rep: string | null, sees: readonly string[]])[] = [
  ["REP", "ann", ["ann"]],
  ["REP", "lead", ["lead"]],
  ["LEADER", "lead", ["ann", "lead"]],
  ["LEADER", "chief", ["ann", "chief", "lead"]],
  ["LEADER", "past", ["past"]],
  ["LEADER", "bob", ["bob"]],
  ["LEADER", null, []],
  ["HR", null, PEOPLE],
  ["AUDITOR", null, PEOPLE],
  ["SYSTEM", null, PEOPLE],
  ["ADMIN", "lead", []],
  ["ANALYST", "lead", []],
  [null, null, []],
];
/** They hold everybody's pay together: whoever does not see all of it sees nothing. */
const OF_ALL = ["compensation_batch", "compensation_batch_line", "compensation_line_answer"];
const OF_EACH = Object.keys(guarded).filter((table) => !OF_ALL.includes(table));

test.each(OF_EACH.flatMap((table) => WHO.map(([role, rep, sees]) => [table, role, rep, sees] as const)))(
  "of %s the database shows, to %s %s, the rows of %j",
  async (table, role, rep, sees) => {
    const sql = `select distinct r.external_id as of from ${table} t join rep r on r.id = t.rep_id order by 1`;
    expect((await shown<{ of: string }>(sql, role, rep)).map(({ of }) => of)).toEqual(sees);
  },
);

test.each(OF_ALL.flatMap((table) => WHO.map(([role, rep, sees]) => [table, role, rep, sees === PEOPLE] as const)))(
  "of %s the database shows, to %s %s, anything: %s",
  async (table, role, rep, sees) => {
    expect((await shown(`select from ${table}`, role, rep)).length > 0).toBe(sees);
  },
);
