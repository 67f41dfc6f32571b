import fc from "fast-check";
import { addDays, daysIn } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import { decimal } from "../../../src/compensation/calc/exact";
import type {
  CreditedEvent,
  CustomerFate,
  MeasureReading,
  PeriodInput,
  PersonInput,
  Pool,
  Quota,
} from "../../../src/compensation/calc/person";
import type {
  Component,
  Curve,
  EventKind,
  Input,
  Modifier,
  Plan,
  Tiers,
  ValuedEvent,
} from "../../../src/compensation/calc/plan";
import { commission, day, enrolled, event, eventBonus, plan, QUARTER, targetBonus, YEAR_2026 } from "./given";

/** Plans and people of every kind, the odd ones included. Measures are whole percents, so that every plan finds its readings. */

const MEASURES = ["NET_REVENUE_RETENTION", "NPS"] as const;
const NEXT = { start: QUARTER.end, end: day("2026-07-01") };

const hundredths = (min: number, max: number) =>
  fc.integer({ min, max }).map((value) => `${value < 0 ? "-" : ""}${(Math.abs(value) / 100).toFixed(2)}`);
const ascending = (min: number, max: number, length: number) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: length })
    .map((values) => values.sort((a, b) => a - b));

export const curves: fc.Arbitrary<Curve> = fc
  .tuple(
    ascending(0, 200, 4),
    fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 4, maxLength: 4 }),
    fc.constantFrom<Curve["how"]>("STEP", "LINEAR"),
    fc.boolean(),
  )
  .map(([inputs, payouts, how, uncapped]) => {
    const rising = [...payouts].sort((a, b) => a - b);
    const points = inputs.map((input, at) => ({ input: `${input / 100}`, payout: `${rising[at]! / 100}` }));
    return { how, points, uncapped: uncapped && how === "LINEAR" && points.length > 1 };
  });

const tiers: fc.Arbitrary<Tiers> = fc
  .tuple(
    ascending(1, 300, 3),
    fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 4, maxLength: 4 }),
    fc.constantFrom<Tiers["how"]>("FLAT", "MARGINAL", "RETROACTIVE"),
    fc.constantFrom<Tiers["by"]>("VALUE", "ATTAINMENT"),
  )
  .map(([froms, rates, how, by]) => {
    const rising = [...rates].sort((a, b) => a - b);
    const from = (value: number): string => (by === "VALUE" ? `${value * 10}.50` : `${value / 100}`);
    const steps = ["0", ...(how === "FLAT" ? [] : froms.map(from))];
    return { how, by, steps: steps.map((one, at) => ({ from: one, rate: `${rising[at]! / 10_000}` })) };
  });

const ofMeasure = fc.record({
  of: fc.constant("MEASURE" as const),
  measure: fc.constantFrom(...MEASURES),
  scope: fc.constant("OWN" as const),
  reads: fc.constantFrom<"VALUE" | "ATTAINMENT">("VALUE", "ATTAINMENT"),
});
const ofCredits = fc.record({
  of: fc.constant("CREDITS" as const),
  component: fc.constant("COMMISSION"),
  reads: fc.constantFrom<"VALUE" | "ATTAINMENT" | "MARGIN">("VALUE", "ATTAINMENT", "MARGIN"),
});

const modifiersOn = (input: fc.Arbitrary<Input>): fc.Arbitrary<Modifier[]> =>
  fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant("GATE" as const),
        conditions: fc.array(
          fc.record({
            input,
            is: fc.constant("AT_LEAST" as const),
            bound: hundredths(0, 150),
            ifNull: fc.constantFrom<"MET" | "NOT_MET">("MET", "NOT_MET"),
          }),
          { minLength: 1, maxLength: 2 },
        ),
        otherwise: hundredths(0, 100),
      }),
      fc.record({ kind: fc.constant("MULTIPLIER" as const), input, curve: curves, ifNull: hundredths(0, 150) }),
      fc.record({
        kind: fc.constantFrom<"CAP" | "FLOOR">("CAP", "FLOOR"),
        of: fc.constantFrom<"AMOUNT" | "TARGET">("AMOUNT", "TARGET"),
        limit: hundredths(0, 300),
      }),
    ),
    { maxLength: 2 },
  );

const hold = (events: readonly EventKind[]) =>
  fc.option(
    fc
      .record({
        part: hundredths(1, 100),
        until: fc.constantFrom("FIRST_RENEWAL", "SECOND_PURCHASE", "MONTHS"),
        months: fc.integer({ min: 1, max: 6 }),
        isOpen: fc.boolean(),
      })
      .map(({ part, until, months, isOpen }) => {
        return { events, part, until, months: isOpen && until !== "MONTHS" ? null : months };
      }),
  );
const clawback = (events: readonly EventKind[]) =>
  fc.option(fc.integer({ min: 1, max: 12 }).map((months) => ({ events, months })));

const VALUED: readonly ValuedEvent[] = ["NEW", "PURCHASE"];
const component: fc.Arbitrary<Component> = fc.oneof(
  fc
    .record({ weight: hundredths(0, 100), input: ofMeasure, curve: curves, ifNull: hundredths(0, 100) })
    .chain((given) =>
      modifiersOn(fc.oneof(ofMeasure, ofCredits)).map((modifiers) => targetBonus({ ...given, modifiers })),
    ),
  fc
    .record({
      accumulate: fc.constantFrom<"EVENT" | "PERIOD" | "YEAR_TO_DATE">("EVENT", "PERIOD", "YEAR_TO_DATE"),
      basis: fc.constantFrom<"REVENUE" | "PROFIT">("REVENUE", "PROFIT"),
      ...{ tiers, modifiers: modifiersOn(ofMeasure), hold: hold(VALUED), clawback: clawback(VALUED) },
    })
    .map((given) =>
      commission({ ...given, code: "MORE", events: VALUED, goal: { of: "QUOTA", measure: "NEW", scope: "OWN" } }),
    ),
  fc
    .record({
      upTo: fc.option(
        fc.record({ count: fc.integer({ min: 1, max: 3 }), per: fc.constantFrom<"PERIOD" | "YEAR">("PERIOD", "YEAR") }),
      ),
      ...{ amount: hundredths(0, 50_000), hold: hold(["SAVE"]), clawback: clawback(["SAVE"]) },
    })
    .map((given) => eventBonus(given)),
  fc
    .record({
      curve: curves,
      ifNull: hundredths(0, 100),
      shared: fc.constantFrom<"EQUAL" | "BY_TARGET">("EQUAL", "BY_TARGET"),
    })
    .map((given): Component => ({
      ...{ kind: "TEAM_POOL", code: "POOL", name: "Pool", earningCode: "POL", modifiers: [] },
      input: { of: "MEASURE", measure: "NPS", scope: "TEAM", reads: "VALUE" },
      fund: { of: "TARGETS", part: "0.75" },
      ...given,
    })),
);

export const generatedPlans: fc.Arbitrary<Plan> = fc
  .record({
    components: fc.uniqueArray(component, { selector: ({ code }) => code, minLength: 1, maxLength: 4 }),
    draw: fc.option(
      fc.record({ amount: hundredths(0, 100_000), recoverable: fc.boolean(), earningCode: fc.constant("DRW") }),
    ),
    holds: fc.constantFrom<"KEEP" | "RELEASE" | "FORFEIT">("KEEP", "RELEASE", "FORFEIT"),
    pools: fc.constantFrom<"COUNTED" | "NOT_COUNTED">("COUNTED", "NOT_COUNTED"),
  })
  .map(({ components, draw, holds, pools }) =>
    // What modifiers read is always there, and comes last: what is read need not be computed before.
    plan([...components, commission({ goal: { of: "AMOUNT", amount: "1000" } })], {
      draw,
      onLeave: { holds, draws: "UNPAID", pools },
    }),
  );

const readings = (scope: "OWN" | "TEAM"): fc.Arbitrary<MeasureReading[]> =>
  fc.tuple(
    ...MEASURES.map((measure) =>
      fc.option(hundredths(-20, 220), { freq: 8 }).map((value): MeasureReading => ({
        ...{ plan: "csm-1", measure, scope, definition: 1, provisional: false },
        value: value === null ? null : decimal(value),
      })),
    ),
  );

const quotas: fc.Arbitrary<Quota[]> = fc
  .tuple(fc.subarray([...MEASURES, "NEW"]), hundredths(0, 300_000))
  .map(([measures, goal]) =>
    measures.flatMap((measure) =>
      (["PERIOD", "YEAR"] as const).map((over): Quota => ({
        ...{ plan: "csm-1", measure, scope: "OWN", over, prorated: measure === "NEW" },
        goal: measure === "NEW" ? decimal(goal) : decimal("1.1"),
      })),
    ),
  );

/** Events of a span of days, some of them followed by what reverses a part of them. */
const events = (prefix: string, from: string, days: number): fc.Arbitrary<CreditedEvent[]> =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom<EventKind>("NEW", "PURCHASE", "SAVE"),
        on: fc.integer({ min: 0, max: days - 1 }),
        cents: fc.integer({ min: 1, max: 500_000 }),
        share: fc.constantFrom(10_000, 5_000, 3_333),
        margin: fc.option(fc.integer({ min: -50, max: 100 }), { freq: 6 }),
        customer: fc.integer({ min: 1, max: 4 }),
        reversed: fc.constantFrom(0, 0, 0, 100, 40),
      }),
      { maxLength: 6 },
    )
    .map((given) =>
      given.flatMap(({ kind, on, cents, share, margin, customer, reversed }, at): CreditedEvent[] => {
        const id = `${prefix}${at}`;
        const profit = margin === null ? null : minor(Math.trunc((cents * margin) / 100));
        const common = { kind, share, profit, creditedOn: addDays(day(from), on), customer: `c${customer}` };
        const one = { ...event(id, "0"), ...common, value: minor(kind === "SAVE" ? 0 : cents) };
        return reversed === 0 ? [one] : [one, reversal(one, reversed)];
      }),
    );

/** What takes so many percent of an event back. */
export function reversal(one: CreditedEvent, percent = 100): CreditedEvent {
  const part = (amount: bigint): bigint => -(amount * BigInt(percent)) / 100n;
  return {
    ...{ ...one, id: `${one.id}-`, reverses: one.id, share: -Math.trunc((one.share * percent) / 100) },
    ...{ value: minor(part(one.value)), profit: one.profit === null ? null : minor(part(one.profit)) },
  };
}

const pool: fc.Arbitrary<Pool[]> = fc
  .record({
    measures: readings("TEAM"),
    members: fc.array(
      fc.record({
        target: fc.integer({ min: 1, max: 1_000_000 }),
        days: fc.integer({ min: 1, max: 90 }),
        leave: fc.integer({ min: 0, max: 10 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    isThere: fc.boolean(),
  })
  .map(({ measures, members, isThere }) =>
    isThere
      ? [
          {
            ...{ plan: "csm-1", component: "POOL", team: "t1", measures, quotas: [], under: { days: 3, of: 4 } },
            members: members.map(({ target, days, leave }, at) => ({
              ...{ repId: `${at + 1}`, externalId: `R${at + 1}` },
              spans: [
                { target: minor(target), targetPer: "YEAR" as const, days, leaveDays: Math.min(days - 1, leave) },
              ],
            })),
          },
        ]
      : [],
  );

const periodOf = (period: PeriodInput["period"], prefix: string): fc.Arbitrary<PeriodInput> =>
  fc
    .record({
      measures: readings("OWN"),
      ...{ quotas, pools: pool, events: events(prefix, period.start, daysIn(period)) },
      target: fc.integer({ min: 0, max: 2_000_000 }),
      startsOn: fc.constantFrom("2025-01-01", "2026-01-20", "2026-02-28"),
      isYearly: fc.boolean(),
      leaveDays: fc.constantFrom(0, 0, 7),
    })
    .map(({ target, startsOn, isYearly, ...given }) => ({
      ...{ period, year: YEAR_2026, earlierEvents: [], ...given },
      enrolments: [
        enrolled({
          ...{ target: minor(target), targetPer: isYearly ? "YEAR" : "PERIOD", startsOn: day(startsOn) },
          since: day(startsOn < "2026-01-01" ? "2026-01-01" : startsOn),
        }),
      ],
    }));

const fates: fc.Arbitrary<CustomerFate[]> = fc.tuple(
  ...[1, 2, 3, 4].map((customer) => {
    const days = fc
      .array(fc.integer({ min: 0, max: 200 }), { maxLength: 2 })
      .map((all) => all.sort((a, b) => a - b).map((at) => addDays(QUARTER.start, at)));
    return fc
      .record({ renewedOn: days, purchasedOn: days, lostOn: days })
      .map((given): CustomerFate => ({ customer: `c${customer}`, ...given }));
  }),
);

/** What one person has in the first two quarters of a year. */
export interface Story {
  readonly plan: Plan;
  readonly first: PeriodInput;
  readonly second: PeriodInput;
  readonly customers: readonly CustomerFate[];
  readonly leftOn: PersonInput["leftOn"];
}

export const stories: fc.Arbitrary<Story> = fc
  .record({
    ...{ plan: generatedPlans, first: periodOf(QUARTER, "a"), second: periodOf(NEXT, "b"), customers: fates },
    leftOn: fc.constantFrom(null, null, null, day("2026-03-10"), day("2026-05-10")),
  })
  .map((story) => ({ ...story, second: { ...story.second, earlierEvents: story.first.events } }));
