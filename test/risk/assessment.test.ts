import fc from "fast-check";
import { assessmentOf, bandOf, type Heard } from "../../src/risk/assessments/calc/assessment";
import type { Day } from "../../src/kernel/calendar";
import type { RiskBand } from "../../src/risk/models/calc/risk-model";
import { PUBLISHED_WEIGHTS } from "../../src/risk/models/calc/published-weights";
import type { SignalCode } from "../../src/risk/signals/calc/signal-code";

const thresholds = { watch: 25, atRisk: 50, critical: 75 };
const model = { thresholds, hysteresis: 5, minimumCoverage: 0.4 };
const day = "2026-06-30" as Day;
const heard = (code: SignalCode, weight: number, severity: number | null): Heard => ({
  ...{ code, weight, dimension: "RESULTS" },
  judgement: severity === null ? null : { severity, evidence: "What was seen.", dataAsOf: day },
});

test.each<[string, Heard[], number | null, number[]]>([
  ["nothing loud is no risk", [heard("NPS", 0.5, 0)], 0, []],
  ["one sign at its worst raises the score to its weight", [heard("NPS", 0.5, 1)], 50, [50]],
  ["two signs add up: 1 − ½·½", [heard("NPS", 0.5, 1), heard("CSAT", 0.5, 1)], 75, [38, 37]],
  ["certainty is 100, and shares it", [heard("NPS", 1, 1), heard("CSAT", 0.2, 1)], 100, [99, 1]],
  ["a signal without data adds nothing", [heard("NPS", 0.5, 1), heard("CSAT", 0.5, null)], 50, [50]],
  [
    "less than 40 % of the weight with data is not enough history",
    [heard("NPS", 0.3, 1), heard("CSAT", 0.5, null)],
    null,
    [],
  ],
  ["nothing that weighs anything is not enough history", [heard("NPS", 0, 1)], null, []],
  ["no signal at all is not enough history", [], null, []],
])("%s", (_rule, signals, score, points) => {
  const assessment = assessmentOf(signals, model, null);
  expect(assessment?.score ?? null).toBe(score);
  expect(assessment?.drivers.map((driver) => driver.points) ?? []).toEqual(points);
});

test.each<[string, number, RiskBand | null, RiskBand]>([
  ["below the first threshold is healthy", 24, null, "HEALTHY"],
  ["a threshold belongs to the band above it", 25, null, "WATCH"],
  ["upwards at once, over more than one band", 75, "HEALTHY", "CRITICAL"],
  ["a little below does not leave the band", 70, "CRITICAL", "CRITICAL"],
  ["further below does", 69, "CRITICAL", "AT_RISK"],
  ["a little below two thresholds leaves one band", 46, "CRITICAL", "AT_RISK"],
  ["what never held the band is not kept in it", 70, "AT_RISK", "AT_RISK"],
  ["and it may leave all of them", 0, "CRITICAL", "HEALTHY"],
])("%s", (_rule, score, previous, expected) => expect(bandOf(score, thresholds, 5, previous)).toBe(expected));

const codes = Object.keys(PUBLISHED_WEIGHTS) as SignalCode[];
const severity = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
const chorus = fc
  .uniqueArray(
    fc.record({ code: fc.constantFrom(...codes), weight: fc.double({ min: 0, max: 1, noNaN: true }), severity }),
    {
      selector: ({ code }) => code,
    },
  )
  .map((all) => all.map(({ code, weight, severity: at }) => heard(code, weight, at)));

it("shares the score to the point, whatever is heard", () => {
  fc.assert(
    fc.property(chorus, (signals) => {
      const found = assessmentOf(signals, model, null);
      if (found === null) return;
      expect(found.drivers.reduce((sum, { points }) => sum + points, 0)).toBe(found.score);
      expect(found.score).toBeGreaterThanOrEqual(0);
      expect(found.score).toBeLessThanOrEqual(100);
    }),
    { numRuns: 2_000 },
  );
});

it("does not depend on the order of the signals, to the byte", () => {
  const shuffled = chorus.chain((signals) =>
    fc.tuple(fc.constant(signals), fc.shuffledSubarray(signals, { minLength: signals.length })),
  );
  fc.assert(
    fc.property(shuffled, ([signals, others]) =>
      expect(JSON.stringify(assessmentOf(others, model, "WATCH"))).toBe(
        JSON.stringify(assessmentOf(signals, model, "WATCH")),
      ),
    ),
    { numRuns: 2_000 },
  );
});

it("never falls when a sign gets worse", () => {
  fc.assert(
    fc.property(chorus, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (signals, at, worse) => {
      const index = at % Math.max(1, signals.length);
      const louder = signals.map((signal, place) =>
        place === index && signal.judgement
          ? { ...signal, judgement: { ...signal.judgement, severity: Math.max(signal.judgement.severity, worse) } }
          : signal,
      );
      const [before, after] = [signals, louder].map((all) => assessmentOf(all, model, null)?.score ?? 0);
      expect(after).toBeGreaterThanOrEqual(before!);
    }),
    { numRuns: 2_000 },
  );
});
