import { minor } from "../../../src/kernel/money";
import { payOf } from "../../../src/compensation/calc/pay";
import type { CreditedEvent, PaidKind, PaidLine, PersonInput } from "../../../src/compensation/calc/person";
import type { Component, Plan } from "../../../src/compensation/calc/plan";
import {
  commission,
  curve,
  day,
  dollars,
  enrolled,
  event,
  eventBonus,
  locked,
  ofSeries,
  pay,
  period,
  periodInput,
  person,
  plan,
  plans,
  tiers,
  told,
} from "./given";

const APRIL = period("2026-04-01", "2026-05-01");
const draw = { amount: "2000", recoverable: true, earningCode: "DRW" };
const paidBefore = (of: PaidKind, amount: string, version: string | null = null): PaidLine => ({
  ...{
    id: of,
    externalId: of,
    plan: version,
    component: null,
    of,
    forPeriod: period("2026-03-01", "2026-04-01"),
    credit: null,
  },
  ...{ paidIn: period("2026-03-01", "2026-04-01"), earningCode: "X", amount: dollars(amount), currency: "USD" },
});

/** What April comes to for a commission of 10 % of one event. */
function april(value: string, given: Partial<PersonInput> = {}, onPlan: Partial<Plan> = {}): string[] {
  const events = [event("e", value, { creditedOn: day("2026-04-10") })];
  const now = { ...periodInput({ period: APRIL, events }), ...given.now };
  return told(pay(plan([commission()], onPlan), { ...given, now }).lines).slice(1);
}

test.each<[string, () => string[], string[]]>([
  ["earnings are topped up to the draw", () => april("5000", {}, { draw }), ["DRAW: 150000"]],
  ["earnings above it are not", () => april("25000", {}, { draw }), []],
  [
    "what is owed is recovered from what is earned above it",
    () => april("25000", { paid: [paidBefore("DRAW", "300", "csm-1")] }, { draw }),
    ["DRAW_RECOVERY: -30000"],
  ],
  [
    "at most as much",
    () => april("21000", { paid: [paidBefore("DRAW", "300", "csm-1")] }, { draw }),
    ["DRAW_RECOVERY: -10000"],
  ],
  [
    "of a draw that is not recoverable nothing is owed",
    () => april("25000", { paid: [paidBefore("DRAW", "300", "csm-1")] }, { draw: { ...draw, recoverable: false } }),
    [],
  ],
  [
    "who leaves is not deducted",
    () => april("25000", { leftOn: day("2026-04-20"), paid: [paidBefore("DRAW", "300", "csm-1")] }, { draw }),
    [],
  ],
  ["what is taken back is not topped up", () => april("-5000", {}, { draw }), ["DRAW: 200000"]],
  ["a total below 0 is carried", () => april("-5000"), ["CARRIED_FORWARD: 50000"]],
  [
    "and deducted when there is something to deduct it from",
    () => april("8000", { paid: [paidBefore("CARRIED_FORWARD", "500")] }),
    ["BROUGHT_FORWARD: -50000"],
  ],
  [
    "the rest goes on",
    () => april("2000", { paid: [paidBefore("CARRIED_FORWARD", "500")] }),
    ["CARRIED_FORWARD: 30000", "BROUGHT_FORWARD: -50000"],
  ],
  [
    "who leaves is told of it, and not deducted",
    () => april("8000", { leftOn: day("2026-05-01"), paid: [paidBefore("CARRIED_FORWARD", "500")] }),
    [],
  ],
])("%s", (_rule, lines, expected) => expect(lines()).toEqual(expected));

test("the balance of somebody who leaves is reported", () => {
  const given = { now: periodInput({ period: APRIL }), leftOn: day("2026-04-20") };
  const { totals } = pay(plan([commission()]), { ...given, paid: [paidBefore("CARRIED_FORWARD", "500")] });
  expect(totals).toEqual([{ currency: "USD", amount: 0n, carried: minor(-500_00) }]);
});

test("days on leave are paid the draw, or not, as the plan says", () => {
  const inLeave = (draws: "PAID" | "UNPAID") =>
    april(
      "0",
      { now: periodInput({ period: APRIL, leaveDays: 15 }) },
      { draw, onLeave: { holds: "KEEP", draws, pools: "COUNTED" } },
    );
  expect(inLeave("PAID")).toEqual(["DRAW: 200000"]);
  expect(inLeave("UNPAID")).toEqual(["DRAW: 100000"]);
});

test("two targets in one month share its days, and its draw", () => {
  const [first, second] = [enrolled({ endsOn: day("2026-04-16") }), enrolled({ startsOn: day("2026-04-16") })];
  const { lines } = pay(plan([commission()], { draw }), {
    now: periodInput({ period: APRIL, enrolments: [second, first] }),
  });
  expect(told(lines)).toEqual(["COMMISSION COMMISSION: 0", "DRAW: 200000"]);
});

test("adjustments are paid once, and topped up like anything earned", () => {
  const one = plan([commission()], { draw });
  const adjustment = {
    externalId: "7",
    amount: dollars("150"),
    currency: "USD",
    reason: "Agreed in the talk of 3 April",
    earningCode: "ADJ",
  };
  const adjustments = [{ ...adjustment, externalId: "9" }, adjustment];
  const now = periodInput({ period: APRIL });
  const first = pay(one, { now, adjustments });
  expect(told(first.lines)).toEqual([
    "COMMISSION COMMISSION: 0",
    "ADJUSTMENT 7: 15000",
    "ADJUSTMENT 9: 15000",
    "DRAW: 170000",
  ]);
  expect(pay(one, { now, adjustments, paid: locked(first, APRIL) }).lines).toEqual([]);
});

test("an amount in another currency has a total of its own", () => {
  const adjustments = [
    { externalId: "1", amount: minor(100_00), currency: "EUR", reason: "Abroad", earningCode: "ADJ" },
  ];
  const { totals } = pay(plan([commission()]), { now: periodInput(), adjustments });
  expect(totals.map(({ currency, amount }) => [currency, amount])).toEqual([
    ["EUR", 100_00n],
    ["USD", 0n],
  ]);
});

describe("events count", () => {
  const one = (given: Parameters<typeof event>[2], enrolment: Parameters<typeof enrolled>[0] = {}) => {
    const now = periodInput({ events: [event("e", "1000", given)], enrolments: [enrolled(enrolment)] });
    return told(pay(plan([commission()]), { now }).lines);
  };
  const [counted, not] = [["COMMISSION COMMISSION: 10000"], ["COMMISSION COMMISSION: 0"]];
  test("for the role in which they are credited", () => expect(one({ role: "SALES" })).toEqual(not));
  test("in the currency of the plan", () => expect(one({ currency: "EUR" })).toEqual(not));
  test("from the first day of the enrolment", () => expect(one({}, { startsOn: day("2026-01-15") })).toEqual(counted));
  test("not before it", () => expect(one({}, { startsOn: day("2026-01-16") })).toEqual(not));
  test("not on the day it ends", () => expect(one({}, { endsOn: day("2026-01-15") })).toEqual(not));
  test("of series that the plan names", () => {
    const now = periodInput({
      events: [ofSeries("A", event("a", "1000")), ofSeries("B", event("b", "100")), event("c", "10")],
    });
    const { lines, exceptions } = pay(plan([commission({ series: ["B"] })]), { now });
    expect(told(lines)).toEqual(["COMMISSION COMMISSION: 1000"]);
    expect(exceptions).toMatchObject([{ code: "PRODUCT_UNKNOWN", about: "COMMISSION" }]);
  });
});

describe("a bonus for events", () => {
  const saves = (count: number, share = 10_000) =>
    Array.from({ length: count }, (_, at) => event(`s${at}`, "0", { kind: "SAVE", share }));
  const paid = (upTo: Parameters<typeof eventBonus>[0], now: Parameters<typeof periodInput>[0]) =>
    pay(plan([eventBonus(upTo)]), { now: periodInput(now) }).lines[0]!.amount;
  test("is its amount for each", () => expect(paid({}, { events: saves(3) })).toBe(300_00n));
  test("half of it for half of one", () => expect(paid({}, { events: saves(1, 5_000) })).toBe(50_00n));
  test("up to a count", () => expect(paid({ upTo: { count: 2, per: "PERIOD" } }, { events: saves(3) })).toBe(200_00n));
  test("of the year, what came before included", () =>
    expect(paid({ upTo: { count: 4, per: "YEAR" } }, { events: saves(3), earlierEvents: saves(2) })).toBe(200_00n));
});

describe("a version that takes over within the period", () => {
  const TAKES_OVER = day("2026-02-01");
  const paid = (component: Component, now: Parameters<typeof periodInput>[0]): bigint[] => {
    const enrolments = [
      enrolled({ endsOn: TAKES_OVER, until: null }),
      enrolled({ plan: "csm-2", startsOn: TAKES_OVER }),
    ];
    const both = plan([component, commission({ code: "READ", tiers: tiers("FLAT", "0:0"), goal: THOUSAND })]);
    const { lines } = payOf(
      person({ now: periodInput({ enrolments, ...now }) }),
      plans(["csm-1", both], ["csm-2", both]),
    );
    return lines.filter(({ component: code }) => code === component.code).map(({ amount }) => amount);
  };
  const THOUSAND = { of: "AMOUNT", amount: "1000" } as const;
  const later = (id: string, value: string, given: Partial<CreditedEvent> = {}) =>
    event(id, value, { creditedOn: day("2026-02-10"), ...given });
  const saves = (one: typeof event, ...ids: string[]) => ids.map((id) => one(id, "0", { kind: "SAVE" }));
  const growing = tiers("MARGINAL", "0:0.04 150000:0.06 250000:0.08");

  test("goes on in the tiers where the one before it stopped", () =>
    expect(paid(commission({ tiers: growing }), { events: [event("a", "145000"), later("b", "20000")] })).toEqual([
      5_800_00n,
      1_100_00n,
    ]));
  test("goes on in those of the year, too", () =>
    expect(
      paid(commission({ tiers: growing, accumulate: "YEAR_TO_DATE" }), {
        earlierEvents: [event("y", "140000")],
        events: [event("a", "5000"), later("b", "20000")],
      }),
    ).toEqual([200_00n, 1_100_00n]));
  test.each(["PERIOD", "YEAR"] as const)("goes on counting events of a limit per %s", (per) =>
    expect(
      paid(eventBonus({ upTo: { count: 4, per } }), {
        events: [...saves(event, "a", "b", "c"), ...saves(later, "d", "e")],
      }),
    ).toEqual([300_00n, 100_00n]),
  );
  test("holds what is credited in all of the period against the goal of all of it", () => {
    const conditions = [
      {
        input: { of: "CREDITS", component: "READ", reads: "ATTAINMENT" },
        is: "AT_LEAST",
        bound: "1",
        ifNull: "NOT_MET",
      },
    ] as const;
    const gated = eventBonus({ modifiers: [{ kind: "GATE", conditions, otherwise: "0" }] });
    const sold = (value: string) => [event("a", "400"), later("b", value), ...saves(event, "s"), ...saves(later, "t")];
    expect(paid(gated, { events: sold("600") })).toEqual([100_00n, 100_00n]);
    expect(paid(gated, { events: sold("599.99") })).toEqual([0n, 0n]);
  });
});

test("the attainment of what accumulates over the year is of the year so far, as its goal is", () => {
  const year = commission({ accumulate: "YEAR_TO_DATE", goal: { of: "AMOUNT", amount: "1000" } });
  const input = { of: "CREDITS", component: "COMMISSION", reads: "ATTAINMENT" } as const;
  const times = { kind: "MULTIPLIER", input, curve: curve("STEP", "0:0 1:1"), ifNull: "0" } as const;
  const now = periodInput({
    earlierEvents: [event("a", "600")],
    events: [event("b", "400"), event("s", "0", { kind: "SAVE" })],
  });
  expect(told(pay(plan([eventBonus({ modifiers: [times] }), year]), { now }).lines)).toContain(
    "EVENT_BONUS SAVES: 10000",
  );
});
