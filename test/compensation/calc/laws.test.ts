import fc from "fast-check";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { canonicalJson } from "../../../src/kernel/json";
import { amountOfPart } from "../../../src/compensation/calc/attribution";
import { amountOfTrace } from "../../../src/compensation/calc/amount-of-trace";
import type { Line, PersonPay } from "../../../src/compensation/calc/line";
import { type Fraction, plus, ZERO } from "../../../src/compensation/calc/exact";
import { payOf } from "../../../src/compensation/calc/pay";
import type { Enrolled, PaidLine, PeriodInput } from "../../../src/compensation/calc/person";
import type { Modifier } from "../../../src/compensation/calc/plan";
import type { StoredTrace } from "../../../src/compensation/calc/stored-trace";
import { generatedPlans, reversal, stories, type Story } from "./generated";
import { locked, measured, person, plans, QUARTER } from "./given";

const RUNS = { numRuns: 300 };

const payFirst = ({ plan, first, customers, leftOn }: Story, paid: readonly PaidLine[] = []): PersonPay =>
  payOf(person({ now: first, customers, leftOn, paid }), plans(["csm-1", plan]));

const paySecond = ({ plan, first, second, customers, leftOn }: Story, paid: readonly PaidLine[]): PersonPay =>
  payOf(person({ now: second, before: [first], customers, leftOn, paid }), plans(["csm-1", plan]));

/** Both quarters, each locked behind its run. */
function payBoth(story: Story): { readonly lines: Line[]; readonly paid: PaidLine[] } {
  const first = payFirst(story);
  const paid = locked(first, story.first.period);
  const second = paySecond(story, paid);
  return { lines: [...first.lines, ...second.lines], paid: [...paid, ...locked(second, story.second.period)] };
}

const sum = (lines: readonly { readonly amount: bigint }[]): bigint =>
  lines.reduce((all, { amount }) => all + amount, 0n);

/** What is paid for each key, whatever kinds of line it was paid by; nothing for keys of nothing. */
function byKey(lines: readonly (Line | PaidLine)[]): Record<string, bigint> {
  const paid: Record<string, bigint> = {};
  for (const { of, forPeriod, component, credit, amount } of lines) {
    const key = [of, forPeriod.start, component, credit].join(" ");
    paid[key] = (paid[key] ?? 0n) + amount;
  }
  return Object.fromEntries(Object.entries(paid).filter(([, amount]) => amount !== 0n));
}

it("comes to every line's amount from its trace alone, as it is stored", () =>
  fc.assert(
    fc.property(stories, (story) => {
      for (const { trace, amount } of payBoth(story).lines) {
        expect(amountOfTrace(JSON.parse(canonicalJson(trace)) as StoredTrace)).toBe(amount);
      }
    }),
    RUNS,
  ));

const shuffled = <Item>(items: readonly Item[], order: readonly number[]): Item[] =>
  items
    .map((item, at) => ({ item, rank: order[at % order.length]! }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);

it("gives the same lines in whatever order the facts are told", () =>
  fc.assert(
    fc.property(stories, fc.array(fc.integer(), { minLength: 7, maxLength: 7 }), (story, order) => {
      const mix = (input: PeriodInput): PeriodInput => ({
        ...input,
        events: shuffled(input.events, order),
        earlierEvents: shuffled(input.earlierEvents, order),
        measures: shuffled(input.measures, order),
        quotas: shuffled(input.quotas, order),
        pools: input.pools.map((pool) => ({ ...pool, members: shuffled(pool.members, order) })),
      });
      const paid = locked(payFirst(story), story.first.period);
      const mixed = { ...story, first: mix(story.first), second: mix(story.second) };
      const again = paySecond({ ...mixed, customers: shuffled(story.customers, order) }, shuffled(paid, order));
      expect(canonicalJson(again)).toBe(canonicalJson(paySecond(story, paid)));
    }),
    RUNS,
  ));

it("pays the same for a fact and its exact reversal as for neither", () =>
  fc.assert(
    fc.property(stories, fc.nat(), fc.nat(), (story, at, on) => {
      const { first } = story;
      const one = first.events[at % Math.max(1, first.events.length)];
      fc.pre(one !== undefined && !one.id.endsWith("-"));
      const added = { ...one, id: `x${on % 3}`, customer: "c1" };
      const events = [...first.events, added, reversal(added)];
      const withBoth = { ...story, first: { ...first, events }, second: { ...story.second, earlierEvents: events } };
      // Profit that is not recorded is reported, whether it is taken back or not: margins are then not known.
      fc.pre(one.profit !== null);
      expect(byKey(payBoth(withBoth).lines)).toEqual(byKey(payBoth(story).lines));
    }),
    RUNS,
  ));

it("shares every pool among its members to the cent", () =>
  fc.assert(
    fc.property(stories, (story) => {
      for (const { members } of story.first.pools) {
        const parts = members.flatMap(({ repId }) =>
          payOf(
            person({ now: story.first, customers: story.customers, repId }),
            plans(["csm-1", story.plan]),
          ).lines.flatMap(({ trace, amount }) =>
            trace.kind === "TEAM_POOL" ? [{ amount, pool: trace.part.amount }] : [],
          ),
        );
        expect(sum(parts)).toBe(parts[0]?.pool ?? 0n);
      }
    }),
    RUNS,
  ));

it("pays nothing the second time: should − paid", () =>
  fc.assert(
    fc.property(stories, (story) => {
      const { paid } = payBoth(story);
      const inFirst = paid.filter(({ paidIn }) => paidIn.start === story.first.period.start);
      expect(payFirst(story, inFirst).lines).toEqual([]);
      expect(paySecond(story, paid).lines).toEqual([]);
    }),
    RUNS,
  ));

it("comes to the same for a late fact as if it had been known in time, but for what settles the periods", () =>
  fc.assert(
    fc.property(stories, stories, (story, late) => {
      const settled = ["DRAW", "DRAW_RECOVERY", "CARRIED_FORWARD", "BROUGHT_FORWARD"];
      const known = { ...story, first: late.first, second: { ...story.second, earlierEvents: late.first.events } };
      const before = locked(payFirst(story), story.first.period);
      const after = paySecond(known, before);
      const paid = [...before, ...after.lines].filter(({ of }) => !settled.includes(of));
      const inTime = payBoth(known).lines.filter(({ of }) => !settled.includes(of));
      expect(byKey(paid)).toEqual(byKey(inTime));
      for (const { kind, amount } of after.lines) if (kind === "PRIOR_PERIOD") expect(amount).not.toBe(0n);
    }),
    RUNS,
  ));

it("never hands a total below 0 to HR, and carries exactly what it lacks", () =>
  fc.assert(
    fc.property(stories, (story) => {
      const first = payFirst(story);
      const second = paySecond(story, locked(first, story.first.period));
      for (const { lines, totals } of [first, second]) {
        expect(totals.map(({ currency }) => currency)).toEqual(["USD"]);
        expect(sum(totals)).toBe(sum(lines));
        expect(sum(totals)).toBeGreaterThanOrEqual(0n);
      }
      const balance = [...first.lines, ...second.lines].filter(({ of }) => of.endsWith("_FORWARD"));
      expect(second.totals[0]!.carried).toBe(-sum(balance));
    }),
    RUNS,
  ));

it("takes no more back for a credit than what was paid for it", () =>
  fc.assert(
    fc.property(stories, (story) => {
      const { lines } = payBoth(story);
      for (const clawback of lines.filter(({ kind }) => kind === "CLAWBACK")) {
        const { trace } = clawback;
        if (trace.kind !== "CLAWBACK") throw new Error("a clawback's trace is of its kind");
        expect(-clawback.amount).toBeLessThanOrEqual(amountOfPart(trace.attributed) - trace.held);
      }
    }),
    RUNS,
  ));

it("never pays less for a better measure, where plans ascend", () =>
  fc.assert(
    fc.property(generatedPlans, stories, fc.nat(250), fc.nat(250), (plan, story, a, b) => {
      const at = (percent: number): bigint => {
        const measures = story.first.measures.map((one) =>
          one.measure === "NPS" ? measured(`${percent / 100}`, { measure: "NPS" }) : one,
        );
        const raised = { ...story, plan, first: { ...story.first, measures } };
        return sum(payFirst(raised).lines.filter(({ kind }) => kind === "TARGET_BONUS"));
      };
      expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
    }),
    RUNS,
  ));

/** The same plan, under another version from a day within the first quarter on, or from its first day on if that is later. */
function splitOn(day: Day, { plan, first, customers, leftOn }: Story): PersonPay {
  const [enrolment] = first.enrolments as [Enrolled];
  const ofBoth = <Item extends { readonly plan: string }>(all: readonly Item[]): Item[] => [
    ...all,
    ...all.map((one) => ({ ...one, plan: "csm-2" })),
  ];
  const now = {
    ...{ ...first, pools: [], measures: ofBoth(first.measures), quotas: ofBoth(first.quotas) },
    enrolments: [
      { ...enrolment, endsOn: day },
      { ...enrolment, plan: "csm-2", startsOn: enrolment.startsOn > day ? enrolment.startsOn : day },
    ].filter(({ startsOn, endsOn }) => endsOn === null || startsOn < endsOn),
  };
  return payOf(person({ now, customers, leftOn }), plans(["csm-1", plan], ["csm-2", plan]));
}

/** What components come to before their rounding, by code; those of nothing left out. */
function unroundedBy({ lines }: PersonPay): Record<string, string> {
  const sums = new Map<string, Fraction>();
  for (const { component, trace } of lines) {
    if ("unrounded" in trace && trace.kind !== "TEAM_POOL") {
      sums.set(component!, plus(sums.get(component!) ?? ZERO, trace.unrounded));
    }
  }
  return Object.fromEntries(
    [...sums].filter(([, { numerator }]) => numerator !== 0n).map(([code, value]) => [code, reduced(value)]),
  );
}

function reduced({ numerator, denominator }: Fraction): string {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${numerator / a} ÷ ${denominator / a}`;
}

it("pays the same when a version that says the same takes over within a period, wherever no amount is shared by days", () =>
  fc.assert(
    fc.property(stories, fc.integer({ min: 1, max: 89 }), (story, days) => {
      // What limits a pay by an amount is shared by days, whatever falls on them.
      const isLimit = ({ kind }: Modifier): boolean => kind === "CAP" || kind === "FLOOR";
      const components = story.plan.components.map((one) => ({
        ...one,
        modifiers: one.modifiers.filter((modifier) => !isLimit(modifier)),
      }));
      const whole = { ...story, plan: { ...story.plan, components }, first: { ...story.first, pools: [] } };
      const split = splitOn(addDays(QUARTER.start, days), whole);
      expect(unroundedBy(split)).toEqual(unroundedBy(payFirst(whole)));
    }),
    RUNS,
  ));
