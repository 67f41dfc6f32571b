import { JOBS } from "../../../src/app/jobs";
import type { Day } from "../../../src/kernel/calendar";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import { type Jobs, startJobs } from "../../../src/platform/jobs/jobs";
import { makeLog } from "../../../src/platform/log/log";
import { nodeIdOf } from "../../support/writes";
import { act } from "../../support/action";
import { aCustomer, aRep, REFERENCE_DATE, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, type Graph, graphOver } from "../../support/graph";
import { until } from "../../support/process";
import { changeRiskModel } from "../../support/risk-model";

let database: TestDatabase;
let graph: Graph;
let server: Jobs;
let today = "2026-02-28" as Day;
let done = 0;
const ADMIN = { role: "ADMIN" } as const;

/** It buys every 14 days until 2026-02-01, and then stops. The server's day is the test's. */
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const ada = aRep({ externalId: "ada" });
  await store(database.owner, [ada, aRep({ externalId: "ben" }), aCustomer({ externalId: "steady", ownedBy: ada })]);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 's' || n, c.id, date '2026-02-01' - 14 * n, 10000, 'EUR' from generate_series(0, 9) n, customer c`);
  await changeRiskModel(database.owner, { weights: { PURCHASE_RHYTHM: 0.8 } });
  server = await startJobs({
    ...{
      database,
      log: makeLog("silent"),
      jobs: JOBS.map((job) => ({ ...job, cron: "0 0 29 2 *", pollingSeconds: 0.5 })),
    },
    perform: (job, signal) => job.run({ ...contextOf(database, SYSTEM), today, signal }),
    onEnd: (job, outcome) => (done += job === "assess" && outcome === "done" ? 1 : 0),
  });
  await until(() => done === 1);
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

/** Something happens on a day, and the assessing that follows it has been done. */
async function on(day: string, what: () => Promise<unknown>): Promise<void> {
  const before = done;
  today = day as Day;
  await what();
  await until(() => done > before);
}

const last = (purchasedOn: string) => async () => {
  const { errors, data } = await graph.ask<{ purchasesUpsert: { userErrors: object[] } }>(
    ADMIN,
    `mutation ($on: Date!, $key: String!) { purchasesUpsert(idempotencyKey: $key,
      inputs: [{ externalId: "last", customer: "steady", purchasedOn: $on, amount: "100", currency: "EUR" }]) { userErrors { message } } }`,
    { on: purchasedOn, key: `${today} ${purchasedOn}` },
  );
  expect({ errors, data }).toEqual({ errors: [], data: { purchasesUpsert: { userErrors: [] } } });
};

interface Shown {
  readonly status: string;
  readonly openedOn: string;
  readonly owner: { readonly externalId: string } | null;
}
async function plays(): Promise<Shown[]> {
  const { data } = await graph.ask<{ customer: { plays: { edges: { node: Shown }[] } } }>(
    { role: "AUDITOR" },
    `{ customer(externalId: "steady") { plays { edges { node { status openedOn owner { externalId } } } } } }`,
  );
  return data.customer.plays.edges.map(({ node }) => node);
}
const band = async (): Promise<unknown> =>
  (await database.owner.query<{ band: string }>(`select band from risk_assessment where as_of = $1`, [today])).rows[0]
    ?.band;

test("a customer that flaps from one job to the next gets one play, not ten", async () => {
  const bands: unknown[] = [];
  for (let day = 1; day <= 10; day++) {
    const date = `2026-03-${String(day).padStart(2, "0")}`;
    await on(date, last(day % 2 === 0 ? date : "2026-01-18"));
    bands.push(await band());
  }
  expect(bands.filter((one) => one === "HEALTHY")).toHaveLength(5);
  expect(bands.filter((one) => one !== "HEALTHY")).toHaveLength(5);
  expect(await plays()).toEqual([{ status: "OPEN", openedOn: "2026-03-01", owner: { externalId: "ada" } }]);
});

test("an owner who leaves hands the play on to whom the customer is given, whatever jobs run meanwhile", async () => {
  const leave = { name: "repLeave", subject: "rep", selection: "id" };
  const [ada, ben, customer] = await Promise.all([
    nodeIdOf(database, "Rep", "rep", "ada"),
    nodeIdOf(database, "Rep", "rep", "ben"),
    nodeIdOf(database, "Customer", "customer", "steady"),
  ]);
  await on(REFERENCE_DATE, async () => {
    const input = { rep: ada, leftOn: REFERENCE_DATE, reason: "Moves away.", version: 1 };
    expect((await act(graph, ADMIN, leave, input)).refused).toEqual([]);
  });
  expect((await plays())[0]).toMatchObject({ status: "OPEN", owner: null });
  await on(REFERENCE_DATE, async () => {
    const { rows } = await database.owner.query<{ version: number }>(`select version from customer`);
    const { version } = rows[0]!;
    const give = { name: "customerReassign", subject: "customer", selection: "id" };
    const input = {
      customer,
      to: ben,
      role: "ACCOUNT_MANAGER",
      startsOn: REFERENCE_DATE,
      reason: "Takes over.",
      version,
    };
    expect((await act(graph, ADMIN, give, input)).refused).toEqual([]);
  });
  expect((await plays())[0]).toMatchObject({ status: "OPEN", owner: { externalId: "ben" } });
});
