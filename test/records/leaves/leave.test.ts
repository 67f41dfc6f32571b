import { leaveUpsert } from "../../../src/records/leaves/leave.upsert";
import { act, audits } from "../../support/action";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf, statuses, write } from "../../support/writes";

const ida = aRep({ externalId: "ida" });
const noor = aRep({ externalId: "noor", managedBy: ida });

let database: TestDatabase;
let graph: Graph;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [ida, noor]);
  await write(database, leaveUpsert, leave("n1"), leave("i1", { rep: "ida" }));
});
afterAll(() => database.close());

const leave = (externalId: string, more = {}) => ({
  ...{ externalId, rep: "noor", kind: "SICK", startsOn: "2025-03-01", endsOn: "2025-04-01" },
  ...more,
});

test.each([
  ["overlap another one of the same rep", { startsOn: "2025-03-31", endsOn: null }, "startsOn"],
  ["end on the day it begins", { startsOn: "2025-06-01", endsOn: "2025-06-01" }, "endsOn"],
])("a leave does not %s", async (_rule, more, field) => {
  const { userErrors } = await write(database, leaveUpsert, leave("wrong", more));
  expect(userErrors).toEqual([expect.objectContaining({ code: "CONFLICT", field: ["inputs", "0", field] })]);
});

test("one leave may begin on the day another one ends, and the same row again changes nothing", async () => {
  const next = leave("n2", { startsOn: "2025-04-01", endsOn: "2025-05-01", kind: "OTHER" });
  expect(statuses(await write(database, leaveUpsert, next))).toEqual(["CREATED"]);
  expect(statuses(await write(database, leaveUpsert, next))).toEqual(["UNCHANGED"]);
});

const kinds = async (role: "REP" | "LEADER" | "HR" | "ADMIN" | "AUDITOR" | "ANALYST", as: string | null) => {
  const repId = as === null ? null : await idOf(database, "rep", as);
  const source = `{ rep(externalId: "noor") { leaves { startsOn kind } } }`;
  const { data, errors } = await graph.ask<{ rep: { leaves: { kind: string | null }[] } }>({ role, repId }, source);
  return errors[0]?.code ?? data.rep.leaves.map(({ kind }) => kind);
};

test.each([
  ["REP", "noor", ["SICK", "OTHER"]],
  ["LEADER", "noor", ["SICK", "OTHER"]],
  ["LEADER", "ida", [null, null]],
  ["HR", null, ["SICK", "OTHER"]],
  ["AUDITOR", null, ["SICK", "OTHER"]],
  ["ADMIN", null, "FORBIDDEN"],
  ["ANALYST", null, "FORBIDDEN"],
] as const)("why somebody is away is shown to itself, HR and auditors: to %s %s as %j", async (role, as, shown) => {
  expect(await kinds(role, as)).toEqual(shown);
});

describe("HR", () => {
  const selection = "id version startsOn endsOn kind";
  const START = { name: "leaveStart", subject: "leave", selection };
  const END = { name: "leaveEnd", subject: "leave", selection };
  const hr = { role: "HR" } as const;
  const start = async (who: object, startsOn: string) => {
    const rep = await nodeIdOf(database, "Rep", "rep", "noor");
    return act(graph, who, START, { rep, startsOn, kind: "PARENTAL" });
  };

  test("starts a leave with an open end, and ends it", async () => {
    const { record } = await start(hr, "2026-01-01");
    expect(record).toMatchObject({ version: 1, endsOn: null, kind: "PARENTAL" });
    expect((await start(hr, "2026-02-01")).refused).toEqual(["CONFLICT startsOn"]);
    const end = (endsOn: string, version: number) => act(graph, hr, END, { leave: record!.id, endsOn, version });
    expect((await end("2026-01-01", 1)).refused).toEqual(["CONFLICT endsOn"]);
    expect((await end("2026-03-01", 1)).record).toMatchObject({ version: 2, endsOn: "2026-03-01" });
    expect((await end("2026-04-01", 1)).refused).toEqual(["STALE_VERSION version"]);
    expect(await audits(database, "leaveEnd")).toHaveLength(1);
  });

  test("does, and leaders do not", async () => {
    const leader = { role: "LEADER", repId: await idOf(database, "rep", "ida") } as const;
    expect(await start(leader, "2027-01-01")).toEqual({ record: null, refused: ["FORBIDDEN"] });
  });
});
