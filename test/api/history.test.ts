import { aCustomer, anAssignment, aRep, store } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { graphOver, type Graph } from "../support/graph";

/** A change from a day on leaves the days before as they were: what was asked as of them is answered the same. */

let database: TestDatabase;
let graph: Graph;
let keys = 0;

const chief = aRep({ externalId: "chief" });
const rep = aRep({ externalId: "rep", managedBy: chief });
const acme = aCustomer({ externalId: "acme" });
const twin = aCustomer({ externalId: "twin" });

beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [chief, rep, acme, twin, anAssignment({ customer: acme, rep, startsOn: "2024-06-01" })]);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, rep_id, purchased_on, amount_minor, currency)
    select 'p', c.id, r.id, '2025-03-01', 10000, 'EUR' from customer c, rep r
    where c.external_id = 'acme' and r.external_id = 'rep'`);
});
afterEach(() => database.close());

const ADMIN = { role: "ADMIN" } as const;

interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}

async function act(mutation: string, input: Readonly<Record<string, unknown>>): Promise<Payload["userErrors"]> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await graph.ask<Record<string, Payload>>(
    ADMIN,
    `mutation ($input: ${type}!, $key: String!) { ${mutation}(input: $input, idempotencyKey: $key) { userErrors { code field } } }`,
    { input, key: `key ${++keys}` },
  );
  expect(errors).toEqual([]);
  return data[mutation]!.userErrors;
}

interface World {
  readonly rep: { readonly id: string; readonly version: number };
  readonly acme: { readonly id: string; readonly version: number };
  readonly twin: { readonly id: string; readonly version: number };
  readonly purchase: { readonly id: string };
}

const world = async (): Promise<World> =>
  (
    await graph.ask<World>(
      ADMIN,
      `{ rep(externalId: "rep") { id version } acme: customer(externalId: "acme") { id version }
         twin: customer(externalId: "twin") { id version } purchase(externalId: "p") { id } }`,
    )
  ).data;

/** All that can be asked as of a day. */
async function asOf(day: string): Promise<unknown> {
  const { data, errors } = await graph.ask(
    ADMIN,
    `query ($day: Date!) {
      customer(externalId: "acme") { team(asOf: $day) { rep { externalId } share } handovers(asOf: $day) { on } unassignedRoles(asOf: $day) }
      rep(externalId: "rep") { assignments(asOf: $day) { edges { node { customer { externalId } tenureDays(asOf: $day) } } }
        purchaseTotals(period: { start: "2024-01-01", end: $day }) { purchases revenue { amount } } }
      chief: rep(externalId: "chief") { reports(asOf: $day) { edges { node { externalId } } } subtree(asOf: $day) { totalCount } }
    }`,
    { day },
  );
  expect(errors).toEqual([]);
  return data;
}

test("a rep that leaves is at work on the days before", async () => {
  const before = await asOf("2025-12-31");
  const { id, version } = (await world()).rep;
  expect(await act("repLeave", { rep: id, leftOn: "2026-01-01", reason: "retired", version })).toEqual([]);
  expect(await asOf("2025-12-31")).toEqual(before);
  expect(await asOf("2026-01-01")).toMatchObject({
    customer: { team: [], unassignedRoles: ["ACCOUNT_MANAGER"] },
    rep: { assignments: { edges: [] } },
    chief: { reports: { edges: [] }, subtree: { totalCount: 0 } },
  });
});

test("a customer that was reassigned was served by the first rep on the days before", async () => {
  const before = await asOf("2025-12-31");
  const { acme: customer } = await world();
  const { data } = await graph.ask<{ rep: { id: string } }>(ADMIN, `{ rep(externalId: "chief") { id } }`);
  const input = { customer: customer.id, to: data.rep.id, role: "ACCOUNT_MANAGER", startsOn: "2026-01-01" };
  expect(await act("customerReassign", { ...input, reason: "territory", version: customer.version })).toEqual([]);
  expect(await asOf("2025-12-31")).toEqual(before);
  expect(await asOf("2026-01-01")).toMatchObject({
    customer: { team: [{ rep: { externalId: "chief" } }], handovers: [{ on: "2026-01-01" }] },
  });
});

test("two customers that were merged keep their own facts", async () => {
  const before = await asOf("2025-12-31");
  const { acme: customer, twin: into } = await world();
  const input = { customer: customer.id, into: into.id, mergedOn: "2026-01-01", reason: "one company" };
  expect(await act("customerMerge", { ...input, version: customer.version })).toEqual([]);
  expect(await asOf("2025-12-31")).toEqual(before);
  const { data } = await graph.ask(
    ADMIN,
    `{ customer(externalId: "acme") { mergedOn mergedInto { externalId } }
       customers(filter: { merged: false }) { edges { node { externalId } } } }`,
  );
  expect(data).toEqual({
    customer: { mergedOn: "2026-01-01", mergedInto: { externalId: "twin" } },
    customers: { edges: [{ node: { externalId: "twin" } }] },
  });
});

test("nothing is merged into itself, straight or in a circle", async () => {
  const { acme: one, twin: two } = await world();
  const merge = (customer: { id: string; version: number }, into: { id: string }) =>
    act("customerMerge", {
      ...{ customer: customer.id, into: into.id, version: customer.version },
      ...{ mergedOn: "2026-01-01", reason: "one company" },
    });
  expect(await merge(one, one)).toEqual([{ code: "INVALID", field: ["input", "into"] }]);
  expect(await merge(one, two)).toEqual([]);
  expect(await merge(two, one)).toEqual([{ code: "CONFLICT", field: ["input", "into"] }]);
});

test("a refund takes nothing from the days before it", async () => {
  const before = await asOf("2025-12-31");
  const { purchase } = await world();
  const input = { purchase: purchase.id, refundedOn: "2025-12-31", reason: "broken" };
  expect(await act("purchaseRefund", { ...input, externalId: "r1", amount: "40" })).toEqual([]);
  expect(await act("purchaseRefund", { ...input, externalId: "r1", amount: "1" })).toEqual([
    { code: "CONFLICT", field: ["input", "externalId"] },
  ]);
  expect(await act("purchaseRefund", { ...input, externalId: "r2", amount: "60.01" })).toEqual([
    { code: "INVALID", field: ["input", "amount"] },
  ]);
  expect(await asOf("2025-12-31")).toEqual(before);
  expect(await asOf("2026-01-01")).toMatchObject({
    rep: { purchaseTotals: [{ purchases: 1, revenue: { amount: "60.00" } }] },
  });
});
