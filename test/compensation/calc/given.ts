import type { Day, Period } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import type { Enrolment } from "../../../src/compensation/calc/enrolment";
import { enrolmentIn } from "../../../src/compensation/calc/enrolment";
import { decimal } from "../../../src/compensation/calc/exact";
import type { Facts } from "../../../src/compensation/calc/facts";
import type { Enrolled, MeasureReading, PeriodInput, Quota } from "../../../src/compensation/calc/person";
import type { Curve, TargetBonus } from "../../../src/compensation/calc/plan";

export const day = (text: string): Day => text as Day;
export const period = (start: string, end: string): Period => ({ start: day(start), end: day(end) });
export const YEAR_2026 = period("2026-01-01", "2027-01-01");
export const QUARTER = period("2026-01-01", "2026-04-01");

/** "100:1 150:3" as the points of a curve. */
export function curve(how: Curve["how"], points: string, uncapped = false): Curve {
  const pairs = points.split(" ").map((pair) => pair.split(":") as [string, string]);
  return { how, points: pairs.map(([input, payout]) => ({ input, payout })), uncapped };
}

export const enrolled = (given: Partial<Enrolled> = {}): Enrolled => ({
  ...{ plan: "csm-1", role: "CUSTOMER_SUCCESS", target: minor(10_000_00), targetPer: "PERIOD" },
  ...{ startsOn: day("2025-01-01"), endsOn: null, since: day("2026-01-01") },
  ...given,
});

export const measured = (value: string | null, given: Partial<MeasureReading> = {}): MeasureReading => ({
  ...{ measure: "NET_REVENUE_RETENTION", scope: "OWN", definition: 1, provisional: false },
  value: value === null ? null : decimal(value),
  ...given,
});

export const quota = (goal: string, given: Partial<Quota> = {}): Quota => ({
  ...{ measure: "NET_REVENUE_RETENTION", scope: "OWN", over: "PERIOD", prorated: false },
  goal: decimal(goal),
  ...given,
});

export const periodInput = (given: Partial<PeriodInput> = {}): PeriodInput => ({
  ...{ period: QUARTER, year: YEAR_2026, enrolments: [enrolled()], measures: [], quotas: [], events: [] },
  ...{ earlierEvents: [], pools: [], leaveDays: 0 },
  ...given,
});

export const targetBonus = (given: Partial<TargetBonus> = {}): TargetBonus => ({
  ...{ kind: "TARGET_BONUS", code: "BONUS", name: "Bonus", earningCode: "BON", modifiers: [], weight: "1" },
  input: { of: "MEASURE", measure: "NET_REVENUE_RETENTION", scope: "OWN", reads: "VALUE" },
  curve: curve("LINEAR", "0:0 1:1"),
  ifNull: "0",
  ...given,
});

/** The facts of a person under one plan, and what was reported about it. */
export function facts(input: PeriodInput): Facts & { readonly reported: string[] } {
  const reported: string[] = [];
  return {
    ...{ input, repId: "1", currency: "USD", measures: input.measures, quotas: input.quotas, reported },
    enrolment: enrolmentIn(input, input.enrolments) as Enrolment,
    ...{ events: input.events, earlier: input.earlierEvents },
    volumeOf: (component) => {
      throw new Error(`no ${component} here`);
    },
    report: (code, about) => void reported.push(`${code} ${about}`),
  };
}
