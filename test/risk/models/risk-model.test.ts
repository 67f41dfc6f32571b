import { PUBLISHED_WEIGHTS } from "../../../src/risk/models/calc/published-weights";
import { cadenceOf, type RiskModel, weightOf } from "../../../src/risk/models/calc/risk-model";
import { riskModelOn } from "../../../src/risk/models/risk-model.queries";
import { aCustomer, store } from "../../support/builders";
import { keepsItsVersions, type Kind, type Publishing, publishing, REASON } from "../../support/versions";

const MODELS: Kind<RiskModel> = {
  action: { name: "riskModelPublish", subject: "model", selection: "version" },
  table: "risk_model",
  on: riskModelOn,
};
let versions: Publishing<RiskModel>;

const weigh = (signal: string, weight: number) => ({ signal, weight });

describe("a risk model", () => {
  beforeEach(async () => {
    versions = await publishing(MODELS);
  });
  afterEach(() => versions.database.close());

  test("is the latest one with what is given changed, from its day on; other weights stay", async () => {
    await versions.publish(1, "2026-03-01", { weights: [weigh("NPS", 0.9), weigh("CSAT", 0)], watchFrom: 30 });
    await versions.publish(2, "2026-04-01", { weights: [weigh("CSAT", 1)], criticalFrom: 80, horizonDays: 60 });
    expect(await versions.on("2026-02-28")).toMatchObject({ version: 1, weights: PUBLISHED_WEIGHTS });
    expect(await versions.on("2026-03-31")).toMatchObject({
      ...{ version: 2, weights: { ...PUBLISHED_WEIGHTS, NPS: 0.9, CSAT: 0 } },
      thresholds: { watch: 30, atRisk: 50, critical: 75 },
    });
    expect(await versions.on("2026-04-01")).toMatchObject({
      ...{ version: 3, weights: { ...PUBLISHED_WEIGHTS, NPS: 0.9, CSAT: 1 }, horizonDays: 60 },
      thresholds: { watch: 30, atRisk: 50, critical: 80 },
    });
  });

  test("is tapered: a segment has weights and a cadence of its own, and the next list takes their place", async () => {
    const key = { segment: "KEY", weights: [weigh("ATTENTION_GAP", 0.8)], cadenceDays: 14 };
    await versions.publish(1, "2026-03-01", { bySegment: [key, { segment: "SMALL" }] });
    const model = await versions.on("2026-03-01");
    expect([weightOf(model, "KEY", "ATTENTION_GAP"), weightOf(model, "KEY", "NPS")]).toEqual([0.8, 0.3]);
    expect([cadenceOf(model, "KEY"), cadenceOf(model, "SMALL")]).toEqual([14, null]);
    await versions.publish(2, "2026-04-01", { bySegment: [] });
    expect(weightOf(await versions.on("2026-04-01"), "KEY", "ATTENTION_GAP")).toBe(0.3);
  });

  test("is told in the graph, the latest first, to whoever asks", async () => {
    const key = { segment: "KEY", weights: [weigh("NPS", 0.5)], cadenceDays: 14 };
    await versions.publish(1, "2026-03-01", { bySegment: [{ segment: "SMALL" }, key] });
    const { data, errors } = await versions.graph.ask<{ riskModels: { edges: { node: { weights: object[] } }[] } }>(
      { role: "REP", repId: "1" },
      `{ riskModels { edges { node { version effectiveFrom reason weights { signal weight }
         bySegment { segment cadenceDays weights { signal weight } }
         watchFrom atRiskFrom criticalFrom hysteresis minimumCoverage horizonDays } } } }`,
    );
    expect(errors).toEqual([]);
    const [latest, first] = data.riskModels.edges.map(({ node }) => node);
    expect(latest).toMatchObject({
      ...{ version: 2, effectiveFrom: "2026-03-01", reason: REASON },
      ...{ watchFrom: 25, atRiskFrom: 50, criticalFrom: 75, hysteresis: 5, minimumCoverage: 0.4, horizonDays: 90 },
      bySegment: [
        { segment: "KEY", cadenceDays: 14, weights: [weigh("NPS", 0.5)] },
        { segment: "SMALL", cadenceDays: null, weights: [] },
      ],
    });
    expect(first!.weights).toContainEqual(weigh("PURCHASE_RHYTHM", 0.8));
    expect(first!.weights).toHaveLength(Object.keys(PUBLISHED_WEIGHTS).length);
  });

  test("is named by the assessments made with it, stored or not", async () => {
    await store(versions.database.owner, [aCustomer({ externalId: "buyer" })]);
    await versions.database.owner.query(`
      insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
      values ('p', 1, '2026-02-01', 100, 'EUR')`);
    await versions.publish(1, "2026-02-15", { minimumCoverage: 0 });
    const model = async (day: string) => {
      const { data } = await versions.graph.ask<{ customer: { risk: { model: { version: number } } } }>(
        { role: "ANALYST" },
        `query ($day: Date) { customer(externalId: "buyer") { risk(asOf: $day) { model { version minimumCoverage } } } }`,
        { day },
      );
      return data.customer.risk?.model ?? null;
    };
    expect(await model("2026-02-15")).toEqual({ version: 2, minimumCoverage: 0 });
    expect(await model("2026-02-14")).toBeNull();
  });
});

const segment = (more: object) => ({ bySegment: [{ segment: "KEY", ...more }] });
keepsItsVersions(MODELS, [
  ["a weight above 1", { weights: [weigh("NPS", 1.01)] }, "INVALID weights"],
  ["a weight below 0", { weights: [weigh("NPS", -0.01)] }, "INVALID weights"],
  ["a signal twice", { weights: [weigh("NPS", 0.1), weigh("NPS", 0.2)] }, "INVALID weights"],
  ["a segment's weight above 1", segment({ weights: [weigh("NPS", 2)] }), "INVALID bySegment"],
  ["a segment's signal twice", segment({ weights: [weigh("NPS", 1), weigh("NPS", 1)] }), "INVALID bySegment"],
  ["a segment twice", { bySegment: [{ segment: "A" }, { segment: "A" }] }, "INVALID bySegment"],
  ["a segment without a name", { bySegment: [{ segment: " " }] }, "INVALID bySegment"],
  ["a cadence of no days", segment({ cadenceDays: 0 }), "INVALID bySegment"],
  ["thresholds that do not rise", { watchFrom: 50 }, "INVALID atRiskFrom"],
  ["a last threshold that does not rise", { criticalFrom: 50 }, "INVALID criticalFrom"],
  ["a threshold beyond the score", { criticalFrom: 101 }, "INVALID criticalFrom"],
  ["a hysteresis that no score leaves", { hysteresis: 25 }, "INVALID hysteresis"],
  ["more coverage than all", { minimumCoverage: 1.1 }, "INVALID minimumCoverage"],
  ["no horizon", { horizonDays: 0 }, "INVALID horizonDays"],
  ["null where none is meant", { weights: null }, "INVALID weights"],
]);
