import { addDays, type Day } from "../../src/kernel/calendar";
import { minor } from "../../src/kernel/money";
import type {
  CreditedEvent,
  CustomerFate,
  Enrolled,
  MeasureReading,
  PeriodInput,
  PersonInput,
  Pool,
  Quota,
} from "../../src/compensation/calc/person";
import { readPlan } from "../../src/compensation/plans/plan-document";
import { type Plans, readyPlan } from "../../src/compensation/calc/ready-plan";

export const REPS = 10_000;
export const COMPONENTS = 10;
const TEAM = 20;
const EVENTS = 20;
const START = "2026-04-01" as Day;
const PERIOD = { start: START, end: "2026-07-01" as Day };
const YEAR = { start: "2026-01-01" as Day, end: "2027-01-01" as Day };
const VERSION = "bench-1";
const ROLE = "CUSTOMER_SUCCESS";

const measure = (code: string, reads: "VALUE" | "ATTAINMENT", scope = "OWN") => ({
  ...{ of: "MEASURE", measure: code, reads, scope },
});
const line = (...points: [string, string][]) => ({
  ...{ how: "LINEAR", uncapped: true, points: points.map(([input, payout]) => ({ input, payout })) },
});
const named = (kind: string, code: string) => ({ kind, code, name: code, earningCode: code });
const bonus = (code: string, weight: string, input: object, modifiers: object[] = []) => ({
  ...{ ...named("TARGET_BONUS", code), weight, input, modifiers, ifNull: "0" },
  curve: line(["0.8", "0"], ["0.95", "0.75"], ["1", "1"], ["1.1", "1.5"]),
});
const steps = (...pairs: [string, string][]) => pairs.map(([from, rate]) => ({ from, rate }));

/** Ten components, every kind among them, with the modifiers that plans have. */
export const DOCUMENT = {
  ...{ code: "BENCH", name: "Ten components", currency: "EUR" },
  components: [
    bonus("NRR", "0.3", measure("NET_REVENUE_RETENTION", "VALUE")),
    bonus("GRR", "0.3", measure("GROSS_REVENUE_RETENTION", "VALUE"), [
      {
        ...{ kind: "GATE", otherwise: "0.5" },
        conditions: [{ input: measure("CSAT", "VALUE"), is: "AT_LEAST", bound: "4", ifNull: "MET" }],
      },
    ]),
    bonus("LOGO", "0.2", measure("LOGO_RETENTION", "ATTAINMENT"), [{ kind: "CAP", of: "TARGET", limit: "2" }]),
    bonus("RENEWALS", "0.2", measure("RENEWAL_RATE", "VALUE")),
    {
      ...{ ...named("COMMISSION", "NEW"), events: ["NEW"], accumulate: "YEAR_TO_DATE" },
      tiers: { how: "MARGINAL", by: "ATTAINMENT", steps: steps(["0", "0.06"], ["1", "0.08"], ["1.25", "0.1"]) },
      goal: { of: "QUOTA", measure: "NEW" },
      hold: { part: "0.4", until: "FIRST_RENEWAL" },
      clawback: { months: 12 },
    },
    {
      ...{ ...named("COMMISSION", "KEPT"), events: ["RENEWED"], accumulate: "PERIOD" },
      tiers: { how: "RETROACTIVE", steps: steps(["0", "0.01"], ["100000", "0.015"], ["250000", "0.02"]) },
    },
    {
      ...{ ...named("COMMISSION", "GROWN"), events: ["EXPANSION"], accumulate: "PERIOD" },
      tiers: { how: "FLAT", steps: steps(["0", "0.03"]) },
    },
    { ...named("EVENT_BONUS", "SAVES"), events: ["SAVE"], amount: "300", upTo: { count: 10, per: "YEAR" } },
    { ...named("EVENT_BONUS", "ON_TIME"), events: ["ON_TIME_RENEWAL"], amount: "50" },
    {
      ...{ ...named("TEAM_POOL", "TEAM"), fund: { of: "TARGETS", part: "0.1" }, shared: "BY_TARGET", ifNull: "1" },
      ...{ input: measure("GROSS_REVENUE_RETENTION", "VALUE", "TEAM"), curve: line(["0.8", "0"], ["0.9", "1"]) },
    },
  ],
  onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" },
};

export function benchPlans(): Plans {
  const { plan, problems } = readPlan(DOCUMENT);
  if (!plan) throw new Error(problems.map(({ path, message }) => `${path} ${message}`).join("; "));
  return new Map([[VERSION, readyPlan(VERSION, plan)]]);
}

const KINDS = ["NEW", "RENEWED", "RENEWED", "EXPANSION", "SAVE", "ON_TIME_RENEWAL"] as const;
const OWN = ["NET_REVENUE_RETENTION", "GROSS_REVENUE_RETENTION", "LOGO_RETENTION", "RENEWAL_RATE", "CSAT"];

/** @returns everybody, in teams; the same every time */
export function people(): PersonInput[] {
  const pools = Array.from({ length: REPS / TEAM }, (_, team) => poolOf(team));
  return Array.from({ length: REPS }, (_, rep) => personOf(rep, pools[Math.floor(rep / TEAM)]!));
}

// Facts are written out member by member, as whoever reads them from the database does: copied ones are slow to read.

function personOf(rep: number, pool: Pool): PersonInput {
  const events = eventsOf(rep, START, EVENTS, "e");
  const now: PeriodInput = {
    period: PERIOD,
    year: YEAR,
    enrolments: [enrolledOf(rep)],
    measures: OWN.map((code, at) => reading(code, "OWN", rep + at)),
    quotas: QUOTAS,
    events,
    earlierEvents: eventsOf(rep, YEAR.start, EVENTS, "b"),
    pools: [pool],
    leaveDays: 0,
  };
  return {
    repId: `${rep}`,
    employeeNumber: `E${rep}`,
    leftOn: null,
    now,
    before: [],
    customers: events.filter(({ kind }) => kind === "NEW").map(({ customer }) => untouched(customer!)),
    paid: [],
    adjustments: [],
  };
}

const untouched = (customer: string): CustomerFate => ({ customer, renewedOn: [], purchasedOn: [], lostOn: [] });

const enrolledOf = (rep: number): Enrolled => ({
  plan: VERSION,
  role: ROLE,
  target: minor(1_000_000 + (rep % 100) * 10_000),
  targetPer: "YEAR",
  startsOn: YEAR.start,
  endsOn: null,
  since: YEAR.start,
  until: null,
});

const eventsOf = (rep: number, from: Day, count: number, prefix: string): CreditedEvent[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `${prefix}${100 + at}`,
    kind: KINDS[(rep + at) % KINDS.length]!,
    role: ROLE,
    creditedOn: addDays(from, (rep + at * 4) % 80),
    customer: `${rep}-${at}`,
    reverses: null,
    sold: null,
    servedFrom: null,
    share: 10_000,
    value: minor(100_000 + ((rep * 7_919 + at * 104_729) % 5_000_000)),
    profit: null,
    currency: "EUR",
    original: null,
  }));

const ratio = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });

const QUOTAS: readonly Quota[] = [
  { plan: VERSION, measure: "NEW", scope: "OWN", over: "YEAR", goal: ratio(300_000n, 1n), prorated: true },
  { plan: VERSION, measure: "LOGO_RETENTION", scope: "OWN", over: "PERIOD", goal: ratio(9n, 10n), prorated: false },
];

const reading = (measure: string, scope: "OWN" | "TEAM", seed: number): MeasureReading => ({
  plan: VERSION,
  measure,
  scope,
  value:
    measure === "CSAT"
      ? ratio(BigInt(30 + (seed % 20)), 10n)
      : ratio(BigInt(80_000_00 + (seed % 40) * 1_000_00), 100_000_00n),
  definition: 1,
  provisional: false,
});

const poolOf = (team: number): Pool => ({
  plan: VERSION,
  component: "TEAM",
  team: `t${team}`,
  under: { days: 1, of: 1 },
  measures: [reading("GROSS_REVENUE_RETENTION", "TEAM", team)],
  quotas: [],
  members: Array.from({ length: TEAM }, (_, at) => {
    const rep = team * TEAM + at;
    const { target, targetPer } = enrolledOf(rep);
    return { repId: `${rep}`, externalId: `R${10_000 + rep}`, spans: [{ target, targetPer, days: 91, leaveDays: 0 }] };
  }),
});
