import fc from "fast-check";
import { addDays, type Day, daysIn, precedingPeriod, yearEarlier } from "../../../src/kernel/calendar";
import { trainingSpans } from "../../../src/retention/risk-adjusted/calc/training-spans";

const day = (text: string): Day => text as Day;

test.each([
  ["a month", "2026-02-01", "2026-03-01", 12],
  ["a quarter", "2026-01-01", "2026-04-01", 4],
  ["a half-year", "2026-01-01", "2026-07-01", 4],
  ["a year", "2025-01-01", "2026-01-01", 4],
  ["a day", "2026-01-01", "2026-01-02", 12],
])("%s is learned from the spans before it", (_length, start, end, count) => {
  const period = { start: day(start), end: day(end) };
  expect(trainingSpans({ period, base: precedingPeriod(period) })).toHaveLength(count);
});

test("a year earlier stays a year earlier", () => {
  const period = { start: day("2026-01-01"), end: day("2026-04-01") };
  const [latest] = trainingSpans({ period, base: yearEarlier(period) });
  expect(latest).toEqual({
    period: { start: "2025-10-03", end: "2026-01-01" },
    base: { start: "2024-10-03", end: "2025-01-01" },
  });
});

test("spans touch each other and the period, which none of them reaches into, and are as long as it to the day", () =>
  fc.assert(
    fc.property(fc.nat(4000), fc.integer({ min: 1, max: 800 }), (from, days) => {
      const start = addDays(day("2015-01-01"), from);
      const period = { start, end: addDays(start, days) };
      const spans = [{ period }, ...trainingSpans({ period, base: precedingPeriod(period) })];
      spans.slice(1).forEach((span, index) => {
        expect(span.period.end).toBe(spans[index]!.period.start);
        expect(daysIn(span.period)).toBe(days);
      });
    }),
  ));
