import { act, audits } from "../../support/action";
import { aCustomer, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf } from "../../support/writes";

const ida = aRep({ externalId: "ida" });
const noor = aRep({ externalId: "noor", managedBy: ida });
const emil = aRep({ externalId: "emil" });
const alder = aCustomer({ externalId: "alder", ownedBy: noor });

let database: TestDatabase;
let graph: Graph;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [ida, noor, emil, alder]);
});
afterAll(() => database.close());

const LOG = {
  name: "interactionLog",
  subject: "interaction",
  selection: "rep { externalId } customer { externalId } kind direction answeredAt note",
};
const logged = async (role: "REP" | "LEADER" | "ADMIN" | "HR", rep: string | null, more = {}, key?: string) => {
  const repId = rep === null ? null : await idOf(database, "rep", rep);
  const input = {
    ...{ customer: await nodeIdOf(database, "Customer", "customer", "alder"), kind: "CALL", direction: "TWO_WAY" },
    ...{ occurredAt: "2026-03-01T09:00:00Z", note: "All is well" },
  };
  return act(graph, { role, repId }, LOG, { ...input, ...more }, key);
};

test.each([
  ["REP", "noor"],
  ["LEADER", "ida"],
] as const)("a %s logs what it did with a customer it sees, as itself", async (role, rep) => {
  const { record, refused } = await logged(role, rep);
  expect(refused).toEqual([]);
  expect(record).toEqual({
    ...{ rep: { externalId: rep }, customer: { externalId: "alder" } },
    ...{ kind: "CALL", direction: "TWO_WAY", answeredAt: null, note: "All is well" },
  });
});

test.each([
  ["REP", "emil", "NOT_FOUND customer"],
  ["REP", null, "FORBIDDEN"],
  ["ADMIN", null, "FORBIDDEN"],
  ["HR", null, "FORBIDDEN"],
] as const)("nobody logs for a customer it does not see, or without being a rep: %s %s", async (role, rep, refused) => {
  expect(await logged(role, rep)).toEqual({ record: null, refused: [refused] });
});

test.each([
  [
    "an answer before the question",
    { askedAt: "2026-03-01T09:00:00Z", answeredAt: "2026-03-01T08:00:00Z" },
    "CONFLICT answeredAt",
  ],
  ["a sentiment off the scale", { sentiment: 3 }, "INVALID sentiment"],
])("%s is refused", async (_rule, more, refused) => {
  expect((await logged("REP", "noor", more)).refused).toEqual([refused]);
});

test("a second click logs nothing more, and each interaction has its audit record", async () => {
  const before = (await audits(database, "interactionLog")).length;
  await logged("REP", "noor", {}, "click");
  await logged("REP", "noor", {}, "click");
  expect((await audits(database, "interactionLog")).length - before).toBe(1);
});
