import type { Viewer } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { act, audits, type Done } from "../../support/action";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf } from "../../support/writes";
import { storePeriod } from "../hr/given";

const lead = aRep({ externalId: "lead" });
const ann = aRep({ externalId: "ann", managedBy: lead });
const bob = aRep({ externalId: "bob" });

let database: TestDatabase;
let graph: Graph;
async function open(): Promise<void> {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [lead, ann, bob]);
  const lines = ["ann", "bob", "lead"].map((rep) => ({ rep, amount: 616_438, id: `line of ${rep}` }));
  await storePeriod(database, { name: "Q1", status: "LOCKED", lines });
}

const viewerOf = async (role: Viewer["role"], rep: string | null = null): Promise<Partial<Viewer>> => ({
  ...{ role, principal: `${role} ${rep}`, repId: rep && (await idOf(database, "rep", rep)) },
});

const TEXT = "My goal was 0.95, so 6,164.38 is too little";
const selection =
  "id status text answer answeredBy answeredAt version rep { externalId } payPeriod { externalId } line { externalId }";
const RAISE = { name: "payDisputeRaise", subject: "dispute", selection };
const ANSWER = { name: "payDisputeAnswer", subject: "dispute", selection };
const raise = async (viewer: Partial<Viewer>, line: string, more: object = {}): Promise<Done> =>
  act(graph, viewer, RAISE, {
    line: await nodeIdOf(database, "StatementLine", "statement_line", `line of ${line}`),
    ...{ text: TEXT, ...more },
  });
const answer = (viewer: Partial<Viewer>, dispute: Done, more: object = {}): Promise<Done> =>
  act(graph, viewer, ANSWER, {
    ...{
      dispute: dispute.record!.id,
      status: "ACCEPTED",
      answer: "You are right: 200 more in Q2",
      version: 1,
      ...more,
    },
  });
const listed = async (viewer: Partial<Viewer>, filter: object = {}): Promise<number> => {
  const { data, errors } = await graph.ask<{ payDisputes: { totalCount: number } }>(
    viewer,
    `query ($filter: PayDisputeFilter) { payDisputes(filter: $filter) { totalCount } }`,
    { filter },
  );
  expect(errors).toEqual([]);
  return data.payDisputes.totalCount;
};
const lines = async (): Promise<unknown[]> =>
  (await database.owner.query<{ line: object }>(`select to_jsonb(l) as line from statement_line l order by id`)).rows;

describe("a line of a locked statement", () => {
  beforeEach(open);
  afterEach(() => database.close());

  test("is disputed by the person, and answered by HR, and stays as it is", async () => {
    const before = await lines();
    const raised = await raise(await viewerOf("REP", "ann"), "ann");
    expect(raised).toMatchObject({
      refused: [],
      record: {
        ...{ status: "OPEN", text: TEXT, answer: null, answeredBy: null, answeredAt: null, version: 1 },
        ...{ rep: { externalId: "ann" }, payPeriod: { externalId: "Q1" }, line: { externalId: "line of ann" } },
      },
    });
    const answered = await answer(await viewerOf("HR"), raised);
    expect(answered.record).toMatchObject({ status: "ACCEPTED", answer: "You are right: 200 more in Q2", version: 2 });
    expect(answered.record).toMatchObject({ answeredBy: "HR null", answeredAt: expect.any(String) });
    expect(await lines()).toEqual(before);
    const { data } = await graph.ask(
      await viewerOf("REP", "ann"),
      `query ($id: ID!) { node(id: $id) { ... on StatementLine { disputes { status answer } } } }`,
      { id: await nodeIdOf(database, "StatementLine", "statement_line", "line of ann") },
    );
    expect(data).toEqual({ node: { disputes: [{ status: "ACCEPTED", answer: "You are right: 200 more in Q2" }] } });
  });

  test.each([
    ["REP", "bob", "ann", "NOT_FOUND line"],
    ["LEADER", "lead", "ann", "NOT_FOUND line"],
    ["HR", null, "ann", "FORBIDDEN"],
    ["AUDITOR", null, "ann", "FORBIDDEN"],
  ] as const)("is not disputed by a %s %s when it is %s's", async (role, rep, whose, refused) => {
    expect(await raise(await viewerOf(role, rep), whose)).toEqual({ record: null, refused: [refused] });
  });

  test("is disputed by a leader when it is its own, and answered by HR, not by itself", async () => {
    const own = await viewerOf("LEADER", "lead");
    const raised = await raise(own, "lead");
    expect(raised.refused).toEqual([]);
    expect((await answer(own, raised)).refused).toEqual(["NOT_FOUND dispute"]);
    expect((await answer({ ...own, role: "HR" }, raised)).refused).toEqual(["CONFLICT dispute"]);
    expect((await answer(await viewerOf("HR"), raised)).refused).toEqual([]);
  });

  test("has one open dispute at a time, and a text", async () => {
    const viewer = await viewerOf("REP", "ann");
    expect((await raise(viewer, "ann", { text: "" })).refused).toEqual(["INVALID text"]);
    const raised = await raise(viewer, "ann");
    expect((await raise(viewer, "ann")).refused).toEqual(["CONFLICT line"]);
    await answer(await viewerOf("HR"), raised, { status: "REJECTED" });
    expect((await raise(viewer, "ann")).refused).toEqual([]);
  });
});

describe("a dispute", () => {
  let raised: Done;
  beforeEach(async () => {
    await open();
    raised = await raise(await viewerOf("REP", "ann"), "ann");
  });

  afterEach(() => database.close());

  test("is answered by the leader, once", async () => {
    const leader = await viewerOf("LEADER", "lead");
    expect((await answer(leader, raised, { version: 3 })).refused).toEqual(["STALE_VERSION version"]);
    expect((await answer(leader, raised, { status: "OPEN" })).refused).toEqual(["INVALID status"]);
    expect((await answer(leader, raised, { status: "REJECTED" })).record).toMatchObject({ status: "REJECTED" });
    expect((await answer(leader, raised, { version: 2 })).refused).toEqual(["CONFLICT dispute"]);
  });

  test("stays when its line is calculated anew, and when it is gone", async () => {
    await storePeriod(database, {
      ...{ name: "Q2", startsOn: "2026-04-01", endsOn: "2026-07-01", status: "OPEN" },
      lines: [{ rep: "ann", amount: 1, id: "line of Q2" }],
    });
    const viewer = await viewerOf("REP", "ann");
    await raise(viewer, "Q2");
    await database.owner.query(`delete from statement where external_id like 'Q2 %'`);
    const { data } = await graph.ask(viewer, `{ payDisputes(first: 1) { edges { node { text line { id } } } } }`);
    expect(data).toEqual({ payDisputes: { edges: [{ node: { text: TEXT, line: null } }] } });
  });

  test("leaves its audit records without what was said", async () => {
    await answer(await viewerOf("HR"), raised);
    const trail = [...(await audits(database, "payDisputeRaise")), ...(await audits(database, "payDisputeAnswer"))];
    expect(trail).toMatchObject([
      { principal: "REP ann", type: "payDispute", before: null, after: { status: "OPEN" } },
      { principal: "HR null", before: { status: "OPEN" }, after: { status: "ACCEPTED" } },
    ]);
    expect(JSON.stringify(trail)).not.toMatch(/goal|6,164|right|200/);
  });
});

describe("a dispute, while it is open,", () => {
  let raised: Done;
  beforeAll(async () => {
    await open();
    raised = await raise(await viewerOf("REP", "ann"), "ann");
  });
  afterAll(() => database.close());

  test.each([
    ["LEADER", "bob", "NOT_FOUND dispute"],
    ["REP", "ann", "FORBIDDEN"],
    ["AUDITOR", null, "FORBIDDEN"],
    ["ADMIN", null, "FORBIDDEN"],
  ] as const)("is not answered by a %s %s", async (role, rep, refused) => {
    expect(await answer(await viewerOf(role, rep), raised)).toEqual({ record: null, refused: [refused] });
  });

  test.each([
    ["REP", "ann", 1],
    ["REP", "bob", 0],
    ["LEADER", "lead", 1],
    ["LEADER", "bob", 0],
    ["HR", null, 1],
    ["AUDITOR", null, 1],
    ["ANALYST", null, 0],
    ["ADMIN", null, 0],
  ] as const)("is listed to a %s %s: %d", async (role, rep, count) => {
    const viewer = await viewerOf(role, rep);
    expect(await listed(viewer, { status: ["OPEN"] })).toBe(count);
    expect(await listed(viewer, { status: ["ACCEPTED", "REJECTED"] })).toBe(0);
  });

  const asked = async (viewer: Partial<Viewer> | null, sql: string): Promise<unknown> =>
    transaction(database, viewer && contextOf(database, viewer).viewer, (tx) => tx.query<unknown>(sql));

  test("is shown by the database to nobody whose transaction does not say who asks", async () => {
    const count = "select count(*)::integer as count from pay_dispute";
    expect(await asked(null, count)).toEqual([{ count: 0 }]);
    expect(await asked(await viewerOf("REP", "bob"), count)).toEqual([{ count: 0 }]);
    expect(await asked(await viewerOf("REP", "ann"), count)).toEqual([{ count: 1 }]);
  });

  test.each([
    ["changed by who raised it", "REP", "ann", "update pay_dispute set text = 'x' returning id", [[], 0]],
    ["removed by its leader", "LEADER", "lead", "delete from pay_dispute", "permission denied"],
    ["reworded by its leader", "LEADER", "lead", "update pay_dispute set text = 'x'", "stays as it was said"],
    ["reworded by HR", "HR", null, "update pay_dispute set text = 'x'", "stays as it was said"],
    ["removed by HR", "HR", null, "delete from pay_dispute", "permission denied"],
  ] as const)("is not %s, whatever the server asks the database for", async (_rule, role, rep, sql, outcome) => {
    const attempt = asked(await viewerOf(role, rep), sql);
    if (typeof outcome === "string") await expect(attempt).rejects.toThrow(outcome);
    else expect(await attempt).toEqual(outcome);
  });

  test("is raised in nobody else's name, whatever the server asks the database for", async () => {
    const insert = `insert into pay_dispute (external_id, line_external_id, pay_period_id, rep_id, text, raised_by)
      select 'forged', l.external_id, l.pay_period_id, r.id, 'x', 'x' from statement_line l, rep r where r.external_id = 'bob'`;
    await expect(asked(await viewerOf("REP", "ann"), insert)).rejects.toThrow("row-level security");
  });
});
