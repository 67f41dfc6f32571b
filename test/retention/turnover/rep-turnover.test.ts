import fc from "fast-check";
import { addDays, type Day, daysBetween } from "../../../src/kernel/calendar";
import { repTurnover, type Stay } from "../../../src/retention/turnover/calc/rep-turnover";

const MARCH = { start: "2026-03-01" as Day, end: "2026-04-01" as Day };
const stay = (startsOn: string | null, endsOn: string | null = null, left = endsOn !== null): Stay => ({
  ...{ startsOn: startsOn as Day | null, endsOn: endsOn as Day | null },
  ...{ hiredOn: startsOn as Day | null, left },
});

test.each<[string, Stay[], ReturnType<typeof repTurnover>]>([
  ["nobody: no rate, no tenure", [], { left: 0, averageEmployed: 0, rate: null, averageTenureDays: null }],
  [
    "one who stays, one who left in the middle, one who came for the last day",
    [stay("2026-01-01"), stay("2025-01-01", "2026-03-17"), stay("2026-03-31")],
    // 31 + 16 + 1 days of 31; on the last day there are two, for 90 days and for 1.
    { left: 1, averageEmployed: 48 / 31, rate: 31 / 48, averageTenureDays: 45.5 },
  ],
  [
    "the first day not employed any more decides",
    [stay("2026-01-01"), stay("2026-01-01", "2026-03-01"), stay("2026-01-01", "2026-04-01")],
    { left: 1, averageEmployed: 2, rate: 0.5, averageTenureDays: 90 },
  ],
  [
    "who moves to another team has not left",
    [stay("2026-01-01", "2026-03-17", false)],
    { left: 0, averageEmployed: 16 / 31, rate: 0, averageTenureDays: null },
  ],
  [
    "who was hired nobody knows when is employed, and has no tenure",
    [stay(null)],
    { left: 0, averageEmployed: 1, rate: 0, averageTenureDays: null },
  ],
])("%s", (_rule, stays, { rate, ...expected }) => {
  const found = repTurnover(stays, MARCH);
  expect(found).toMatchObject(expected);
  if (rate === null) expect(found.rate).toBeNull();
  else expect(found.rate).toBeCloseTo(rate, 12);
});

const START = "2026-01-01" as Day;
const anyStay = fc
  .record({ from: fc.integer({ min: -400, max: 300 }), length: fc.option(fc.integer({ min: 0, max: 500 })) })
  .map(({ from, length }) => stay(addDays(START, from), length === null ? null : addDays(START, from + length)));

test("leavers and days of two periods that touch are those of both together", () =>
  fc.assert(
    fc.property(fc.array(anyStay), fc.integer({ min: 1, max: 364 }), (stays, cut) => {
      const spans = [
        { start: START, end: addDays(START, cut) },
        { start: addDays(START, cut), end: addDays(START, 365) },
      ];
      const [first, second] = spans.map((span) => repTurnover(stays, span));
      const whole = repTurnover(stays, { start: START, end: addDays(START, 365) });
      expect(first!.left + second!.left).toBe(whole.left);
      const days = first!.averageEmployed * cut + second!.averageEmployed * daysBetween(spans[1]!.start, spans[1]!.end);
      expect(days).toBeCloseTo(whole.averageEmployed * 365, 6);
      expect(second!.averageTenureDays).toEqual(whole.averageTenureDays);
    }),
  ));
