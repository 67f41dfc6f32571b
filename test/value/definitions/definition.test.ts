import type { RetentionDefinition } from "../../../src/value/definitions/calc/retention-definition";
import { definitionOn } from "../../../src/value/definitions/definition.queries";
import { aCustomer, store } from "../../support/builders";
import { countsStatements, statementsOf } from "../../support/statements";
import { keepsItsVersions, type Kind, type Publishing, publishing, REASON } from "../../support/versions";
import { PUBLISHED } from "./published";

const DEFINITIONS: Kind<RetentionDefinition> = {
  action: { name: "retentionDefinitionPublish", subject: "definition", selection: "version" },
  table: "retention_definition",
  on: definitionOn,
};
let versions: Publishing<RetentionDefinition>;

describe("a definition", () => {
  beforeEach(async () => {
    versions = await publishing(DEFINITIONS);
  });
  afterEach(() => versions.database.close());

  test("the published defaults hold on every day that there is, until somebody says otherwise", async () => {
    for (const day of ["0001-01-01", "2024-02-29", "9999-12-31"]) {
      expect(await versions.on(day)).toEqual({ ...PUBLISHED, id: "1" });
    }
  });

  test("a version is in effect from its day on; the days before keep the one they had", async () => {
    await versions.publish(1, "2026-04-01", { graceDays: 45 });
    expect(await versions.on("2026-03-31")).toMatchObject({ version: 1, graceDays: 30 });
    expect(await versions.on("2026-04-01")).toMatchObject({ version: 2, graceDays: 45 });
  });

  test("a new version is the latest one with what is given changed", async () => {
    const first = { currency: "EUR", lapseDays: 200, touchCadenceBySegment: [{ segment: "KEY", days: 14 }] };
    await versions.publish(1, "2026-01-01", first);
    await versions.publish(2, "2026-02-01", { comparison: "YEAR_EARLIER", discountRate: 0, currency: null });
    const { id: _id, ...found } = await versions.on("2026-02-01");
    expect(found).toEqual({
      ...PUBLISHED,
      ...{ version: 3, effectiveFrom: "2026-02-01", comparison: "YEAR_EARLIER", discountRate: 0, currency: null },
      ...{ lapse: { ...PUBLISHED.lapse, lapseDays: 200 }, touchCadenceBySegment: { KEY: 14 } },
    });
  });

  test("the graph tells every version in words, the latest first, to whoever asks", async () => {
    const cadences = ["SMALL", "KEY"].map((segment, n) => ({ segment, days: 10 + n }));
    await versions.publish(1, "2026-01-01", { touchCadenceBySegment: cadences });
    const source = `{ retentionDefinitions { edges { node { version effectiveFrom graceDays comparison lapseTimesUsualGap
    lapseFewestPurchases lapseDays thankedWithinDays touchCadenceDays touchCadenceBySegment { name: segment days }
    lifetimeYears discountRate currency reason publishedAt } } } }`;
    const { data, errors } = await versions.graph.ask<{ retentionDefinitions: { edges: { node: object }[] } }>(
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
        ...{ ...terms, version: 2, effectiveFrom: "2026-01-01", reason: REASON },
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

  describe("where a customer stands", () => {
    const stages = `{ customers { edges { node { spring: stage(asOf: "2026-03-01") summer: stage(asOf: "2026-06-01") } } } }`;
    beforeEach(async () => {
      await store(versions.database.owner, [aCustomer({ externalId: "a" }), aCustomer({ externalId: "b" })]);
      await versions.database.owner.query(`
      insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
      select external_id, id, '2025-12-01', 100, 'EUR' from customer`);
    });

    test("follows the definition of the day that is looked at", async () => {
      await versions.publish(1, "2026-05-01", { lapseDays: 60 });
      const { data } = await versions.graph.ask({ role: "AUDITOR" }, stages);
      const node = { spring: "ACTIVE", summer: "LAPSED" };
      expect(data).toEqual({ customers: { edges: [{ node }, { node }] } });
    });

    (countsStatements() ? test : test.skip)("asks for the definitions of all days once", async () => {
      const { texts } = await statementsOf(versions.database, () => versions.graph.ask({ role: "AUDITOR" }, stages));
      const asked = texts.filter(({ text }) => text.includes("retention_definition"));
      expect(asked.map(({ calls }) => calls)).toEqual([1]);
    });
  });
});

keepsItsVersions(DEFINITIONS, [
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
]);

function cadences(days: Readonly<Record<string, number>>) {
  return { touchCadenceBySegment: Object.entries(days).map(([segment, days]) => ({ segment, days })) };
}
