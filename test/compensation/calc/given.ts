import type { Day, Period } from "../../../src/kernel/calendar";
import { minor, parseAmount } from "../../../src/kernel/money";
import { type Enrolment, enrolmentIn } from "../../../src/compensation/calc/enrolment";
import { decimal } from "../../../src/compensation/calc/exact";
import type { Facts } from "../../../src/compensation/calc/facts";
import type { Line, PersonPay } from "../../../src/compensation/calc/line";
import { payOf } from "../../../src/compensation/calc/pay";
import type {
  CreditedEvent,
  CustomerFate,
  Enrolled,
  MeasureReading,
  PaidLine,
  PeriodInput,
  PersonInput,
  Quota,
} from "../../../src/compensation/calc/person";
import type {
  Commission,
  Component,
  Curve,
  EventBonus,
  Plan,
  TargetBonus,
  Tiers,
} from "../../../src/compensation/calc/plan";
import { type Plans, readyPlan } from "../../../src/compensation/calc/ready-plan";

/** Under one version of the plan throughout. */
export const WHOLE = { days: 90, of: 90 };

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
  until: given.endsOn ?? null,
  ...given,
});

export const measured = (value: string | null, given: Partial<MeasureReading> = {}): MeasureReading => ({
  ...{ plan: "csm-1", measure: "NET_REVENUE_RETENTION", scope: "OWN", definition: 1, provisional: false },
  value: value === null ? null : decimal(value),
  ...given,
});

export const quota = (goal: string, given: Partial<Quota> = {}): Quota => ({
  ...{ plan: "csm-1", measure: "NET_REVENUE_RETENTION", scope: "OWN", over: "PERIOD", prorated: false },
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

/** "0:0.04 150000:0.06" as tiers. */
export function tiers(how: Tiers["how"], steps: string, by: Tiers["by"] = "VALUE"): Tiers {
  const pairs = steps.split(" ").map((pair) => pair.split(":") as [string, string]);
  return { how, by, steps: pairs.map(([from, rate]) => ({ from, rate })) };
}

export const commission = (given: Partial<Commission> = {}): Commission => ({
  ...{ kind: "COMMISSION", code: "COMMISSION", name: "Commission", earningCode: "COM", modifiers: [] },
  ...{
    events: ["NEW"],
    series: null,
    products: null,
    basis: "REVENUE",
    accumulate: "PERIOD",
    goal: null,
    hold: null,
    clawback: null,
  },
  tiers: tiers("FLAT", "0:0.10"),
  ...given,
});

export const eventBonus = (given: Partial<EventBonus> = {}): EventBonus => ({
  ...{ kind: "EVENT_BONUS", code: "SAVES", name: "Saves", earningCode: "SAV", modifiers: [] },
  ...{ events: ["SAVE"], amount: "100", upTo: null, hold: null, clawback: null },
  ...given,
});

export const plan = (components: Component[], given: Partial<Plan> = {}): Plan => ({
  ...{ code: "csm", name: "Customer success", currency: "USD", components, draw: null },
  onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" },
  ...given,
});

export const dollars = (text: string) => parseAmount(text, "USD")!.minor;

export const event = (id: string, value: string, given: Partial<CreditedEvent> = {}): CreditedEvent => ({
  ...{ id, kind: "NEW", role: "CUSTOMER_SUCCESS", creditedOn: day("2026-01-15"), customer: `c-${id}` },
  ...{ reverses: null, sold: null, servedFrom: null, share: 10_000, value: dollars(value) },
  ...{ profit: null, currency: "USD", original: null },
  ...given,
});

/** Sold as one product of a series, all of it. */
export const ofSeries = (series: string, credit: CreditedEvent): CreditedEvent => ({
  ...credit,
  sold: [{ product: `${series}-1`, series, value: credit.value, profit: credit.profit }],
});

export const fate = (customer: string, given: Partial<CustomerFate> = {}): CustomerFate => ({
  ...{ customer, renewedOn: [], purchasedOn: [], lostOn: [] },
  ...given,
});

/** Of customers that events name and nothing is said of, nothing became yet. */
export function person(given: Partial<PersonInput> = {}): PersonInput {
  const [now, before] = [given.now ?? periodInput(), given.before ?? []];
  const said = given.customers ?? [];
  const named = [now, ...before].flatMap(({ events }) => events.flatMap(({ customer }) => customer ?? []));
  const unsaid = [...new Set(named)].filter((id) => said.every(({ customer }) => customer !== id));
  return {
    ...{ repId: "1", employeeNumber: "E1", leftOn: null, paid: [], adjustments: [] },
    ...given,
    ...{ now, before, customers: [...said, ...unsaid.map((id) => fate(id))] },
  };
}

export const plans = (...all: [version: string, plan: Plan][]): Plans =>
  new Map(all.map(([version, one]) => [version, readyPlan(version, one)]));

/** Pays a person under one plan. */
export const pay = (one: Plan, given: Partial<PersonInput>): PersonPay => payOf(person(given), plans(["csm-1", one]));

/** The lines as "KIND component credit: amount". */
export const told = (lines: readonly Line[]): string[] =>
  lines.map(
    ({ kind, component, credit, amount }) => `${[kind, component, credit].filter(Boolean).join(" ")}: ${amount}`,
  );

/** Locks what was paid in a period. */
export const locked = ({ lines }: PersonPay, paidIn: Period): PaidLine[] =>
  lines.map(({ plan: version, component, of, forPeriod, credit, earningCode, amount, currency }, at) => ({
    ...{
      id: `${paidIn.start} ${at}`,
      externalId: `line ${paidIn.start} ${at}`,
      plan: version,
      component,
      of,
      forPeriod,
      credit,
      paidIn,
    },
    ...{ earningCode, amount, currency },
  }));

/** The facts of a person under one plan, and what was reported about it. */
export function facts(input: PeriodInput): Facts & { readonly reported: string[] } {
  const reported: string[] = [];
  const enrolment = enrolmentIn(input, input.enrolments) as Enrolment;
  return {
    ...{ input, repId: "1", currency: "USD", measures: input.measures, quotas: input.quotas, reported },
    ...{ under: WHOLE, enrolment, planDays: enrolment.days.days },
    ...{ events: input.events, earlier: input.earlierEvents },
    volumeOf: (component) => {
      throw new Error(`no ${component} here`);
    },
    report: (code, about) => void reported.push(`${code} ${about}`),
  };
}
