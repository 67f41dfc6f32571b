import fc from "fast-check";
import type { Day } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import { type CohortFacts, cohortTable } from "../../../src/retention/cohorts/calc/cohort-table";

const day = (text: string): Day => text as Day;
const YEAR = { start: day("2025-01-01"), end: day("2026-01-01") };
const value = (on: string, customers: number, amount: number) => ({
  on: day(on),
  customers,
  valueMinor: minor(amount),
});

test("each span is told relative to the cohort's first; what has not ended is null", () => {
  const facts: CohortFacts[] = [
    {
      startsOn: day("2025-01-01"),
      size: 5,
      values: [value("2025-01-01", 4, 400), value("2025-04-01", 3, 500), value("2025-10-01", 1, 100)],
    },
  ];
  const [first, second] = cohortTable({ ...YEAR, end: day("2025-07-01") }, "QUARTER", day("2025-12-30"), facts);
  const cells = first!.cells.map((cell) => cell && [cell.start, cell.customersKept, cell.valueKept]);
  expect(cells).toEqual([["2025-01-01", 1, 1], ["2025-04-01", 0.75, 1.25], ["2025-07-01", 0, 0], null]);
  expect(second).toMatchObject({ start: "2025-04-01", end: "2025-07-01", size: 0 });
  expect(second!.cells.map((cell) => cell && [cell.customers, cell.customersKept])).toEqual([
    [0, null],
    [0, null],
    null,
    null,
  ]);
});

test("a span has ended when its last day is over", () => {
  const ended = (asOf: string): number =>
    cohortTable(YEAR, "QUARTER", day(asOf), [])[0]!.cells.filter((cell) => cell !== null).length;
  expect([ended("2025-12-30"), ended("2025-12-31"), ended("2026-01-01")]).toEqual([3, 4, 4]);
});

test("every cohort has as many cells, and the later it began the more of them are not known", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (month, dayOfMonth) => {
      const asOf = day(`2026-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`);
      const table = cohortTable(YEAR, "MONTH", asOf, []);
      const known = table.map(({ cells }) => cells.filter((cell) => cell !== null).length);
      expect(new Set(table.map(({ cells }) => cells.length))).toEqual(new Set([12 + month]));
      // No day up to the 28th ends its month, unless it is February's last.
      const whole = 12 + month - (month === 2 && dayOfMonth === 28 ? 0 : 1);
      expect(known).toEqual(Array.from({ length: 12 }, (_, n) => whole - n));
    }),
  ));
