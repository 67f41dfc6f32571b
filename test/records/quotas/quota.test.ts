import { quotaUpsert } from "../../../src/records/quotas/quota.upsert";
import { act, audits } from "../../support/action";
import { aRep, aTeam, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf, statuses, write } from "../../support/writes";

const north = aTeam({ externalId: "north" });
const ida = aRep({ externalId: "ida" });
const noor = aRep({ externalId: "noor", managedBy: ida, team: north });
const emil = aRep({ externalId: "emil" });

let database: TestDatabase;
let graph: Graph;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [north, ida, noor, emil]);
  await write(
    database,
    quotaUpsert,
    quota("noor Q1", { rep: "noor" }),
    quota("ida Q1", { rep: "ida" }),
    quota("emil Q1", { rep: "emil", measure: "EXPANSION", goal: "40000.50", currency: "EUR" }),
    quota("north Q1", { team: "north" }),
  );
});
afterAll(() => database.close());

const quota = (externalId: string, more = {}) => ({
  ...{ externalId, measure: "GROSS_REVENUE_RETENTION", goal: "0.92" },
  ...{ startsOn: "2026-01-01", endsOn: "2026-04-01" },
  ...more,
});

test.each([
  ["of nobody", {}, "rep"],
  ["of a rep and a team at once", { rep: "noor", team: "north" }, "rep"],
  ["for a period that ends where it starts", { rep: "noor", endsOn: "2026-01-01" }, "endsOn"],
  ["for the same measure and period as another one", { rep: "noor" }, "measure"],
])("there is no quota %s", async (_rule, more, field) => {
  const { userErrors } = await write(database, quotaUpsert, quota("wrong", more));
  expect(userErrors).toEqual([expect.objectContaining({ code: "CONFLICT", field: ["inputs", "0", field] })]);
});

test("the same row again changes nothing", async () => {
  expect(statuses(await write(database, quotaUpsert, quota("ida Q1", { rep: "ida" })))).toEqual(["UNCHANGED"]);
});

const seenBy = async (role: "REP" | "LEADER" | "HR", rep: string | null): Promise<string[]> => {
  const repId = rep ? await idOf(database, "rep", rep) : null;
  const source = "{ quotas { edges { node { externalId } } } }";
  const { data } = await graph.ask<{ quotas: { edges: { node: { externalId: string } }[] } }>({ role, repId }, source);
  return data.quotas.edges.map(({ node }) => node.externalId).sort();
};

test.each([
  ["REP", "noor", ["noor Q1", "north Q1"]],
  ["REP", "emil", ["emil Q1"]],
  ["LEADER", "ida", ["ida Q1", "noor Q1", "north Q1"]],
  ["HR", null, ["emil Q1", "ida Q1", "noor Q1", "north Q1"]],
] as const)("%s %s sees the goals of its own people and of their teams", async (role, rep, goals) => {
  expect(await seenBy(role, rep)).toEqual(goals);
});

test("the goals of a day are those whose period holds it, and amounts keep their decimals", async () => {
  const source = `{ rep(externalId: "emil") {
    last: quotas(filter: { on: "2026-03-31" }) { edges { node { goal currency measure } } }
    behind: quotas(filter: { on: "2026-04-01" }) { totalCount } } }`;
  const { data } = await graph.ask({ role: "HR" }, source);
  const node = { goal: "40000.50", currency: "EUR", measure: "EXPANSION" };
  expect(data).toEqual({ rep: { last: { edges: [{ node }] }, behind: { totalCount: 0 } } });
});

describe("a goal", () => {
  const ADJUST = { name: "quotaAdjust", subject: "quota", selection: "goal version" };
  const adjust = async (role: "LEADER" | "ADMIN" | "REP", who: string, goal: string, more = {}) => {
    const repId = await idOf(database, "rep", "ida");
    const id = await nodeIdOf(database, "Quota", "quota", who);
    return act(graph, { role, repId }, ADJUST, { quota: id, goal, reason: "new market", version: 1, ...more });
  };

  test("is adjusted by who leads the rep, and the reason is kept", async () => {
    expect(await adjust("LEADER", "noor Q1", "0.90")).toEqual({ record: { goal: "0.90", version: 2 }, refused: [] });
    expect(await audits(database, "quotaAdjust")).toEqual([
      expect.objectContaining({
        before: expect.objectContaining({ goal: 0.92, version: 1 }),
        after: expect.objectContaining({ goal: 0.9, version: 2, reason: "new market" }),
      }),
    ]);
    expect(await adjust("LEADER", "noor Q1", "0.80")).toEqual({ record: null, refused: ["STALE_VERSION version"] });
  });

  test.each([
    ["LEADER", "ida Q1", "CONFLICT quota"],
    ["LEADER", "north Q1", "CONFLICT quota"],
    ["LEADER", "emil Q1", "NOT_FOUND quota"],
    ["REP", "ida Q1", "FORBIDDEN"],
  ] as const)(
    "is not a %s's to adjust when it is its own, a team's or a stranger's: %s",
    async (role, who, refused) => {
      expect(await adjust(role, who, "0")).toEqual({ record: null, refused: [refused] });
    },
  );
});
