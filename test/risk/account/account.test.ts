import type { Viewer } from "../../../src/platform/auth/viewer";
import { aCustomer, anAssignment, aRep, store } from "../../support/builders";
import { type TestDatabase, testDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;
const ADA = { role: "REP", repId: "1" } as const;

/** Ada manages both customers, ben supports busy; about busy there are a late play, one to be closed, a snoozed and a closed one. */
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const [ada, ben] = [aRep({ externalId: "ada" }), aRep({ externalId: "ben" })];
  const busy = aCustomer({ externalId: "busy", ownedBy: ada });
  await store(database.owner, [
    ...[ada, ben, busy, aCustomer({ externalId: "idle", ownedBy: ada })],
    anAssignment({ customer: busy, rep: ben, role: "SUPPORT", startsOn: "2026-01-01" }),
  ]);
  const codes = ["CUSTOMER_AT_RISK", "PURCHASE_RHYTHM_BROKEN"];
  await database.owner.query(
    `insert into play (external_id, customer_id, playbook_id, playbook_code, role, opened_on, due_on, evidence, band, closed_on,
       outcome, snoozed_until, snooze_reason)
     select s.key, 1, b.id, b.code, s.role, '2026-02-01', s.due::date, s.key || ' is why', 'AT_RISK', s.closed::date,
       case when s.closed is not null then 'CARRIED_OUT' end, s.until::date, case when s.until is not null then 'Away.' end
     from (values ('done', $1, 'SUPPORT', '2026-03-09', null, null), ('late', $2, 'ACCOUNT_MANAGER', '2026-03-01', null, null),
       ('closed', $1, 'SUPPORT', '2026-02-20', '2026-02-25', null)) s (key, code, role, due, closed, until)
     join playbook b on b.code = s.code`,
    codes,
  );
  await database.owner.query(`
    insert into play_step (external_id, play_id, position, what, done_on, done_by)
    select p.external_id || n, p.id, n, 'Step ' || n, done.on_day, case when done.on_day is not null then 'ada' end
    from play p cross join generate_series(1, 3) n
    cross join lateral (select case when p.external_id = 'done' or n = 1 then date '2026-02-10' end as on_day) done`);
  await database.owner.query(`
    insert into renewal (external_id, customer_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor)
    values ('past', 1, '2026-02-01', 100, 'EUR', 'RENEWED', '2026-02-01', 100), ('next', 1, '2026-05-01', 100, 'EUR', 'UPCOMING', null, null),
      ('later', 1, '2027-05-01', 100, 'EUR', 'UPCOMING', null, null)`);
});
afterAll(() => database.close());

const SELECTION = `asOf risk { score } renewal { externalId } team { role rep { externalId } }
  nextSteps { what dueOn overdue because play { evidence } owner { externalId } }`;
async function account(viewer: Partial<Viewer>, customer = "busy", day = "2026-03-02"): Promise<object | null> {
  const { data, errors } = await graph.ask<{ customer: { account: object } | null }>(
    viewer,
    `{ customer(externalId: "${customer}") { account(asOf: "${day}") { ${SELECTION} } } }`,
  );
  expect(errors).toEqual([]);
  return data.customer?.account ?? null;
}

test("what is due first comes first, with its next step, its owner and why; what is done is left to be closed", async () => {
  expect(await account(ADA)).toEqual({
    ...{ asOf: "2026-03-02", risk: null, renewal: { externalId: "next" } },
    team: [
      { role: "ACCOUNT_MANAGER", rep: { externalId: "ada" } },
      { role: "SUPPORT", rep: { externalId: "ben" } },
    ],
    nextSteps: [
      {
        ...{ what: "Step 2", dueOn: "2026-03-01", overdue: true, because: "late is why" },
        ...{ play: { evidence: "late is why" }, owner: { externalId: "ada" } },
      },
      {
        ...{ what: "Close the play with its outcome.", dueOn: "2026-03-09", overdue: false, because: "done is why" },
        ...{ play: { evidence: "done is why" }, owner: { externalId: "ben" } },
      },
    ],
  });
});

test("as of a day it knows neither what was done later nor what was put off until later", async () => {
  expect(await account(ADA, "busy", "2026-02-09")).toMatchObject({
    nextSteps: [{ play: { evidence: "closed is why" } }, { what: "Step 1" }, { what: "Step 1" }],
  });
  await database.owner.query(`
    update play set snoozed_until = '2026-04-01', snooze_reason = 'Away.' where external_id = 'late'`);
  expect(await account(ADA)).toMatchObject({ nextSteps: [{ play: { evidence: "done is why" } }] });
  expect(await account(ADA, "busy", "2026-04-01")).toMatchObject({
    nextSteps: [{ play: { evidence: "late is why" } }, { play: { evidence: "done is why" }, overdue: true }],
  });
});

test("of a customer without plays and renewals it says who serves it", async () => {
  expect(await account(ADA, "idle")).toMatchObject({
    nextSteps: [],
    renewal: null,
    team: [{ rep: { externalId: "ada" } }],
  });
});

test("it is for whoever sees the customer", async () => {
  expect(await account({ role: "REP", repId: "2" }, "idle")).toBeNull();
  expect(await account({ role: "REP", repId: "2" })).not.toBeNull();
});

test("the statements are as many for all customers as for one", async () => {
  if (!countsStatements()) return;
  const source = `query ($first: Int) { customers(first: $first, orderBy: { field: NAME, direction: ASC }) { edges { node { account(asOf: "2026-03-02") { renewal { dueOn }
    team { role } nextSteps { what play { dueOn } owner { fullName } } } } } } }`;
  const count = async (first: number) =>
    (await statementsOf(database, () => graph.ask({ role: "AUDITOR" }, source, { first }))).count;
  expect(await count(2)).toBe(await count(1));
});
