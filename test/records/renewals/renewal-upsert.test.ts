import { contractUpsert } from "../../../src/records/contracts/contract.upsert";
import { renewalUpsert } from "../../../src/records/renewals/renewal.upsert";
import { aCustomer, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { idOf, reasons, statuses, write } from "../../support/writes";

let database: TestDatabase;
let graph: Graph;
const ada = aRep({ externalId: "ada" });
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [ada, aCustomer({ externalId: "c1", ownedBy: ada }), aCustomer({ externalId: "c2" })]);
  const term = { startsOn: "2025-01-01", endsOn: "2026-01-01", annualValue: "1200", currency: "EUR" };
  await write(
    database,
    contractUpsert,
    { externalId: "k1", customer: "c1", ...term },
    { externalId: "k2", customer: "c1", ...term, startsOn: "2026-01-01", endsOn: "2027-01-01" },
    { externalId: "k3", customer: "c2", ...term },
    { externalId: "monthly", customer: "c1", ...term, endsOn: null, monthToMonth: true },
  );
});
afterAll(() => database.close());

const renewal = (externalId: string, more = {}) => ({
  ...{ externalId, contract: "k1", dueOn: "2026-01-01", valueDue: "1200", currency: "EUR" },
  ...more,
});
const load = (...rows: { externalId: string }[]) => write(database, renewalUpsert, ...rows);
const WON = { status: "RENEWED", closedOn: "2025-12-01", valueRenewed: "1300" };
const LOST = { status: "LOST", closedOn: "2025-12-01", lossReason: "PRICE" };

async function stored(externalId: string): Promise<object> {
  const { data } = await graph.ask<{ renewal: object }>(
    {},
    `query ($key: String) { renewal(externalId: $key) {
       customer { externalId } contract { externalId } status valueDue { amount } valueRenewed { amount } renewedBy { externalId } lossReason version } }`,
    { key: externalId },
  );
  return data.renewal;
}

async function list(viewer: object, page: string): Promise<string[]> {
  const { data } = await graph.ask<{ renewals: { edges: { node: { externalId: string } }[] } }>(
    viewer,
    `{ renewals${page} { edges { node { externalId } } } }`,
  );
  return data.renewals.edges.map(({ node }) => node.externalId);
}

test("a renewal is upcoming, and its customer the contract's, when nobody says otherwise", async () => {
  expect(statuses(await load(renewal("plain")))).toEqual(["CREATED"]);
  expect(statuses(await load(renewal("plain")))).toEqual(["UNCHANGED"]);
  expect(await stored("plain")).toEqual({
    ...{ customer: { externalId: "c1" }, contract: { externalId: "k1" }, status: "UPCOMING", version: 1 },
    ...{ valueDue: { amount: "1200.00" }, valueRenewed: null, renewedBy: null, lossReason: null },
  });
});

test("a renewal whose contract nobody knows says whose it is, and keeps it", async () => {
  await load(renewal("loose", { contract: null, customer: "c2" }));
  const { contract, ...later } = renewal("loose", { valueDue: "900" });
  expect(contract).toBe("k1");
  expect(statuses(await load(later))).toEqual(["UPDATED"]);
  expect(await stored("loose")).toMatchObject({ customer: { externalId: "c2" }, valueDue: { amount: "900.00" } });
  expect(reasons(await load(renewal("nobody", { contract: null })))).toEqual(["customer: must have a value"]);
});

test("an export's nothing renewed beside a loss is a loss", async () => {
  expect(reasons(await load(renewal("nil", { ...LOST, valueRenewed: "0.00" })))).toEqual([]);
  expect(statuses(await load(renewal("nil", { ...LOST, valueRenewed: "0.00" })))).toEqual(["UNCHANGED"]);
  expect(await stored("nil")).toMatchObject({ valueRenewed: null, lossReason: "PRICE" });
});

test.each([
  ["of another customer's contract", { customer: "c2" }, "contract: is a contract of another customer"],
  [
    "of a month-to-month contract",
    { contract: "monthly" },
    "contract: runs from month to month: such a contract has no renewal",
  ],
  [
    "renewed by another customer's contract",
    { ...WON, renewedBy: "k3" },
    "renewedBy: is a contract of another customer",
  ],
  ["renewed by the contract that ends", { ...WON, renewedBy: "k1" }, "renewedBy: is the contract that ends"],
  ["open, but renewed by a contract", { renewedBy: "k2" }, "renewedBy: belongs to a renewal that is RENEWED"],
  [
    "open, but closed on a day",
    { closedOn: "2026-01-01" },
    "closedOn: is needed by RENEWED and LOST, and by no other status",
  ],
  ["renewed on no day", { ...WON, closedOn: null }, "closedOn: is needed by RENEWED and LOST, and by no other status"],
  [
    "renewed for nothing known",
    { ...WON, valueRenewed: null },
    "valueRenewed: is needed by RENEWED, by no other status, and must not be negative",
  ],
  [
    "lost, but worth something",
    { ...LOST, valueRenewed: "1" },
    "valueRenewed: is needed by RENEWED, by no other status, and must not be negative",
  ],
  ["lost without a reason", { ...LOST, lossReason: null }, "lossReason: is needed by LOST, and by no other status"],
  [
    "renewed with a reason for the loss",
    { ...WON, lossReason: "PRICE" },
    "lossReason: is needed by LOST, and by no other status",
  ],
  ["negative", { valueDue: "-1" }, "valueDue: must not be negative"],
])("a renewal %s is refused", async (_rule, more, reason) => {
  expect(reasons(await load(renewal("bad", more)))).toEqual([reason]);
});

test("a contract that turns out to be another customer's takes its renewals along", async () => {
  const term = { startsOn: "2025-01-01", endsOn: "2026-01-01", annualValue: "1", currency: "EUR" };
  await write(database, contractUpsert, { externalId: "k4", customer: "c1", ...term });
  await load(renewal("moves", { contract: "k4" }));
  await write(database, contractUpsert, { externalId: "k4", customer: "c2", ...term });
  expect(await stored("moves")).toMatchObject({ customer: { externalId: "c2" } });
});

test("what is due is listed by its day, to those who see the customer", async () => {
  await load(
    renewal("due1", { dueOn: "2030-02-01", contract: null, customer: "c1" }),
    renewal("due2", { dueOn: "2030-01-01", contract: null, customer: "c1", status: "IN_TALKS" }),
    renewal("due3", { dueOn: "2030-03-01", contract: null, customer: "c1" }),
    renewal("due4", { dueOn: "2030-01-15", contract: null, customer: "c2" }),
  );
  const soon = '(filter: { dueFrom: "2030-01-01", dueBefore: "2030-03-01" })';
  expect(await list({}, soon)).toEqual(["due2", "due4", "due1"]);
  expect(await list({ role: "REP", repId: await idOf(database, "rep", "ada") }, soon)).toEqual(["due2", "due1"]);
  expect(await list({}, '(filter: { dueFrom: "2030-01-01", status: [IN_TALKS] })')).toEqual(["due2"]);
});
