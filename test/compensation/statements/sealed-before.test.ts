/** A period that was locked when traces were stored as jsonb: what it was sealed as then holds in the tables of now. */
import type { EntityManager } from "typeorm";
import { migrations } from "../../../ormconfig";
import { linesHashOf } from "../../../src/compensation/statements/locked-lines.queries";
import { record } from "../../../src/platform/audit/audit";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import { migrate } from "../../../src/platform/database/migrate";
import { withDatabase } from "../../../src/platform/database/session";
import { connected, createDatabase, dropDatabase, testServer } from "../../support/postgres";
import { type Ended, holdfast } from "../../support/process";

const name = `holdfast_test_${testServer().template.split("_").at(-1)}_sealed_before`;
const then = migrations.slice(0, migrations.map((one) => one.name).indexOf("LightenStatements1750000410000"));

/** As that version sealed what `PERIOD` stores. Whatever changes in how a period is sealed, this stays. */
const SEAL = "e77893df003b869de482e671f6d2bacb5ef0062574f022e783fb1e53daddf6be";

// Keys in another order than jsonb keeps them in, digits and characters that two ways to write JSON tell apart.
const TRACE = String.raw`{"unrounded": 1998.80, "kind": "TARGET_BONUS", "weight": "1.10", "plan": {"version": 1, "code": "KEEP"},
  "credits": [{"value": "100000", "share": 1.0, "event": "r-\u00e9 \"A\\B\""}, {"value": "9007199254740993", "event": "–\t"}]}`;

const PERIOD = `
  insert into rep (external_id, employee_number, full_name) values ('bob', 'E1', 'Bob'), ('cem', 'E2', 'Cem');
  insert into customer (external_id, name) values ('a', 'Acme');
  insert into compensation_plan (external_id, code, name, effective_from, document, reason, version)
  values ('KEEP 1', 'KEEP', 'Keeping', '2026-01-01', '{"weight": "0.5", "code": "KEEP", "rate": 0.10}', 'the first', 1);
  insert into pay_period (external_id, starts_on, ends_on, pay_on, submitted_by, approved_by, input_hash)
  values ('2026-01', '2026-01-01', '2026-02-01', '2026-02-15', 'ann', 'ben', 'facts');
  insert into statement (external_id, pay_period_id, rep_id, input_hash, exceptions)
  select 'statement of ' || external_id, 1, id, 'facts of ' || external_id, '["none was measured"]' from rep;
  insert into statement_line (external_id, statement_id, pay_period_id, rep_id, position, kind, paid_kind, plan_code, plan_version,
    component, earning_code, for_period_id, event, amount_minor, currency, trace)
  select 'line of ' || s.external_id, s.id, 1, s.rep_id, 1, 'COMMISSION', 'COMMISSION', 'KEEP', 1, 'KEPT', 'COM', 1, null, 12345,
    'EUR', '${TRACE.replaceAll("'", "''")}'
  from statement s;
  insert into line_credit (line_id, pay_period_id, rep_id, event, customer_id, credited_on, credited_minor, amount_minor, currency)
  select l.id, 1, l.rep_id, 'renewal a', 1, '2026-01-15', 100000, 12345, 'EUR' from statement_line l;
  insert into pay_adjustment (external_id, pay_period_id, rep_id, earning_code, amount_minor, currency, reason, requested_by)
  values ('by hand', 1, 1, 'ADJ', 500, 'EUR', 'For a colleague.', 'ann');
  insert into pay_period_step (pay_period_id, from_status, to_status, principal, taken_at)
  values (1, 'OPEN', 'CALCULATED', 'ann', '2026-02-03T09:00:00.125Z'), (1, 'CALCULATED', 'IN_REVIEW', 'ann', '2026-02-03T10:00:00Z'),
    (1, 'IN_REVIEW', 'APPROVED', 'ben', '2026-02-04T10:00:00Z'), (1, 'APPROVED', 'LOCKED', 'ann', '2026-02-05T10:00:00Z')`;

let ownerUrl: string;
const owner = <Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> =>
  connected(ownerUrl, (client) => {
    const query = (text: string, values?: unknown[]) =>
      client.query(text, values).then(({ rows }) => rows as unknown[]);
    return work({ query } as unknown as EntityManager);
  });
const verify = (): Promise<Ended> =>
  holdfast({ ownerUrl, runtimeUrl: withDatabase(testServer().runtime, name) }, "verify", "--json");

beforeAll(async () => {
  ownerUrl = await createDatabase(testServer(), name);
  await migrate(ownerUrl, then);
  await owner(async (tx) => {
    await tx.query(PERIOD);
    const after = { external_id: "2026-01", lines_hash: SEAL };
    const subject = { type: "payPeriod", id: "1" };
    await record(tx, { viewer: SYSTEM, action: "payPeriodLock", subject, before: null, after });
    expect(await linesHashOf(tx, "1")).toBe(SEAL);
    await tx.query(`update pay_period set status = 'LOCKED', lines_hash = $1`, [SEAL]);
  });
  await migrate(ownerUrl, migrations);
});
afterAll(() => dropDatabase(testServer(), name));

test("holdfast verify finds it whole, and a trace that somebody changed", async () => {
  const { code, stdout } = await verify();
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ brokenBatch: null, missingTriggers: [], missingGuards: [] },
    locked: { periods: 1, brokenPeriods: [], brokenTotals: [], brokenBatches: [] },
  });
  await owner(async (tx) => {
    await tx.query(`alter table statement_line disable trigger user`);
    await tx.query(
      `update statement_line set trace = replace(trace::text, '1998.80', '1998.81')::json where rep_id = 1`,
    );
    await tx.query(`alter table statement_line enable trigger user`);
  });
  const { stderr } = await verify();
  expect(stderr).toContain("Locked pay was changed: 2026-01 is not what it was sealed as.");
});
