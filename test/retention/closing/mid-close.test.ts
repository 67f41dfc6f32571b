import { setTimeout } from "node:timers/promises";
import { aCustomer, anAssignment, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const ada = aRep({ externalId: "ada" });
  const kept = aCustomer({ externalId: "kept", relationship: "CONTRACT" });
  await store(database.owner, [ada, kept, anAssignment({ rep: ada, customer: kept })]);
  await database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, month_to_month, annual_value_minor, currency)
     select 'k', id, '2024-01-01', '2024-01-01', true, 10000, 'EUR' from customer`,
  );
});
afterAll(() => database.close());

const PERIOD = `period: { start: "2025-10-01", end: "2026-01-01" }`;

/** How many of the server's statements wait for a lock, and how many others run. */
async function activity(): Promise<{ waiting: number; running: number }> {
  const { rows } = await database.admin.query<{ waiting: number; running: number }>(
    `select count(*) filter (where wait_event_type = 'Lock')::int as waiting,
       count(*) filter (where state = 'active' and wait_event_type is distinct from 'Lock')::int as running
     from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
    [database.name],
  );
  return rows[0]!;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return;
    await setTimeout(25);
  }
  throw new Error("It did not come to that within ten seconds.");
}

const told = `{ measures { code numerator sampleSize } amendments { code closed { numerator } now { numerator } } }`;
interface Shown {
  readonly measures: readonly { readonly code: string; readonly numerator: string; readonly sampleSize: number }[];
  readonly amendments: readonly { readonly code: string }[];
}

const counted = countsStatements() ? test : test.skip;
counted(
  "facts that are written while a period is closed are not half in it: some measures with them, some without",
  async () => {
    const writer = await database.owner.connect();
    // Surveys wait for the writer, so that it writes after contracts were read and before surveys are.
    await writer.query("begin");
    await writer.query("lock table survey in access exclusive mode");
    const { texts } = await statementsOf(database, async () => {
      const closing = graph.ask<{ retentionPeriodClose: { userErrors: object[] } }>(
        { role: "ADMIN" },
        `mutation { retentionPeriodClose(input: { ${PERIOD}, reason: "over" }, idempotencyKey: "1") { userErrors { message } } }`,
      );
      await until(async () => {
        const { waiting, running } = await activity();
        return waiting > 0 && running === 0;
      });
      const before = await database.admin.query<{ calls: number }>(
        `select sum(calls)::int as calls from pg_stat_statements s join pg_database d on d.oid = s.dbid
       where d.datname = $1 and s.query like '%annual_value_minor%pending_from%'`,
        [database.name],
      );
      expect(before.rows[0]!.calls).toBeGreaterThan(0);
      await writer.query(`update contract set ended_on = '2025-12-01' where external_id = 'k'`);
      await writer.query(
        `insert into survey (external_id, customer_id, kind, score, answered_on) select 'late', id, 'NPS', 0, '2025-12-01' from customer`,
      );
      await writer.query("commit");
      const { data, errors } = await closing;
      expect([data.retentionPeriodClose.userErrors, errors]).toEqual([[], []]);
    });
    writer.release();
    expect(texts.some(({ text }) => text.includes("survey"))).toBe(true);
    const { data, errors } = await graph.ask<{ company: { closedScorecard: Shown } }>(
      { role: "AUDITOR" },
      `{ company { closedScorecard(${PERIOD}) ${told} } }`,
    );
    expect(errors).toEqual([]);
    const { measures, amendments } = data.company.closedScorecard;
    const of = (code: string) => measures.find((one) => one.code === code)!;
    expect([of("LOGO_RETENTION").numerator, of("NPS").sampleSize]).toEqual(["1", 0]);
    expect(amendments.map(({ code }) => code)).toEqual(expect.arrayContaining(["LOGO_RETENTION", "NPS"]));
  },
);
