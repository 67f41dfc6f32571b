import { type Day, type Period } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import { figureOf, tallyOf } from "../../../src/retention/measures/figure";
import type { Measure } from "../../../src/retention/measures/measure";
import { netRenewalValueRate } from "../../../src/retention/measures/net-renewal-value-rate";
import { onTimeRenewalRate } from "../../../src/retention/measures/on-time-renewal-rate";
import { renewalRate } from "../../../src/retention/measures/renewal-rate";
import { renewalValueRate } from "../../../src/retention/measures/renewal-value-rate";
import { valueDueRate } from "../../../src/retention/measures/value-due-rate";
import { wholeShare } from "../../../src/retention/credit/calc/share";
import { outcomeOf } from "../../../src/value/renewals/calc/due-renewal";

const day = (text: string): Day => text as Day;

interface Renewal {
  readonly on: string;
  readonly closed?: string;
  readonly due?: number;
  /** 0: lost */
  readonly renewed?: number;
}

interface Asked {
  readonly period?: Period;
  readonly asOf?: string;
  readonly graceDays?: number;
  /** beside what is due */
  readonly opening?: number;
}

const YEAR: Period = { start: day("2026-01-01"), end: day("2027-01-01") };

/** A measure over one customer a renewal, of those due in the period. */
function rate(measure: Measure<"renewals">, renewals: readonly Renewal[], asked: Asked = {}): number | null {
  const { period = YEAR, asOf = "2026-12-31", graceDays = 30, opening } = asked;
  const due = renewals.filter(({ on }) => day(on) >= period.start && day(on) < period.end);
  const book = due.map(({ on, closed, due: value = 100, renewed = value }, index) => {
    const closedOn = closed === undefined || closed > asOf ? null : day(closed);
    const known = { dueOn: day(on), closedOn, isRenewed: renewed > 0 };
    const outcome = outcomeOf(known, day(asOf), graceDays);
    const isOnTime = closedOn !== null && closedOn <= known.dueOn;
    const one = { outcome, isOnTime, due: minor(value), renewed: minor(outcome === "RENEWED" ? renewed : 0) };
    const facts = { due: [one], opening: minor(opening ?? value) };
    return { customerId: String(index), share: wholeShare(10_000n), facts };
  });
  return figureOf(measure, tallyOf(measure, book), "EUR").value;
}

// After OPEXEngine, as worked case 5 of the domain's retention: both closed on 20 February, the first 41 days late.
describe("two renewals of 100 due on 10 January and 10 February, both closed on 20 February", () => {
  const both: Renewal[] = [
    { on: "2026-01-10", closed: "2026-02-20" },
    { on: "2026-02-10", closed: "2026-02-20" },
  ];
  const months = [
    ["January", "2026-01-01", "2026-02-01"],
    ["February", "2026-02-01", "2026-03-01"],
    ["the quarter", "2026-01-01", "2026-04-01"],
  ] as const;

  test.each([
    [30, [0, 1, 0.5]],
    [45, [1, 1, 1]],
  ])("with %i days of grace", (graceDays, expected) =>
    expect(
      months.map(([, start, end]) =>
        rate(renewalRate, both, { graceDays, period: { start: day(start), end: day(end) } }),
      ),
    ).toEqual(expected),
  );
});

test("Domestique: 1M due, 850k renewed, 200k sold on top: gross 85 %, net 105 %", () => {
  const due: Renewal[] = [
    { on: "2026-03-01", closed: "2026-02-01", due: 850_000, renewed: 1_050_000 },
    { on: "2026-04-01", closed: "2026-04-01", due: 150_000, renewed: 0 },
  ];
  expect(rate(renewalValueRate, due)).toBe(0.85);
  expect(rate(netRenewalValueRate, due)).toBe(1.05);
});

test("Planhat: ten of 1,000 due, two lost, one of the rest goes to 4,000", () => {
  const due = Array.from({ length: 10 }, (_, n): Renewal => ({
    ...{ on: "2026-03-01", closed: "2026-03-01", due: 1000, renewed: n < 2 ? 0 : n === 2 ? 4000 : 1000 },
  }));
  expect([renewalRate, renewalValueRate, netRenewalValueRate].map((one) => rate(one, due))).toEqual([0.8, 0.8, 1.1]);
});

test("Maxio: A of 10k cancels, B of 100k renews: half of the renewals, 90.9 % of the value", () => {
  const due: Renewal[] = [
    { on: "2026-03-01", closed: "2026-03-01", due: 10_000, renewed: 0 },
    { on: "2026-03-01", closed: "2026-03-01", due: 100_000 },
  ];
  expect(rate(renewalRate, due)).toBe(0.5);
  expect(rate(renewalValueRate, due)).toBeCloseTo(0.909, 3);
});

const OPEN: Renewal = { on: "2026-03-01" };
const EARLY: Renewal = { on: "2026-03-01", closed: "2026-01-15" };
const LATE: Renewal = { on: "2026-03-01", closed: "2026-03-20" };
const MARCH = { start: day("2026-03-01"), end: day("2026-04-01") };

test.each<[string, Measure<"renewals">, Renewal[], Asked, number | null]>([
  ["nothing due has no rate", renewalRate, [], {}, null],
  ["not decided yet is out", renewalRate, [OPEN, EARLY], { asOf: "2026-03-30" }, 1],
  ["open when the grace is over is lost", renewalRate, [OPEN, EARLY], { asOf: "2026-03-31" }, 0.5],
  ["a decision after asOf is not known", renewalRate, [{ ...LATE, renewed: 0 }], { asOf: "2026-03-19" }, null],
  ["closed early, it counts in the period in which it was due", renewalRate, [EARLY], { period: MARCH }, 1],
  [
    "on time is on or before the due date",
    onTimeRenewalRate,
    [EARLY, LATE, { ...EARLY, closed: "2026-03-01" }],
    {},
    2 / 3,
  ],
  ["what was lost is neither on time nor late", onTimeRenewalRate, [{ ...EARLY, renewed: 0 }], {}, null],
  ["how much was due of what there is", valueDueRate, [EARLY], { opening: 400 }, 0.25],
])("%s", (_rule, measure, renewals, asked, expected) => expect(rate(measure, renewals, asked)).toBe(expected));
