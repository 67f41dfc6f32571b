import type { Viewer } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { act, audits, type Done } from "../../support/action";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver, type Graph } from "../../support/graph";
import { until } from "../../support/process";
import { idOf, nodeIdOf } from "../../support/writes";

const lead = aRep({ externalId: "lead" });
const ann = aRep({ externalId: "ann", managedBy: lead });

let database: TestDatabase;
let graph: Graph;
beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [lead, ann]);
  await database.owner.query(
    `insert into pay_period (external_id, starts_on, ends_on, pay_on) values ('Q1', '2026-01-01', '2026-04-01', '2026-04-15')`,
  );
});
afterEach(() => database.close());

const hana: Partial<Viewer> = { principal: "hana", role: "HR" };
const hugo: Partial<Viewer> = { principal: "hugo", role: "HR" };
const viewerOf = async (role: Viewer["role"], rep: string | null): Promise<Partial<Viewer>> => ({
  ...{ role, principal: `${role} ${rep}`, repId: rep && (await idOf(database, "rep", rep)) },
});

const selection =
  "id version amount { amount currency } approvedBy approvedAt requestedBy earningCode reason rep { externalId }";
const REQUEST = { name: "payAdjustmentRequest", subject: "adjustment", selection };
const WITHDRAW = {
  name: "payAdjustmentWithdraw",
  subject: "adjustment",
  selection: `${selection} withdrawnBy withdrawnAt`,
};
const APPROVE = { name: "payAdjustmentApprove", subject: "adjustment", selection };

const request = async (more: object = {}, viewer = hana): Promise<Done> =>
  act(graph, viewer, REQUEST, {
    payPeriod: await nodeIdOf(database, "PayPeriod", "pay_period", "Q1"),
    rep: await nodeIdOf(database, "Rep", "rep", "ann"),
    ...{ amount: "-123.46", currency: "EUR", earningCode: "ADJ", reason: "paid twice in December" },
    ...more,
  });
const approve = (asked: Done, viewer = hugo, version = 1): Promise<Done> =>
  act(graph, viewer, APPROVE, { adjustment: asked.record!.id, version });
const withdraw = (asked: Done, viewer = hana, version = 1): Promise<Done> =>
  act(graph, viewer, WITHDRAW, { adjustment: asked.record!.id, version });
const lock = (): Promise<unknown> =>
  database.owner.query(`update pay_period set status = 'LOCKED', lines_hash = 'sealed'`);

async function listed(viewer: Partial<Viewer>, filter: object = {}): Promise<number> {
  const { data, errors } = await graph.ask<{ payAdjustments: { totalCount: number; edges: object[] } }>(
    viewer,
    `query ($filter: PayAdjustmentFilter) { payAdjustments(filter: $filter) { totalCount edges { node { id } } } }`,
    { filter },
  );
  expect(errors).toEqual([]);
  expect(data.payAdjustments.edges).toHaveLength(data.payAdjustments.totalCount);
  return data.payAdjustments.totalCount;
}

test("one person asks for it, and another one approves it", async () => {
  const asked = await request();
  expect(asked).toMatchObject({
    refused: [],
    record: {
      ...{ amount: { amount: "-123.46", currency: "EUR" }, requestedBy: "hana", approvedBy: null, approvedAt: null },
      ...{ earningCode: "ADJ", reason: "paid twice in December", rep: { externalId: "ann" } },
    },
  });
  expect((await approve(asked, hana)).refused).toEqual(["CONFLICT adjustment"]);
  expect((await approve(asked, hugo, 2)).refused).toEqual(["STALE_VERSION version"]);
  expect((await approve(asked)).record).toMatchObject({
    approvedBy: "hugo",
    version: 2,
    approvedAt: expect.any(String),
  });
  expect((await approve(asked, hugo, 2)).refused).toEqual(["CONFLICT adjustment"]);
});

test("is taken back as long as nobody has approved it, and then is nobody's to approve", async () => {
  const asked = await request();
  expect((await withdraw(asked, hugo, 2)).refused).toEqual(["STALE_VERSION version"]);
  expect(await withdraw(asked)).toMatchObject({
    refused: [],
    record: { withdrawnBy: "hana", withdrawnAt: expect.any(String), approvedBy: null, version: 2 },
  });
  expect((await withdraw(asked, hana, 2)).refused).toEqual(["CONFLICT adjustment"]);
  expect((await approve(asked, hugo, 2)).refused).toEqual(["CONFLICT adjustment"]);
  expect([await listed(hana, { withdrawn: true }), await listed(hana, { withdrawn: false })]).toEqual([1, 0]);
  const forced = database.owner.query(`update pay_adjustment set approved_by = 'hugo', approved_at = now()`);
  await expect(forced).rejects.toThrow("pay_adjustment_decided_once_check");
  expect(JSON.stringify(await audits(database, "payAdjustmentWithdraw"))).not.toMatch(/123\.?46|December|amount_minor/);
});

test("is not taken back once it is approved, or its period is locked", async () => {
  const [approved, late] = [await request(), await request()];
  await approve(approved);
  expect((await withdraw(approved, hana, 2)).refused).toEqual(["CONFLICT adjustment"]);
  await lock();
  expect((await withdraw(late)).refused).toEqual(["CONFLICT adjustment"]);
});

test.each([
  ["nothing", { amount: "0.00" }, "INVALID amount"],
  ["more than can be stored", { amount: "9".repeat(30) }, "INVALID amount"],
  ["more decimals than its currency has", { amount: "1.005" }, "INVALID amount"],
  ["no reason", { reason: "" }, "INVALID reason"],
  ["blanks for a reason", { reason: " \n" }, "INVALID reason"],
  ["a code that a spreadsheet would compute", { earningCode: "=1+1" }, "INVALID earningCode"],
  ["a currency that there is not", { currency: "EURO" }, "INVALID currency"],
])("is not asked for with %s", async (_rule, more, refused) => {
  expect(await request(more)).toEqual({ record: null, refused: [refused] });
});

test("is HR's to ask for and to approve", async () => {
  const asked = await request();
  for (const role of ["REP", "LEADER", "ANALYST", "ADMIN", "AUDITOR"] as const) {
    expect((await request({}, { role, principal: "x" })).refused).toEqual(["FORBIDDEN"]);
    expect((await approve(asked, { role, principal: "x" })).refused).toEqual(["FORBIDDEN"]);
    expect((await withdraw(asked, { role, principal: "x" })).refused).toEqual(["FORBIDDEN"]);
  }
});

test("comes too late for a period that is locked", async () => {
  const asked = await request();
  await lock();
  expect((await request()).refused).toEqual(["CONFLICT payPeriod"]);
  expect((await approve(asked)).refused).toEqual(["CONFLICT adjustment"]);
  const forced = database.owner.query(`update pay_adjustment set approved_by = 'x', approved_at = now()`);
  await expect(forced).rejects.toThrow("Q1 is locked: update of pay_adjustment is refused");
});

const waiting = async (): Promise<number> => {
  const { rows } = await database.admin.query<{ count: number }>(
    `select count(*)::integer as count from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'`,
    [database.name],
  );
  return rows[0]!.count;
};

test("waits for a lock under way, and then comes too late", async () => {
  const asked = await request();
  const client = await database.owner.connect();
  try {
    await client.query("begin");
    await client.query(`update pay_period set status = 'LOCKED', lines_hash = 'sealed'`);
    const late = approve(asked);
    await until(async () => (await waiting()) > 0);
    await client.query("commit");
    expect((await late).refused).toEqual(["CONFLICT adjustment"]);
  } finally {
    client.release();
  }
});

test("is seen by HR and auditors, and by the person and its leaders when it is approved", async () => {
  const asked = await request();
  const people = [await viewerOf("REP", "ann"), await viewerOf("LEADER", "lead")];
  for (const viewer of people) expect(await listed(viewer)).toBe(0);
  for (const role of ["HR", "AUDITOR"] as const) expect(await listed({ role }, { approved: false })).toBe(1);
  await approve(asked);
  for (const viewer of people) expect(await listed(viewer, { approved: true })).toBe(1);
  for (const role of ["ANALYST", "ADMIN"] as const) expect(await listed({ role })).toBe(0);
  expect(await listed({ role: "HR" }, { payPeriod: await nodeIdOf(database, "PayPeriod", "pay_period", "Q1") })).toBe(
    1,
  );
  expect(await listed({ role: "HR" }, { rep: await nodeIdOf(database, "Rep", "rep", "lead") })).toBe(0);
});

test("is shown by the database to nobody whose transaction does not say who asks", async () => {
  await request();
  const count = async (viewer: Partial<Viewer> | null): Promise<string> => {
    const asking = viewer && contextOf(database, viewer).viewer;
    const [row] = await transaction(database, asking, (tx) =>
      tx.query<[{ count: string }]>("select count(*) from pay_adjustment"),
    );
    return row.count;
  };
  expect([await count(null), await count({ role: "ADMIN" }), await count(hana)]).toEqual(["0", "0", "1"]);
});

test("leaves its audit records without the amount and the reason", async () => {
  await approve(await request());
  const trail = [
    ...(await audits(database, "payAdjustmentRequest")),
    ...(await audits(database, "payAdjustmentApprove")),
  ];
  expect(trail).toMatchObject([
    { principal: "hana", type: "payAdjustment", before: null, after: { approved_by: null } },
    { principal: "hugo", before: { approved_by: null }, after: { approved_by: "hugo", earning_code: "ADJ" } },
  ]);
  expect(JSON.stringify(trail)).not.toMatch(/123\.?46|December|amount_minor/);
});
