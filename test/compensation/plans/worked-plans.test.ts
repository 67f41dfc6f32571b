/** The plans that ship as examples, worked through with the figures of one quarter. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { packageRoot } from "../../../src/app/package-root";
import type { CreditedEvent, PeriodInput, PersonInput } from "../../../src/compensation/calc/person";
import { readPlan } from "../../../src/compensation/plans/plan-document";
import { dollars, enrolled, event, measured, pay, periodInput, quota, told, WHOLE } from "../calc/given";

const euros = (id: string, value: string, kind: CreditedEvent["kind"]): CreditedEvent => ({
  ...event(id, value),
  ...{ kind, currency: "EUR" },
});
const target = (amount: string) => [enrolled({ target: dollars(amount), targetPer: "YEAR" })];

/** The lines of an example for the first quarter of 2026: 90 days of 365. */
function lines(name: string, now: Partial<PeriodInput>, rest: Partial<PersonInput> = {}): string[] {
  const file = path.join(packageRoot, "examples", "plans", `${name}.json`);
  const { plan, problems } = readPlan(JSON.parse(readFileSync(file, "utf8")));
  if (!plan) throw new Error(JSON.stringify(problems));
  return told(pay(plan, { now: periodInput(now), ...rest }).lines);
}

describe("the success manager, with 20,000 a year at 100 %", () => {
  const quarter = (coverage: string) => ({
    enrolments: target("20000"),
    measures: [measured("1.05"), measured(coverage, { measure: "TOUCH_COVERAGE" })],
    events: [euros("a", "0", "SAVE"), euros("b", "0", "SAVE")],
  });
  test("keeps 105 %: 20,000 × 90 ÷ 365 × 1.25, and 300 for each of two saves", () =>
    expect(lines("success-manager", quarter("0.85"))).toEqual([
      "TARGET_BONUS RETENTION: 616438",
      "EVENT_BONUS SAVES: 60000",
    ]));
  test("whose customers hear too little of it: half the bonus, and the saves", () =>
    expect(lines("success-manager", quarter("0.79"))).toEqual([
      "TARGET_BONUS RETENTION: 308219",
      "EVENT_BONUS SAVES: 60000",
    ]));
});

describe("new business that stays, with a quota of 400,000 a year", () => {
  const quarter: Partial<PeriodInput> = {
    quotas: [quota("400000", { measure: "NEW", over: "YEAR", prorated: true })],
    measures: [measured("0.95", { measure: "ON_TIME_RENEWAL_RATE" })],
  };
  test("150,000 won at 6 %, of which 40 % wait; 200,000 renewed at 2 % × 1.1", () => {
    const events = [euros("a", "100000", "NEW"), euros("b", "50000", "NEW"), euros("c", "200000", "RENEWED")];
    expect(lines("new-business", { ...quarter, events })).toEqual([
      ...["COMMISSION NEW: 900000", "COMMISSION KEPT: 440000"],
      ...["HOLD NEW a: -240000", "HOLD NEW b: -120000"],
    ]);
  });
  test("nothing sold is topped up to the draw", () =>
    expect(lines("new-business", quarter)).toEqual(["COMMISSION NEW: 0", "COMMISSION KEPT: 0", "DRAW: 200000"]));
});

test("the team that kept 92 %: all of 12,000 × 90 ÷ 365 is shared by target, and 250 for a referral", () => {
  const member = (repId: string, amount: string) => ({
    ...{ repId, externalId: repId },
    spans: [{ target: dollars(amount), targetPer: "YEAR" as const, days: 90, leaveDays: 0 }],
  });
  const pool = {
    ...{ plan: "csm-1", component: "KEPT_TOGETHER", team: "t", quotas: [], under: WHOLE },
    measures: [
      measured("0.92", { measure: "GROSS_REVENUE_RETENTION", scope: "TEAM" }),
      measured("4.2", { measure: "CSAT", scope: "TEAM" }),
    ],
    members: [member("1", "8000"), member("2", "4000")],
  };
  const now = { pools: [pool], events: [euros("r", "0", "CONVERTED_REFERRAL")] };
  expect(lines("team-pool", now)).toEqual(["EVENT_BONUS REFERRALS: 25000", "TEAM_POOL KEPT_TOGETHER t: 197260"]);
  expect(lines("team-pool", { pools: [pool] }, { repId: "2" })[1]).toBe("TEAM_POOL KEPT_TOGETHER t: 98630");
});
