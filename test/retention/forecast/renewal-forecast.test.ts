import fc from "fast-check";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import {
  chances,
  type DueRenewal,
  type ForecastHorizon,
  renewalForecast,
  type SegmentDecisions,
} from "../../../src/retention/forecast/calc/renewal-forecast";
import { fittedModelsOf } from "../../../src/value/models/calc/fitted-models";

const TODAY = "2026-03-02" as Day;
const due = (days: number, value: number, said: Partial<DueRenewal> = {}): DueRenewal => ({
  ...{ customerId: "1", segment: "A", dueOn: addDays(TODAY, days), valueMinor: minor(value), renewedBefore: 0 },
  ...said,
});
const decided = (segment: string | null, renewed: number, of: number): SegmentDecisions => ({
  ...{ segment, renewed },
  decided: of,
});

const NOTHING_FITTED = fittedModelsOf([]);
/** Fader and Hardie's High End customers: α .668, β 3.806 (2007). */
const HIGH_END = fittedModelsOf([
  {
    ...{ id: "1", kind: "SHIFTED_BETA_GEOMETRIC", segment: null, asOf: TODAY, status: "FITTED", reason: null },
    ...{ parameters: { alpha: 0.668, beta: 3.806 }, currency: null, assumed: [] },
  },
]);

const told = ({ renewals, dueMinor, expectedMinor, atRiskMinor, lines }: ForecastHorizon) => ({
  whole: [renewals, dueMinor, expectedMinor, atRiskMinor].join(" "),
  lines: lines.map((line) =>
    [line.basis, line.segment, line.renewals, line.dueMinor, line.expectedMinor, line.decisions].join(" "),
  ),
});

test("a segment's own history decides, from 30 decisions on; the others go by the company's", () => {
  const history = [decided("A", 27, 30), decided("B", 3, 29), decided(null, 0, 1)];
  const renewals = [due(1, 1000), due(2, 500), due(3, 800, { segment: "B" }), due(4, 200, { segment: null })];
  expect(told(renewalForecast(renewals, chances(history, NOTHING_FITTED), TODAY, 30))).toEqual({
    // 0.9 of 1,500 and 30/60 of 1,000.
    whole: "4 2500 1850 650",
    lines: ["SEGMENT_HISTORY A 2 1500 1350 30", "COMPANY_HISTORY  2 1000 500 60"],
  });
});

test("with too few decisions the survival model tells, by how often the customer has renewed", () => {
  const renewals = [due(1, 10_000), due(2, 10_000, { renewedBefore: 3 })];
  const horizon = renewalForecast(renewals, chances([decided("A", 29, 29)], HIGH_END), TODAY, 30);
  // β/(α+β) = .8507 and (β+3)/(α+β+3) = .9106
  expect(told(horizon)).toEqual({ whole: "2 20000 17613 2387", lines: ["SURVIVAL_MODEL  2 20000 17613 "] });
  expect(horizon.lines[0]!.rate).toBeCloseTo((0.85069 + 0.91062) / 2, 4);
});

test("with neither nothing is expected, and nothing said to be at risk", () =>
  expect(told(renewalForecast([due(1, 100)], chances([], NOTHING_FITTED), TODAY, 30))).toEqual({
    whole: "1 100  ",
    lines: ["  1 100  "],
  }));

test("nothing due is nothing at risk", () =>
  expect(told(renewalForecast([], chances([], NOTHING_FITTED), TODAY, 30))).toEqual({ whole: "0 0 0 0", lines: [] }));

test.each([
  ["today is in it", 0, 1],
  ["the last day is", 29, 1],
  ["the first day behind it is not", 30, 0],
  ["what was due before is not", -1, 0],
])("%s", (_rule, days, expected) =>
  expect(renewalForecast([due(days, 100)], chances([], NOTHING_FITTED), TODAY, 30).renewals).toBe(expected),
);

const anyDue = fc
  .record({
    days: fc.nat(120),
    value: fc.nat(1_000_000),
    segment: fc.option(fc.constantFrom("A", "B"), { nil: null }),
    renewedBefore: fc.nat(8),
  })
  .map(({ days, value, ...said }) => due(days, value, said));
const anyHistory = fc.array(fc.record({ segment: fc.constantFrom("A", "B"), renewed: fc.nat(40), lost: fc.nat(20) }), {
  maxLength: 2,
});
const forecasts = fc.record({ renewals: fc.array(anyDue), history: anyHistory }).map(({ renewals, history }) => {
  const known = new Map(history.map((one) => [one.segment, decided(one.segment, one.renewed, one.renewed + one.lost)]));
  return { renewals, chanceOf: chances([...known.values()], HIGH_END) };
});

test("what is expected and what is at risk make what is due, and so do the lines", () =>
  fc.assert(
    fc.property(forecasts, ({ renewals, chanceOf }) => {
      const {
        dueMinor,
        expectedMinor,
        atRiskMinor,
        lines,
        renewals: count,
      } = renewalForecast(renewals, chanceOf, TODAY, 60);
      expect(expectedMinor! + atRiskMinor!).toBe(dueMinor);
      expect(atRiskMinor).toBeGreaterThanOrEqual(0n);
      expect(lines.reduce((sum, line) => sum + line.dueMinor, 0n)).toBe(dueMinor);
      expect(lines.reduce((sum, line) => sum + line.expectedMinor!, 0n)).toBe(expectedMinor);
      expect(lines.reduce((sum, line) => sum + line.renewals, 0)).toBe(count);
    }),
  ));

test("a farther horizon holds a nearer one, and the order of renewals does not matter", () =>
  fc.assert(
    fc.property(forecasts, ({ renewals, chanceOf }) => {
      const at = (days: number, list = renewals): ForecastHorizon => renewalForecast(list, chanceOf, TODAY, days);
      expect(at(90).dueMinor).toBeGreaterThanOrEqual(at(30).dueMinor);
      expect(at(90).renewals).toBeGreaterThanOrEqual(at(30).renewals);
      expect(at(90, [...renewals].reverse()).expectedMinor).toBe(at(90).expectedMinor);
    }),
  ));
