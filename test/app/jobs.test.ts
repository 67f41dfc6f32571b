import { setTimeout as pause } from "node:timers/promises";
import { JOBS } from "../../src/app/jobs";
import { aCustomer, aRep, store } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { aHome, removeHomes } from "../support/homes";
import { type Running, runScript, until, urlOf } from "../support/process";
import { asker } from "../support/server";
import { changeRiskModel } from "../support/risk-model";

let database: TestDatabase;
const started: Running[] = [];

/** steady buys every 14 days, until a while ago. */
beforeAll(async () => {
  database = await testDatabase();
  await store(database.owner, [aRep({ externalId: "ada" }), aCustomer({ externalId: "steady" })]);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 's' || n, 1, (now() at time zone 'UTC')::date - 35 - 14 * n, 10000, 'EUR' from generate_series(0, 9) n`);
  await changeRiskModel(database.owner, { weights: { PURCHASE_RHYTHM: 0.8 } });
});
afterAll(async () => {
  for (const running of started) running.child.kill("SIGKILL");
  await database.close();
  removeHomes();
});

const environment = () => ({
  ...{ NODE_ENV: "development", PORT: "0", HOLDFAST_HOME: home, LOG_LEVEL: "info" },
  ...{ DATABASE_URL: database.runtimeUrl, DATABASE_OWNER_URL: database.ownerUrl },
});
const home = aHome();

function serve(): Running {
  const running = runScript("src/cli.ts", ["serve"], environment());
  started.push(running);
  return running;
}

const rows = async (text: string): Promise<unknown[]> => (await database.owner.query<object>(text)).rows;
const runs = () => rows(`select scope, looked_at, assessed from risk_run order by id`);

test("every job has its queue", async () => {
  expect(await rows(`select name from pgboss.queue where name !~ '^__' order by name`)).toEqual(
    JOBS.map(({ name }) => ({ name })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  );
});

test("a server assesses everybody once it starts, and a customer soon after its facts changed", async () => {
  const running = serve();
  await until(async () => (await runs()).length === 1);
  expect(await runs()).toEqual([{ scope: "ALL", looked_at: 1, assessed: 1 }]);
  expect(await rows(`select score, band from risk_assessment`)).toEqual([{ score: 60, band: "AT_RISK" }]);
  expect(await rows(`select playbook_code from play`)).toEqual([{ playbook_code: "PURCHASE_RHYTHM_BROKEN" }]);

  const { stdout } = await runScript("src/cli.ts", ["token", "--role", "ADMIN"], environment()).ended;
  const said = JSON.parse(await running.line('"job":"assess","done"')) as { done: object };
  expect(said).toMatchObject({ job: "assess", done: { scope: "ALL", assessed: 1 } });
  const url = await urlOf(running);
  const ask = asker(url, stdout.trim());
  const { data, errors } = await ask(`mutation {
    purchasesUpsert(inputs: [{ externalId: "back", customer: "steady", purchasedOn: "${new Date().toISOString().slice(0, 10)}",
      amount: "100", currency: "EUR" }], idempotencyKey: "k") { userErrors { message } } }`);
  expect({ data, errors }).toEqual({ data: { purchasesUpsert: { userErrors: [] } }, errors: [] });
  await until(async () => (await runs()).length === 2);
  expect((await runs())[1]).toEqual({ scope: "CHANGED", looked_at: 1, assessed: 1 });
  expect(await rows(`select score, band from risk_assessment`)).toEqual([{ score: 0, band: "HEALTHY" }]);

  await until(async () =>
    /jobs_total\{job="assess",outcome="done"\} 2/.test(await (await fetch(`${url}/metrics`)).text()),
  );
  expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/job_last_duration_seconds\{job="assess"\} \d/);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  running.child.kill("SIGTERM");
  expect(await running.ended).toMatchObject({ code: 0 });
});

test("one that is told to stop in the middle of a job keeps nothing of it, stops, and leaves it to the next", async () => {
  await database.owner.query(
    `delete from risk_assessment; delete from play_step; delete from play; delete from risk_run`,
  );
  const holder = await database.owner.connect();
  await holder.query(`begin; lock table risk_assessment in access exclusive mode`);
  const running = serve();
  await until(
    async () =>
      (await rows(`select from pg_locks where relation = 'risk_assessment'::regclass and not granted`)).length > 0,
  );
  const asked = Date.now();
  running.child.kill("SIGTERM");
  expect(await running.ended).toMatchObject({ code: 0 });
  expect(Date.now() - asked).toBeLessThan(10_000);
  await holder.query("rollback");
  holder.release();
  expect(await runs()).toEqual([]);
  const next = serve();
  await until(async () => (await runs()).length === 1);
  await pause(100);
  expect(await rows(`select band from risk_assessment`)).toHaveLength(1);
  next.child.kill("SIGTERM");
  expect(await next.ended).toMatchObject({ code: 0 });
});
