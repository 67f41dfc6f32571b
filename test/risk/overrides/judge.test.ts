import fc from "fast-check";
import type { Day } from "../../../src/kernel/calendar";
import { assessmentOf, type Heard } from "../../../src/risk/assessments/calc/assessment";
import { type Before, judge, type Override } from "../../../src/risk/assessments/calc/judge";
import type { RiskBand } from "../../../src/risk/models/calc/risk-model";

const model = { thresholds: { watch: 25, atRisk: 50, critical: 75 }, hysteresis: 5, minimumCoverage: 0.4 };
const heard = (code: Heard["code"], score: number): Heard => ({
  ...{ code, weight: 1, dimension: "RESULTS" },
  judgement: { severity: score / 100, evidence: "What was seen.", dataAsOf: "2026-06-30" as Day },
});
const says = (one: Partial<Override>): Override => ({ id: "9", score: null, band: null, ...one });
const last = (band: RiskBand, more: Partial<Before> = {}): Before => ({
  ...{ score: 0, band, bandWithout: null, reviewerId: null, bandWithoutReview: null, ...more },
});
const by = (
  signals: readonly Heard[],
  said: { before?: Before; override?: Override; reviewerId?: string } = {},
): ReturnType<typeof judge> => judge(signals, model, { before: null, override: null, reviewerId: null, ...said });

describe("an override", () => {
  test("says a band, and the score stays", () => {
    expect(by([heard("NPS", 30)], { override: says({ band: "CRITICAL" }) })).toMatchObject({
      ...{ score: 30, band: "CRITICAL", scoreWithout: 30, bandWithout: "WATCH", overrideId: "9" },
    });
  });

  test("says a score, and the thresholds say the band; the points are still those of the signals", () => {
    const found = by([heard("NPS", 30)], { override: says({ score: 80 }), before: last("HEALTHY") })!;
    expect(found).toMatchObject({ score: 80, band: "CRITICAL", scoreWithout: 30, bandWithout: "WATCH" });
    expect(found.drivers.map(({ points }) => points)).toEqual([30]);
  });

  test("of a score is not held up by the band before", () => {
    const found = by([heard("NPS", 90)], { override: says({ score: 49 }), before: last("CRITICAL") });
    expect(found).toMatchObject({ score: 49, band: "WATCH", bandWithout: "CRITICAL" });
  });

  test("that is gone holds no band that the signals never reached", () => {
    const before = last("AT_RISK", { bandWithout: "WATCH" });
    expect(by([heard("NPS", 46)], { before })).toMatchObject({ band: "WATCH", overrideId: null });
    expect(by([heard("NPS", 46)], { before: last("AT_RISK") })).toMatchObject({ band: "AT_RISK" });
  });

  test("does not break the hold of a band that the signals did reach", () => {
    const before = last("HEALTHY", { bandWithout: "AT_RISK" });
    expect(by([heard("NPS", 46)], { before })).toMatchObject({ band: "AT_RISK" });
  });

  test("of somebody of whom too little is known says nothing", () => {
    expect(by([], { override: says({ band: "CRITICAL" }) })).toBeNull();
  });
});

describe("a review", () => {
  const both = [heard("NPS", 46), heard("DIAGNOSIS", 50)];

  test("is told with the band that there would be without it", () => {
    expect(by(both, { reviewerId: "7" })).toMatchObject({
      ...{ score: 73, band: "AT_RISK", reviewerId: "7", bandWithoutReview: "WATCH" },
    });
  });

  test("that alone is known leaves nothing without it", () => {
    expect(by([heard("DIAGNOSIS", 90)], { reviewerId: "7" })).toMatchObject({
      ...{ band: "CRITICAL", bandWithoutReview: "HEALTHY" },
    });
  });

  test("holds no band of the other signals by the day before", () => {
    const before = last("AT_RISK", { reviewerId: "7", bandWithoutReview: "WATCH" });
    expect(by(both, { before, reviewerId: "7" })).toMatchObject({ bandWithoutReview: "WATCH" });
    expect(by(both, { before: last("AT_RISK"), reviewerId: "7" })).toMatchObject({ bandWithoutReview: "AT_RISK" });
  });

  test("that is gone is remembered for as long as it holds the band, and no longer", () => {
    const before = last("AT_RISK", { reviewerId: "7", bandWithoutReview: "WATCH" });
    const held = by([heard("NPS", 46)], { before });
    expect(held).toMatchObject({ band: "AT_RISK", reviewerId: "7", bandWithoutReview: "WATCH" });
    expect(by([heard("NPS", 44)], { before: { ...before, ...held } })).toMatchObject({
      band: "WATCH",
      reviewerId: null,
    });
    expect(by([heard("NPS", 50)], { before })).toMatchObject({ band: "AT_RISK", reviewerId: null });
  });

  test("under an override is told as well", () => {
    const found = by(both, { reviewerId: "7", override: says({ band: "HEALTHY" }) });
    expect(found).toMatchObject({ band: "HEALTHY", bandWithout: "AT_RISK", bandWithoutReview: "WATCH" });
  });
});

test("without a word of anybody it is the assessment, whatever the signals and the band before", () => {
  const codes = ["NPS", "CSAT", "PURCHASE_RHYTHM"] as const;
  const signals = fc
    .uniqueArray(fc.constantFrom(...codes))
    .chain((some) =>
      fc.tuple(...some.map((code) => fc.integer({ min: 0, max: 100 }).map((score) => heard(code, score)))),
    );
  const bands = fc.option(fc.constantFrom<RiskBand>("HEALTHY", "WATCH", "AT_RISK", "CRITICAL"), { nil: null });
  fc.assert(
    fc.property(signals, bands, (all, band) => {
      const found = by(all, band === null ? {} : { before: last(band) });
      const plain = assessmentOf(all, model, band);
      expect(found).toEqual(
        plain && {
          ...plain,
          ...{ overrideId: null, scoreWithout: null, bandWithout: null, reviewerId: null, bandWithoutReview: null },
        },
      );
    }),
  );
});
