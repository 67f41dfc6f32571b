import { contractUpsert } from "../../../src/records/contracts/contract.upsert";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { reasons, statuses, write } from "../../support/writes";

let database: TestDatabase;
let graph: Graph;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [aCustomer({ externalId: "c1" }), aCustomer({ externalId: "c2" })]);
});
afterAll(() => database.close());

const contract = (externalId: string, more = {}) => ({
  ...{ externalId, customer: "c1", startsOn: "2025-01-01", endsOn: "2026-01-01", annualValue: "1200", currency: "EUR" },
  ...more,
});
const load = (...rows: ReturnType<typeof contract>[]) => write(database, contractUpsert, ...rows);

async function stored(externalId: string): Promise<object> {
  const { data } = await graph.ask<{ contract: object }>(
    {},
    `query ($key: String) { contract(externalId: $key) {
       signedOn startsOn endsOn endedOn monthToMonth annualValue { amount currency } replaces { externalId } version } }`,
    { key: externalId },
  );
  return data.contract;
}

const covering = async (day: string): Promise<string[]> => {
  const { data } = await graph.ask<{ customer: { contracts: { edges: { node: { externalId: string } }[] } } }>(
    {},
    `query ($day: Date) { customer(externalId: "c2") { contracts(filter: { coversOn: $day }) { edges { node { externalId } } } } }`,
    { day },
  );
  return data.customer.contracts.edges.map(({ node }) => node.externalId);
};

test("a contract is signed on the day it starts when nobody says otherwise, and the same rows again change nothing", async () => {
  expect(statuses(await load(contract("plain")))).toEqual(["CREATED"]);
  expect(statuses(await load(contract("plain")))).toEqual(["UNCHANGED"]);
  expect(await stored("plain")).toEqual({
    ...{ signedOn: "2025-01-01", startsOn: "2025-01-01", endsOn: "2026-01-01", endedOn: null, monthToMonth: false },
    ...{ annualValue: { amount: "1200.00", currency: "EUR" }, replaces: null, version: 1 },
  });
});

test("an end that is the last day covered is stored as the first one that is not, and again changes nothing", async () => {
  const row = contract("inclusive", { endsOn: "2025-12-31", endsOnInclusive: true });
  expect(statuses(await load(row))).toEqual(["CREATED"]);
  expect(statuses(await load(row))).toEqual(["UNCHANGED"]);
  expect(await stored("inclusive")).toMatchObject({ endsOn: "2026-01-01" });
  const { externalId, endsOn, endsOnInclusive } = { ...row, endsOn: "2026-06-30", endsOnInclusive: true };
  expect(statuses(await write(database, contractUpsert, { externalId, endsOn, endsOnInclusive }))).toEqual(["UPDATED"]);
  expect(await stored("inclusive")).toMatchObject({ endsOn: "2026-07-01" });
});

test("a month-to-month contract has no end", async () => {
  await load(contract("monthly", { endsOn: null, monthToMonth: true }));
  expect(await stored("monthly")).toMatchObject({ endsOn: null, monthToMonth: true });
});

test.each([
  ["a term without an end", { endsOn: null }, "endsOn: is needed by every contract but one from month to month"],
  [
    "an end from month to month",
    { monthToMonth: true },
    "endsOn: is needed by every contract but one from month to month",
  ],
  ["an end before the start", { endsOn: "2025-01-01" }, "endsOn: must come after startsOn"],
  ["an early end before the start", { endedOn: "2024-12-31" }, "endedOn: must lie within the contract's term"],
  ["an early end after the end", { endedOn: "2026-01-02" }, "endedOn: must lie within the contract's term"],
  ["a reason of no early end", { lossReason: "PRICE" }, "endedOn: is needed beside a lossReason or competitor"],
  ["a negative value", { annualValue: "-1" }, "annualValue: must not be negative"],
  ["replacing itself", { externalId: "self", replaces: "self" }, "replaces: is the contract itself"],
  [
    "replacing another customer's contract",
    { customer: "c2", replaces: "plain" },
    "replaces: is a contract of another customer",
  ],
  [
    "replacing a later contract",
    { startsOn: "2024-01-01", replaces: "plain" },
    "replaces: must be a contract that starts no later than this one, and that this one was not replaced by",
  ],
])("%s is refused", async (_rule, more, reason) =>
  expect(reasons(await load(contract("bad", more)))).toEqual([reason]),
);

test("contracts do not replace each other in a circle", async () => {
  const circle = [
    contract("k1", { replaces: "k3" }),
    contract("k2", { replaces: "k1" }),
    contract("k3", { replaces: "k2" }),
  ];
  expect(reasons(await load(...circle)).length).toBeGreaterThan(0);
  const { rows } = await database.owner.query(`select from contract where replaces_id is not null`);
  expect(rows.length).toBeLessThan(3);
});

test("a start does not move before what the contract replaces, nor behind what replaces it", async () => {
  await load(contract("old"), contract("new", { startsOn: "2025-06-01", replaces: "old" }));
  expect(reasons(await load(contract("old", { startsOn: "2025-06-02" })))).toHaveLength(1);
  expect(reasons(await load(contract("new", { startsOn: "2024-12-31", replaces: "old" })))).toHaveLength(1);
  expect(await stored("new")).toMatchObject({ startsOn: "2025-06-01", replaces: { externalId: "old" } });
});

test("a contract counts from its start to its end, its early end, or its replacement, whichever comes first", async () => {
  const of = (externalId: string, more = {}) => contract(externalId, { customer: "c2", ...more });
  await load(
    of("base"),
    of("ended", { endedOn: "2025-03-01" }),
    of("step", { startsOn: "2025-07-01", replaces: "base" }),
    of("monthly2", { startsOn: "2025-05-01", endsOn: null, monthToMonth: true }),
  );
  const days = ["2024-12-31", "2025-01-01", "2025-02-28", "2025-03-01", "2025-06-30", "2025-07-01", "2026-01-01"];
  const counted = await Promise.all(days.map(covering));
  expect(Object.fromEntries(days.map((day, n) => [day, counted[n]!.sort()]))).toEqual({
    "2024-12-31": [],
    "2025-01-01": ["base", "ended"],
    "2025-02-28": ["base", "ended"],
    "2025-03-01": ["base"],
    "2025-06-30": ["base", "monthly2"],
    "2025-07-01": ["monthly2", "step"],
    "2026-01-01": ["monthly2"],
  });
});
