import { agreedActionUpsert } from "../../../src/records/agreed-actions/agreed-action.upsert";
import { act, type Action, audits } from "../../support/action";
import { aRep, aTeam, REFERENCE_DATE, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { idOf, nodeIdOf, statuses, write } from "../../support/writes";

const [north, south] = ["north", "south"].map((externalId) => aTeam({ externalId, name: externalId })) as [
  ReturnType<typeof aTeam>,
  ReturnType<typeof aTeam>,
];
const ida = aRep({ externalId: "ida" });
const noor = aRep({ externalId: "noor", managedBy: ida, team: north });
const nils = aRep({ externalId: "nils", managedBy: ida, team: north });
const emil = aRep({ externalId: "emil", team: south });

let database: TestDatabase;
let graph: Graph;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [north, south, ida, noor, nils, emil]);
});
afterAll(() => database.close());

const action = (name: string): Action => ({
  ...{ name, subject: "action" },
  selection: "what team { externalId } owner { externalId } startsOn endsOn agreedOn dueOn doneOn version",
});
const terms = {
  what: "Call every customer a month before its term ends.",
  startsOn: "2025-10-01",
  endsOn: "2026-01-01",
};
const as = async (role: "REP" | "LEADER", rep: string) => ({ role, repId: await idOf(database, "rep", rep) });
const ADMIN = { role: "ADMIN" as const, repId: null };
const agree = async (viewer: object, team: string | null, owner: string, more = {}) =>
  act(graph, viewer, action("actionAgree"), {
    ...{ ...terms, dueOn: "2026-04-01", owner: await nodeIdOf(database, "Rep", "rep", owner) },
    ...(team && { team: await nodeIdOf(database, "Team", "team", team) }),
    ...more,
  });

test("a leader records what its team agreed on, today, and it leaves an audit record", async () => {
  const { record, refused } = await agree(await as("LEADER", "ida"), "north", "noor");
  expect(refused).toEqual([]);
  expect(record).toEqual({
    ...{ ...terms, agreedOn: REFERENCE_DATE, dueOn: "2026-04-01", doneOn: null, version: 1 },
    ...{ team: { externalId: "north" }, owner: { externalId: "noor" } },
  });
  expect(await audits(database, "actionAgree")).toMatchObject([{ type: "agreedAction", before: null }]);
});

test("of the whole company only an administrator says what it does", async () => {
  expect((await agree(await as("LEADER", "ida"), null, "noor")).refused).toEqual(["INVALID team"]);
  expect((await agree(ADMIN, null, "emil")).record).toMatchObject({ team: null });
});

test.each([
  ["for a team that it does not lead", "south", "noor", {}, "NOT_FOUND team"],
  ["for somebody that it does not lead", "north", "emil", {}, "NOT_FOUND owner"],
  ["to be done before it is agreed on", "north", "noor", { dueOn: "2026-03-01" }, "CONFLICT dueOn"],
  ["about a period that ends where it starts", "north", "noor", { endsOn: "2025-10-01" }, "CONFLICT endsOn"],
  ["without a word", "north", "noor", { what: "" }, "INVALID what"],
])("a leader agrees on nothing %s", async (_rule, team, owner, more, refusal) => {
  expect((await agree(await as("LEADER", "ida"), team, owner, more)).refused).toEqual([refusal]);
});

test("a rep agrees on nothing by itself", async () => {
  expect((await agree(await as("REP", "noor"), "north", "noor")).refused).toEqual(["FORBIDDEN"]);
});

describe("an action that was agreed on", () => {
  let [id, agreed] = ["", 0];
  beforeEach(async () => {
    const externalId = `a${++agreed}`;
    await agree(await as("LEADER", "ida"), "north", "noor", { externalId });
    id = await nodeIdOf(database, "AgreedAction", "agreed_action", externalId);
  });
  const complete = async (viewer: object, more = {}) =>
    act(graph, viewer, action("actionComplete"), { action: id, doneOn: "2026-03-02", version: 1, ...more });

  test.each([["REP", "noor"] as const, ["LEADER", "ida"] as const])("is done when %s %s says so", async (role, rep) => {
    const { record, refused } = await complete(await as(role, rep));
    expect([record?.doneOn, record?.version, refused]).toEqual(["2026-03-02", 2, []]);
    expect((await complete(ADMIN, { version: 2 })).refused).toEqual(["CONFLICT action"]);
  });

  test.each([
    ["a colleague, who may read it", "nils", {}, "CONFLICT action"],
    ["somebody in another team", "emil", {}, "NOT_FOUND action"],
    ["who has read an older version", "noor", { version: 7 }, "STALE_VERSION version"],
    ["who says so ahead of the day", "noor", { doneOn: "2026-03-03" }, "INVALID doneOn"],
    ["who says it was done before it was agreed on", "noor", { doneOn: "2026-03-01" }, "CONFLICT doneOn"],
  ])("is not done for %s", async (_rule, rep, more, refusal) => {
    expect((await complete(await as("REP", rep), more)).refused).toEqual([refusal]);
  });
});

test("actions are written in bulk, and the same row again changes nothing", async () => {
  const row = { ...terms, externalId: "b1", owner: "emil", team: "south", agreedOn: "2026-01-05", dueOn: "2026-02-01" };
  expect(statuses(await write(database, agreedActionUpsert, row))).toEqual(["CREATED"]);
  expect(statuses(await write(database, agreedActionUpsert, row))).toEqual(["UNCHANGED"]);
  expect(statuses(await write(database, agreedActionUpsert, { ...row, doneOn: "2026-01-20" }))).toEqual(["UPDATED"]);
});
