import fc from "fast-check";
import { loadDemo, USUAL_DEMO } from "../../../src/app/demo";
import { makeSchema } from "../../../src/app/schema";
import { pageOf } from "../../../src/risk/evidence/facts-page";
import type { SignalCode } from "../../../src/risk/signals/calc/signal-code";
import { SIGNALS } from "../../../src/risk/signals/signals";
import { type TestDatabase, testDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { anyFacts, NEWEST, NOTHING, SETTINGS } from "../signals/facts";
import { everythingOf, notFound, numbersIn, type Page } from "./page";

const schema = makeSchema();

describe("what a signal says can be checked by hand from the page of facts", () => {
  const settings = fc.record({
    lapse: fc.record({
      timesUsualGap: fc.integer({ min: 2, max: 6 }),
      fewestPurchases: fc.constant(4),
      lapseDays: fc.integer({ min: 200, max: 500 }),
    }),
    cadenceDays: fc.option(fc.integer({ min: 1, max: 400 }), { nil: null }),
  });

  it.each(SIGNALS.map((signal) => [signal.code, signal] as const))("%s", (_code, { judge }) => {
    let quoted = 0;
    fc.assert(
      fc.property(anyFacts, settings, (facts, held) => {
        const judgement = judge(facts, held);
        if (judgement === null) return;
        quoted++;
        const page = pageOf(facts, held, NEWEST) as unknown as Page;
        expect(notFound(schema, page, judgement.evidence)).toEqual([]);
        expect(notFound(schema, page, `${judgement.dataAsOf}.`)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(quoted).toBeGreaterThan(50);
  });

  it("fails for a sentence that quotes another window, another cadence or another day", () => {
    const facts = {
      ...{ attention: { daysSinceTalk: 52, cadenceDays: 45, dataAsOf: NEWEST } },
      ...{ handovers: { inYear: 2, daysSinceNewLead: null, dataAsOf: NEWEST } },
    };
    const page = pageOf({ ...NOTHING, ...facts }, SETTINGS, NEWEST) as unknown as Page;
    expect(notFound(schema, page, "52 days since we last talked; the cadence is 45.")).toEqual([]);
    expect(notFound(schema, page, "52 days since we last talked; the cadence is 90.")).toEqual(["90"]);
    expect(notFound(schema, page, "2 handovers in the last 365 days.")).toEqual([]);
    expect(notFound(schema, page, "2 handovers in the last 180 days.")).toEqual(["180"]);
    expect(notFound(schema, page, "2 handovers since 2026-01-01.")).toEqual(["2026-01-01"]);
  });
});

describe("of a made-up company", () => {
  let database: TestDatabase;
  let graph: Graph;
  beforeAll(async () => {
    database = await testDatabase();
    graph = graphOver(database);
    const work = { signal: new AbortController().signal, onProgress: () => undefined };
    await loadDemo(database, { ...USUAL_DEMO, customers: 120 }, work);
    // There, nobody who stays costs more than it brings.
    await database.owner.query(`update interaction set cost_minor = cost_minor * 100 where customer_id % 10 = 0`);
  }, 120_000);
  afterAll(() => database.close());

  /** What the simulator has nobody do. */
  const UNSEEN: readonly SignalCode[] = ["DIAGNOSIS"];

  test("every driver's evidence stands on its customer's page, whatever the day", async () => {
    const seen = new Map<string, number>();
    for (const day of ["2024-06-30", "2025-03-31", "2025-12-31", USUAL_DEMO.until]) {
      for (const { risk, riskFacts } of await asked(day)) {
        for (const { signal, evidence } of risk?.drivers ?? []) {
          expect([evidence, notFound(schema, riskFacts!, evidence)]).toEqual([evidence, []]);
          if (numbersIn(evidence).length > 0 || signal === "LAST_RENEWAL")
            seen.set(signal, (seen.get(signal) ?? 0) + 1);
        }
      }
    }
    const missing = SIGNALS.map(({ code }) => code).filter((code) => !seen.has(code) && !UNSEEN.includes(code));
    expect(missing).toEqual([]);
  }, 240_000);

  interface Asked {
    readonly risk: { readonly drivers: readonly { readonly signal: string; readonly evidence: string }[] } | null;
    readonly riskFacts: Page | null;
  }

  async function asked(day: string): Promise<Asked[]> {
    const source = `query ($day: Date!) { customers(first: 200) { edges { node {
      risk(asOf: $day) { drivers { signal evidence } } riskFacts(asOf: $day) ${everythingOf(schema, "RiskFacts")} } } } }`;
    const { data, errors } = await graph.ask<{ customers: { edges: { node: Asked }[] } }>({ role: "AUDITOR" }, source, {
      day,
    });
    expect(errors).toEqual([]);
    return data.customers.edges.map(({ node }) => node);
  }
});
