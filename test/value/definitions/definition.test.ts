import type { Day } from "../../../src/kernel/calendar";
import type { Role } from "../../../src/platform/auth/viewer";
import { definitionOn } from "../../../src/value/definitions/definition.queries";
import { act, audits, type Done } from "../../support/action";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver, type Graph } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";
import { PUBLISHED } from "./published";

let database: TestDatabase;
let graph: Graph;
const open = async (): Promise<void> => {
  database = await testDatabase();
  graph = graphOver(database);
};
const close = (): Promise<void> => database.close();

const on = (day: string) => definitionOn(contextOf(database), day as Day);
const versionOn = async (day: string): Promise<number> => (await on(day)).version;

const PUBLISH = { name: "retentionDefinitionPublish", subject: "definition", selection: "version" };
const publish = (version: number, effectiveFrom: string, more: object = {}, role: Role = "ADMIN"): Promise<Done> =>
  act(graph, { role }, PUBLISH, { version, effectiveFrom, reason: "agreed by the board", ...more });

describe("a definition", () => {
  beforeEach(open);
  afterEach(close);

  test("the published defaults hold on every day that there is, until somebody says otherwise", async () => {
    for (const day of ["0001-01-01", "2024-02-29", "9999-12-31"]) {
      expect(await on(day)).toEqual({ ...PUBLISHED, id: "1" });
    }
  });

  test("a version is in effect from its day on; the days before keep the one they had", async () => {
    await publish(1, "2026-04-01", { graceDays: 45 });
    expect(await on("2026-03-31")).toMatchObject({ version: 1, graceDays: 30 });
    expect(await on("2026-04-01")).toMatchObject({ version: 2, graceDays: 45 });
  });

  test("of the versions in effect on a day the highest holds, whichever began last", async () => {
    await publish(1, "2026-04-01");
    await publish(2, "2026-01-01");
    expect(await Promise.all(["2025-12-31", "2026-01-01", "2026-06-01"].map(versionOn))).toEqual([1, 3, 3]);
  });

  test("a new version is the latest one with what is given changed", async () => {
    const first = { currency: "EUR", lapseDays: 200, touchCadenceBySegment: [{ segment: "KEY", days: 14 }] };
    await publish(1, "2026-01-01", first);
    await publish(2, "2026-02-01", { comparison: "YEAR_EARLIER", discountRate: 0, currency: null });
    const { id: _id, ...found } = await on("2026-02-01");
    expect(found).toEqual({
      ...PUBLISHED,
      ...{ version: 3, effectiveFrom: "2026-02-01", comparison: "YEAR_EARLIER", discountRate: 0, currency: null },
      ...{ lapse: { ...PUBLISHED.lapse, lapseDays: 200 }, touchCadenceBySegment: { KEY: 14 } },
    });
  });

  test("the graph tells every version in words, the latest first, to whoever asks", async () => {
    const cadences = ["SMALL", "KEY"].map((segment, n) => ({ segment, days: 10 + n }));
    await publish(1, "2026-01-01", { touchCadenceBySegment: cadences });
    const source = `{ retentionDefinitions { edges { node { version effectiveFrom graceDays comparison lapseTimesUsualGap
    lapseFewestPurchases lapseDays thankedWithinDays touchCadenceDays touchCadenceBySegment { name: segment days }
    lifetimeYears discountRate currency reason publishedAt } } } }`;
    const { data, errors } = await graph.ask<{ retentionDefinitions: { edges: { node: object }[] } }>(
      { role: "REP", repId: "1" },
      source,
    );
    expect(errors).toEqual([]);
    const terms = {
      ...{ graceDays: 30, comparison: "PRECEDING", lapseTimesUsualGap: 3, lapseFewestPurchases: 4, lapseDays: 365 },
      ...{ thankedWithinDays: 14, touchCadenceDays: 90, lifetimeYears: 5, discountRate: 0.1, currency: null },
      publishedAt: expect.stringMatching(/^20.*(Z|\+00:00)$/),
    };
    expect(data.retentionDefinitions.edges.map(({ node }) => node)).toEqual([
      {
        ...{ ...terms, version: 2, effectiveFrom: "2026-01-01", reason: "agreed by the board" },
        touchCadenceBySegment: [
          { name: "KEY", days: 11 },
          { name: "SMALL", days: 10 },
        ],
      },
      {
        ...{ ...terms, version: 1, effectiveFrom: "0001-01-01", reason: "The published defaults." },
        touchCadenceBySegment: [],
      },
    ]);
  });

  describe("publishing", () => {
    test("leaves an audit record, with its reason", async () => {
      expect(await publish(1, "2026-04-01", { graceDays: 0 })).toEqual({ record: { version: 2 }, refused: [] });
      expect(await audits(database, "retentionDefinitionPublish")).toEqual([
        expect.objectContaining({
          type: "retentionDefinition",
          before: null,
          after: expect.objectContaining({ version: 2, grace_days: 0, reason: "agreed by the board" }),
        }),
      ]);
    });

    test("by two at once lets one through: the other has not read it", async () => {
      const both = await Promise.all([publish(1, "2026-04-01"), publish(1, "2026-05-01")]);
      const refusals = both.flatMap(({ refused }) => refused);
      expect(refusals).toEqual([expect.stringMatching(/^(CONFLICT|STALE_VERSION) version$/)]);
      expect(await versionOn("2026-06-01")).toBe(2);
    });
  });

  describe("where a customer stands", () => {
    const stages = `{ customers { edges { node { spring: stage(asOf: "2026-03-01") summer: stage(asOf: "2026-06-01") } } } }`;
    beforeEach(async () => {
      await store(database.owner, [aCustomer({ externalId: "a" }), aCustomer({ externalId: "b" })]);
      await database.owner.query(`
      insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
      select external_id, id, '2025-12-01', 100, 'EUR' from customer`);
    });

    test("follows the definition of the day that is looked at", async () => {
      await publish(1, "2026-05-01", { lapseDays: 60 });
      const { data } = await graph.ask({ role: "AUDITOR" }, stages);
      const node = { spring: "ACTIVE", summer: "LAPSED" };
      expect(data).toEqual({ customers: { edges: [{ node }, { node }] } });
    });

    (countsStatements() ? test : test.skip)("asks for the definitions of all days once", async () => {
      const { texts } = await statementsOf(database, () => graph.ask({ role: "AUDITOR" }, stages));
      const asked = texts.filter(({ text }) => text.includes("retention_definition"));
      expect(asked.map(({ calls }) => calls)).toEqual([1]);
    });
  });
});

describe("a definition that is wrong", () => {
  beforeAll(open);
  afterAll(close);

  test.each<[string, object, string]>([
    ["negative grace", { graceDays: -1 }, "INVALID graceDays"],
    ["grace beyond ten years", { graceDays: 3651 }, "INVALID graceDays"],
    ["no grace at all, where 0 is meant", { graceDays: null }, "INVALID graceDays"],
    ["less than one usual gap", { lapseTimesUsualGap: 0.9 }, "INVALID lapseTimesUsualGap"],
    ["a gap of one purchase", { lapseFewestPurchases: 1 }, "INVALID lapseFewestPurchases"],
    ["no silence at all", { lapseDays: 0 }, "INVALID lapseDays"],
    ["thanks before the renewal", { thankedWithinDays: -1 }, "INVALID thankedWithinDays"],
    ["a cadence of no day", { touchCadenceDays: 0 }, "INVALID touchCadenceDays"],
    ["a discount above 100 %", { discountRate: 1.01 }, "INVALID discountRate"],
    ["a negative discount", { discountRate: -0.1 }, "INVALID discountRate"],
    ["no year ahead", { lifetimeYears: 0 }, "INVALID lifetimeYears"],
    ["a currency that is none", { currency: "EURO" }, "INVALID currency"],
    ["no reason", { reason: "" }, "INVALID reason"],
    ["a segment's cadence of no day", cadences({ KEY: 0 }), "INVALID touchCadenceBySegment"],
    ["a segment without a name", cadences({ " ": 7 }), "INVALID touchCadenceBySegment"],
    [
      "a segment twice",
      { touchCadenceBySegment: [...cadences({ A: 1 }).touchCadenceBySegment, { segment: "A", days: 2 }] },
      "INVALID touchCadenceBySegment",
    ],
    [
      "no list of cadences, where an empty one is meant",
      { touchCadenceBySegment: null },
      "INVALID touchCadenceBySegment",
    ],
    ["a version that is not the latest", { version: 0 }, "STALE_VERSION version"],
  ])("is refused: %s", async (_rule, more, refused) => {
    const done = await publish(1, "2026-04-01", more);
    expect({ ...done, refused: [...new Set(done.refused)] }).toEqual({ record: null, refused: [refused] });
    expect(await versionOn("2026-04-01")).toBe(1);
  });

  test.each<Role>(["REP", "LEADER", "HR", "ANALYST", "AUDITOR"])("is not for %s", async (role) => {
    expect(await publish(1, "2026-04-01", {}, role)).toEqual({ record: null, refused: ["FORBIDDEN"] });
  });
  test.each([
    "update retention_definition set grace_days = 60",
    "delete from retention_definition",
    "truncate retention_definition cascade",
  ])("a version never changes: %s is refused to the server, and to the owner", async (change) => {
    await expect(database.dataSource.query(change)).rejects.toThrow(/permission denied/);
    await expect(database.owner.query(change)).rejects.toThrow(/retention_definition is append-only/);
  });
});

function cadences(days: Readonly<Record<string, number>>) {
  return { touchCadenceBySegment: Object.entries(days).map(([segment, days]) => ({ segment, days })) };
}
