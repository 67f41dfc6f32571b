import fc from "fast-check";
import type { Day } from "../../../src/kernel/calendar";
import { type Assessment, assessmentOf } from "../../../src/risk/assessments/calc/assessment";
import { PUBLISHED_WEIGHTS } from "../../../src/risk/models/calc/published-weights";
import { cadenceOf, type RiskModel, weightOf } from "../../../src/risk/models/calc/risk-model";
import type { RiskFacts } from "../../../src/risk/signals/signal";
import { anyFacts, NOTHING, SETTINGS } from "./facts";
import { WRITTEN } from "./written";

const PUBLISHED: RiskModel = {
  ...{ version: 1, effectiveFrom: "2020-01-01" as Day, weights: PUBLISHED_WEIGHTS, bySegment: {} },
  ...{ thresholds: { watch: 25, atRisk: 50, critical: 75 }, hysteresis: 5, minimumCoverage: 0, horizonDays: 180 },
};

/** Every signal that applies, weighed and set as the model says for the customer's segment. */
function scored(facts: RiskFacts, model: RiskModel): Assessment | null {
  const { segment, relationship } = facts;
  const settings = { ...SETTINGS, cadenceDays: cadenceOf(model, segment) };
  const heard = WRITTEN.filter(([, { only }]) => only === undefined || only === relationship).map(([, signal]) => ({
    ...{ code: signal.code, dimension: signal.dimension, weight: weightOf(model, segment, signal.code) },
    judgement: signal.judge(facts, settings),
  }));
  return assessmentOf(heard, model, null);
}

it("scores a customer of whom everything may be known by all signals, which share the score to the point", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { score, drivers } = scored(facts, PUBLISHED)!;
      expect(drivers.reduce((sum, { points }) => sum + points, 0)).toBe(score);
      const loudest = Math.max(0, ...drivers.map(({ signal, severity }) => PUBLISHED_WEIGHTS[signal] * severity));
      expect(score).toBeGreaterThanOrEqual(Math.round(100 * loudest - 1e-6));
      expect(score).toBeLessThanOrEqual(100);
    }),
    { numRuns: 500 },
  );
});

const CLAIMED = { signal: "COMPETITOR_MENTIONED", points: 45 };
const compared: RiskFacts = {
  ...{ ...NOTHING, segment: "SMB" },
  voice: {
    ...{ dataAsOf: "2026-06-21" as Day, nps: null, npsBefore: null, npsOn: null, csat: null, csatOn: null },
    ...{ daysSinceAnswer: null, competitor: true },
  },
  attention: { dataAsOf: "2026-06-21" as Day, daysSinceTalk: 60, cadenceDays: 90 },
};

test.each<[string, RiskModel["bySegment"], object[]]>([
  ["one loud sign is enough", {}, [CLAIMED]],
  [
    "a segment that weighs a signal otherwise gets another score",
    { SMB: { weights: { COMPETITOR_MENTIONED: 0.2 } } },
    [{ signal: "COMPETITOR_MENTIONED", points: 20 }],
  ],
  [
    "a segment that is to be talked with more often hears of it sooner",
    { SMB: { cadenceDays: 30 } },
    [
      // 100 · (1 − .55 · .7) = 61.5, shared by ln .55 and ln .7
      { signal: "COMPETITOR_MENTIONED", points: 39 },
      { signal: "ATTENTION_GAP", points: 23 },
    ],
  ],
  ["what another segment has of its own changes nothing", { ENTERPRISE: { cadenceDays: 30 } }, [CLAIMED]],
])("%s", (_rule, bySegment, drivers) =>
  expect(scored(compared, { ...PUBLISHED, bySegment })?.drivers).toEqual(
    drivers.map((driver): unknown => expect.objectContaining(driver)),
  ),
);
