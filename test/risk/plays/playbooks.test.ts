import type { Viewer } from "../../../src/platform/auth/viewer";
import { act, type Done } from "../../support/action";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";

let database: TestDatabase;
let graph: Graph;
beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
});
afterEach(() => database.close());

const NEW = {
  ...{ code: "TALK_FIRST", version: 0, effectiveFrom: "2026-03-01", reason: "agreed", name: "Talk", fromBand: "WATCH" },
  ...{ role: "SALES", steps: ["Call."], dueWithinDays: 3, coolDownDays: 10 },
};
const SECOND = { code: "PURCHASE_RHYTHM_BROKEN", version: 1, effectiveFrom: "2026-03-01", reason: "agreed" };

const publish = (input: object, viewer: Partial<Viewer> = { role: "ADMIN" }): Promise<Done> =>
  act(
    graph,
    viewer,
    {
      ...{ name: "playbookPublish", subject: "playbook" },
      selection:
        "code version opensOn signal fromSeverity belowSeverity fromBand event role steps dueWithinDays retired",
    },
    input,
  );

test("a new playbook begins with version 1", async () => {
  expect((await publish(NEW)).record).toMatchObject({
    code: "TALK_FIRST",
    version: 1,
    opensOn: "BAND",
    steps: ["Call."],
  });
});

test("a new version keeps what is left out", async () => {
  expect((await publish({ ...SECOND, dueWithinDays: 3 })).record).toMatchObject({
    ...{ version: 2, dueWithinDays: 3, role: "ACCOUNT_MANAGER", opensOn: "SIGNAL" },
    ...{ signal: "PURCHASE_RHYTHM", fromSeverity: 0.5, belowSeverity: 1 },
  });
});

test("what opens it is said as a whole", async () => {
  expect((await publish({ ...SECOND, fromBand: "CRITICAL" })).record).toMatchObject({
    ...{ opensOn: "BAND", fromBand: "CRITICAL", signal: null, fromSeverity: null, belowSeverity: null },
  });
});

test("an event opens it, in place of what did", async () => {
  expect((await publish({ ...SECOND, event: "RENEWED" })).record).toMatchObject({
    ...{ version: 2, opensOn: "EVENT", event: "RENEWED", signal: null, fromSeverity: null, belowSeverity: null },
  });
  expect((await publish({ ...NEW, fromBand: undefined, event: "LOST" })).record).toMatchObject({
    ...{ version: 1, opensOn: "EVENT", event: "LOST" },
  });
  expect((await publish({ ...SECOND, version: 2, dueWithinDays: 1 })).record).toMatchObject({ event: "RENEWED" });
});

test.each<[string, object, string]>([
  ["a version that is not the latest", { ...SECOND, version: 2 }, "STALE_VERSION version"],
  ["a new one without its steps", { ...NEW, steps: undefined }, "INVALID steps"],
  ["a new one that nothing opens", { ...NEW, fromBand: undefined }, "INVALID signal"],
  ["one without steps", { ...NEW, steps: [] }, "INVALID steps"],
  ["an empty step", { ...NEW, steps: [""] }, "INVALID steps"],
  ["a code that is none", { ...NEW, code: "talk" }, "INVALID code"],
  ["a healthy band", { ...NEW, fromBand: "HEALTHY" }, "INVALID fromBand"],
  ["both a signal and a band", { ...NEW, signal: "PURCHASE_RHYTHM", fromSeverity: 0.5 }, "INVALID fromBand"],
  ["both a band and an event", { ...NEW, event: "RENEWED" }, "INVALID event"],
  ["a severity beside an event", { ...SECOND, event: "RENEWED", fromSeverity: 0.5 }, "INVALID signal"],
  ["a signal without a severity", { ...SECOND, signal: "PURCHASE_RHYTHM" }, "INVALID fromSeverity"],
  ["a severity without a signal", { ...SECOND, fromSeverity: 0.5 }, "INVALID signal"],
  [
    "severities that leave nothing between them",
    { ...SECOND, signal: "PURCHASE_RHYTHM", fromSeverity: 0.5, belowSeverity: 0.5 },
    "INVALID belowSeverity",
  ],
  ["no reason", { ...NEW, reason: "" }, "INVALID reason"],
])("refuses %s", async (_what, input, refused) => expect((await publish(input)).refused).toEqual([refused]));

test.each(["REP", "LEADER", "HR", "ANALYST", "AUDITOR"] as const)("%s publishes none, and reads all", async (role) => {
  expect((await publish(NEW, { role })).refused).toEqual(["FORBIDDEN"]);
  const { data } = await graph.ask(
    { role, repId: "1" },
    `{ playbooks(filter: { code: ["CUSTOMER_AT_RISK", "PURCHASE_RHYTHM_BROKEN"] }) { edges { node { code version } } } }`,
  );
  expect(data).toMatchObject({
    playbooks: { edges: [{ node: { code: "CUSTOMER_AT_RISK" } }, { node: { code: "PURCHASE_RHYTHM_BROKEN" } }] },
  });
});
