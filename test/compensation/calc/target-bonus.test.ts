import fc from "fast-check";
import { minor } from "../../../src/kernel/money";
import type { PeriodInput } from "../../../src/compensation/calc/person";
import type { TargetBonus } from "../../../src/compensation/calc/plan";
import { targetBonus as ready } from "../../../src/compensation/calc/target-bonus";
import {
  curve,
  day,
  enrolled,
  facts,
  measured,
  period,
  periodInput,
  plan,
  quota,
  targetBonus,
  YEAR_2026,
} from "./given";

const paid = (component: TargetBonus, input: PeriodInput): bigint =>
  ready(component, plan([]))(facts(input))[0]!.amount;

const attainment = { of: "MEASURE", measure: "NEW", scope: "OWN", reads: "ATTAINMENT" } as const;
const linear = targetBonus({ curve: curve("LINEAR", "0:0 1:1", true) });
const onGoal = { ...linear, input: attainment };
const sold = (value: string | null) => [measured(value, { measure: "NEW" })];
const goal = (text: string, prorated = true) => [quota(text, { measure: "NEW", prorated })];

test.each<[string, TargetBonus, Partial<PeriodInput>, bigint]>([
  ["target × weight × payout", { ...linear, weight: "0.6" }, { measures: [measured("0.95")] }, 5_700_00n],
  ["attainment is value ÷ goal", onGoal, { measures: sold("300000"), quotas: goal("400000") }, 7_500_00n],
  [
    "nothing measured pays the factor for that",
    { ...linear, ifNull: "0.5" },
    { measures: [measured(null)] },
    5_000_00n,
  ],
  ["so does a goal that is missing", { ...onGoal, ifNull: "1" }, { measures: sold("300000") }, 10_000_00n],
  ["and one that is not above 0", { ...onGoal, ifNull: "1" }, { measures: sold("3"), quotas: goal("0") }, 10_000_00n],
  // Domain §7, compensation 13: PostHog.
  [
    "quarterly net revenue retention, 105 % pays half",
    targetBonus({ curve: curve("LINEAR", "1.00:0 1.10:1.00 1.20:2.00", true) }),
    { measures: [measured("1.05")] },
    5_000_00n,
  ],
  ["half away from zero, once", { ...linear, weight: "0.0000005" }, { measures: [measured("1")] }, 1n],
])("%s", (_rule, component, input, expected) => expect(paid(component, periodInput(input))).toBe(expected));

// Domain §7, compensation 10: start 1 June in a year of 365 days. [Masters]
const joined = enrolled({ target: minor(75_000_00), targetPer: "YEAR", startsOn: day("2026-06-01") });

test("a target of 75k from 1 June on is 214 ÷ 365 of it: 43,972.60", () => {
  const input = periodInput({ period: YEAR_2026, enrolments: [joined], measures: [measured("1")] });
  expect(paid(linear, input)).toBe(43_972_60n);
});

test("a goal of 800k from 1 June on is 469,041.10: reaching that pays all of the prorated target", () => {
  const given = { period: YEAR_2026, enrolments: [joined], quotas: goal("800000") };
  expect(paid(onGoal, periodInput({ ...given, measures: sold("469041.10") }))).toBe(43_972_60n);
  expect(paid(onGoal, periodInput({ ...given, measures: sold("234520.55") }))).toBe(21_986_30n);
});

test("a rate is a rate however long one was there: its goal is not prorated", () => {
  const given = { period: YEAR_2026, enrolments: [joined], quotas: goal("0.9", false) };
  expect(paid(onGoal, periodInput({ ...given, measures: sold("0.9") }))).toBe(43_972_60n);
});

test("dated targets count by their days, and the quarters of a year add up to it", () => {
  const ramp = [
    enrolled({ target: minor(40_000_00), targetPer: "YEAR", startsOn: day("2026-01-01"), endsOn: day("2026-07-15") }),
    enrolled({ target: minor(80_000_00), targetPer: "YEAR", startsOn: day("2026-07-15"), endsOn: null }),
  ];
  const inPeriod = (start: string, end: string) =>
    paid(linear, periodInput({ period: period(start, end), enrolments: ramp, measures: [measured("1")] }));
  const year = inPeriod("2026-01-01", "2027-01-01");
  // 40,000 × 195 ÷ 365 + 80,000 × 170 ÷ 365
  expect(year).toBe(58_630_14n);
  const starts = ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01"];
  const quarters = starts.slice(1).map((end, at) => inPeriod(starts[at]!, end));
  const sum = quarters.reduce((all, one) => all + one, 0n);
  expect(sum - year <= 2n && year - sum <= 2n).toBe(true);
});

test("what is missing is reported", () => {
  const reported = (component: TargetBonus, input: Partial<PeriodInput>) => {
    const given = facts(periodInput(input));
    ready(component, plan([]))(given);
    return given.reported;
  };
  expect(reported(linear, { measures: [measured(null)] })).toEqual(["MEASURE_NULL NET_REVENUE_RETENTION"]);
  expect(reported(onGoal, { measures: sold("1") })).toEqual(["GOAL_MISSING NEW"]);
  expect(reported(onGoal, { measures: sold("1"), quotas: goal("-1") })).toEqual(["GOAL_NOT_POSITIVE NEW"]);
  expect(reported(linear, { measures: [measured("1", { provisional: true })] })).toEqual([
    "PROVISIONAL NET_REVENUE_RETENTION",
  ]);
  expect(reported(onGoal, { measures: sold("1"), quotas: goal("1") })).toEqual([]);
});

it("never pays less for a better measure", () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 3_000 }), (a, b) => {
      const at = (thousandths: number): bigint =>
        paid(linear, periodInput({ measures: [measured((thousandths / 1_000).toFixed(3))] }));
      expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
    }),
  ));
