import fc from "fast-check";
import { auc, baseRate, brier, calibrationBins, type Forecast, lift } from "../../src/kernel/scoring";

const forecasts = (...given: readonly (readonly [number, boolean])[]): Forecast[] =>
  given.map(([score, happened]) => ({ score, happened }));

test.each<[string, Forecast[], number | null]>([
  ["every event above every other", forecasts([0.9, true], [0.8, true], [0.1, false]), 1],
  ["every event below", forecasts([0.1, true], [0.9, false]), 0],
  ["equal scores are a coin", forecasts([0.5, true], [0.5, false], [0.5, false]), 0.5],
  // the example of scikit-learn's roc_auc_score
  ["three of four pairs in order", forecasts([0.1, false], [0.4, false], [0.35, true], [0.8, true]), 0.75],
  ["no event, no pair", forecasts([0.5, false]), null],
  ["only events, no pair", forecasts([0.5, true]), null],
  ["nobody", [], null],
])("AUC: %s", (_rule, given, expected) => expect(auc(given)).toBe(expected));

test.each<[string, Forecast[], number | null]>([
  // the example of scikit-learn's brier_score_loss
  ["a published case", forecasts([0.1, false], [0.9, true], [0.8, true], [0.3, false]), 0.0375],
  ["certain and wrong", forecasts([1, false]), 1],
  ["nobody", [], null],
])("Brier: %s", (_rule, given, expected) => {
  const found = brier(given);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(expected, 12);
});

const ten = (happened: (place: number) => boolean, score = (place: number): number => -place): Forecast[] =>
  Array.from({ length: 10 }, (_, place) => ({ score: score(place), happened: happened(place) }));

test.each<[string, Forecast[], number, number | null]>([
  ["the first of ten has the one event", ten((place) => place === 0), 0.1, 10],
  ["the last of ten has it", ten((place) => place === 9), 0.1, 0],
  ["half of the events in the upper fifth", ten((place) => place === 0 || place === 9), 0.2, 2.5],
  ["everybody is looked at", ten((place) => place === 4), 1, 1],
  [
    "equal scores share the places",
    ten(
      (place) => place === 3,
      () => 0,
    ),
    0.1,
    1,
  ],
  ["a share of fewer than one", ten((place) => place === 0), 0.05, 10],
  ["no event", ten(() => false), 0.1, null],
  ["nobody", [], 0.1, null],
])("lift: %s", (_rule, given, share, expected) => {
  const found = lift(given, share);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(expected, 12);
});

const some = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 20 }).map((n) => n / 20), happened: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
);

test("AUC is the share of pairs in order, counted one by one", () =>
  fc.assert(
    fc.property(some, (given) => {
      const events = given.filter(({ happened }) => happened);
      const others = given.filter(({ happened }) => !happened);
      const won = events.flatMap((event) =>
        others.map((other) => (event.score > other.score ? 1 : event.score === other.score ? 0.5 : 0)),
      );
      const expected = won.length === 0 ? null : won.reduce((sum: number, one) => sum + one, 0) / won.length;
      const found = auc(given);
      if (expected === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(expected, 12);
    }),
  ));

test("bins hold everybody once, rise, and differ in size by one at most", () =>
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 12 }), (given, wanted) => {
      const bins = calibrationBins(given, wanted);
      const counts = bins.map(({ count }) => count);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(given.length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      const means = bins.map(({ meanProbability }) => meanProbability);
      expect(means).toEqual([...means].sort((a, b) => a - b));
      const events = bins.reduce((sum, { count, observedRate }) => sum + count * observedRate, 0);
      expect(events / given.length).toBeCloseTo(baseRate(given)!, 12);
    }),
  ));
