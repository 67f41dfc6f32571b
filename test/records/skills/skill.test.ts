import { completionUpsert, courseUpsert } from "../../../src/records/skills/skill.upsert";
import { act, audits } from "../../support/action";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf, statuses, write } from "../../support/writes";

const ida = aRep({ externalId: "ida" });
const noor = aRep({ externalId: "noor", managedBy: ida });
const emil = aRep({ externalId: "emil" });

let database: TestDatabase;
let graph: Graph;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [ida, noor, emil]);
  const talks = { externalId: "talks", name: "Renewal talks", trains: "RENEWAL_RATE" as string | null };
  await write(database, courseUpsert, talks, { externalId: "method", name: "Diagnosis", trains: null });
  await write(
    database,
    completionUpsert,
    completion("n1", { expiresOn: "2026-01-01" }),
    completion("n2", { course: "method", completedOn: "2025-06-01" }),
  );
});
afterAll(() => database.close());

const completion = (externalId: string, more = {}) => ({
  ...{ externalId, rep: "noor", course: "talks", completedOn: "2024-01-01" },
  ...more,
});

test.each([
  ["that expires on the day it begins", { completedOn: "2024-05-01", expiresOn: "2024-05-01" }, "expiresOn"],
  ["twice on one day", {}, "completedOn"],
])("no course is completed %s", async (_rule, more, field) => {
  const { userErrors } = await write(database, completionUpsert, completion("wrong", more));
  expect(userErrors).toEqual([expect.objectContaining({ code: "CONFLICT", field: ["inputs", "0", field] })]);
});

test("the same row again changes nothing", async () => {
  const again = completion("n1", { expiresOn: "2026-01-01" });
  expect(statuses(await write(database, completionUpsert, again))).toEqual(["UNCHANGED"]);
});

test.each([
  ["2023-12-31", []],
  ["2024-01-01", ["talks"]],
  ["2025-12-31", ["talks", "method"]],
  ["2026-01-01", ["method"]],
])("on %s the rep's skills are %j: completed, and not expired", async (asOf, courses) => {
  const { data } = await graph.ask<{ rep: { skills: { course: { externalId: string } }[]; completions: object } }>(
    { role: "HR" },
    `query ($asOf: Date) { rep(externalId: "noor") {
      skills(asOf: $asOf) { course { externalId } } completions { totalCount } } }`,
    { asOf },
  );
  expect(data.rep.skills.map(({ course }) => course.externalId)).toEqual(courses);
  expect(data.rep.completions).toEqual({ totalCount: 2 });
});

describe("a completion", () => {
  const RECORD = { name: "completionRecord", subject: "completion", selection: "rep { externalId } completedOn" };
  const recorded = async (role: "LEADER" | "REP" | "HR", rep: string, more = {}, as = "ida") => {
    const input = {
      rep: await nodeIdOf(database, "Rep", "rep", rep),
      course: await nodeIdOf(database, "Course", "course", "method"),
      completedOn: "2026-02-01",
    };
    const repId = role === "HR" ? null : await idOf(database, "rep", as);
    return act(graph, { role, repId }, RECORD, { ...input, ...more });
  };

  test("is recorded by who leads the rep, with its audit record", async () => {
    expect(await recorded("LEADER", "noor")).toEqual({
      record: { rep: { externalId: "noor" }, completedOn: "2026-02-01" },
      refused: [],
    });
    expect(await audits(database, "completionRecord")).toHaveLength(1);
    expect((await recorded("LEADER", "noor")).refused).toEqual(["CONFLICT completedOn"]);
  });

  test.each([
    ["LEADER", "ida", "CONFLICT rep"],
    ["LEADER", "emil", "NOT_FOUND rep"],
    ["REP", "ida", "FORBIDDEN"],
  ] as const)("is nothing that a %s confirms of itself, or of a stranger: %s → %s", async (role, rep, refused) => {
    expect(await recorded(role, rep)).toEqual({ record: null, refused: [refused] });
  });

  test("is recorded by HR of everyone, and expires later than it begins", async () => {
    expect((await recorded("HR", "emil")).refused).toEqual([]);
    expect((await recorded("HR", "ida", { expiresOn: "2026-01-01" })).refused).toEqual(["CONFLICT expiresOn"]);
  });
});
