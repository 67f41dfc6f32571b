import type { Day } from "../../../src/kernel/calendar";
import { assess } from "../../../src/risk/assessments/assess.service";
import { act } from "../../support/action";
import { aCustomer, aRep, REFERENCE_DATE, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver } from "../../support/graph";
import { idOf } from "../../support/writes";
import { changeRiskModel } from "../../support/risk-model";

let database: TestDatabase;
/** It buys every 14 days until 2026-02-01, and then stops. */
beforeEach(async () => {
  database = await testDatabase();
  const ada = aRep({ externalId: "ada" });
  await store(database.owner, [ada, aCustomer({ externalId: "steady", ownedBy: ada })]);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 's' || n, c.id, date '2026-02-01' - 14 * n, 10000, 'EUR' from generate_series(0, 9) n, customer c`);
  // What one signal does is seen best alone.
  await changeRiskModel(database.owner, { weights: { PURCHASE_RHYTHM: 0.8 } });
});
afterEach(() => database.close());

const run = (day: string) => assess(contextOf(database), day as Day, "CHANGED");
const PLAYS = `{ customer(externalId: "steady") { plays { edges { node {
  id version status evidence openedOn dueOn outcome owner { externalId } } } } } }`;

async function plays(): Promise<Record<string, unknown>[]> {
  const { data } = await graphOver(database).ask<{
    customer: { plays: { edges: { node: Record<string, unknown> }[] } };
  }>({ role: "AUDITOR" }, PLAYS);
  return data.customer.plays.edges.map(({ node }) => node);
}

test("from a silence to an alert, its play and the outcome", async () => {
  await run("2026-02-28");
  expect(await plays()).toEqual([]);
  await run("2026-03-01");
  const [play] = await plays();
  expect(play).toMatchObject({
    ...{ status: "OPEN", openedOn: "2026-03-01", dueOn: "2026-03-08", owner: { externalId: "ada" } },
    evidence: "28 days since the last order, of 2026-02-01; the usual gap is 14.",
  });
  const viewer = { role: "REP", repId: await idOf(database, "rep", "ada") } as const;
  const action = { name: "playComplete", subject: "play", selection: "outcome status closedOn" };
  const input = { play: play!.id, version: 1, outcome: "RETAINED" };
  expect((await act(graphOver(database), viewer, action, input)).record).toEqual({
    ...{ outcome: "RETAINED", status: "DONE", closedOn: REFERENCE_DATE },
  });
  await run("2026-03-03");
  expect(await plays()).toHaveLength(1);
});

test("whoever lapsed long ago gets no play: there is nothing left to keep", async () => {
  await run("2026-06-01");
  expect(await plays()).toEqual([]);
});

test("a run for a day gone by opens none", async () => {
  await run("2026-06-01");
  await run("2026-03-01");
  expect(await plays()).toEqual([]);
});
