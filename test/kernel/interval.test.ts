import fc from "fast-check";
import { addDays, type Day, type Period } from "../../src/kernel/calendar";
import { cutInto, type Interval, intervalOf } from "../../src/kernel/interval";

const period = (start: string, end: string): Period => ({ start: start as Day, end: end as Day });

test.each<[string, Interval, Period]>([
  ["2024-02-29", "MONTH", period("2024-02-01", "2024-03-01")],
  ["2024-12-31", "QUARTER", period("2024-10-01", "2025-01-01")],
  ["2024-04-01", "QUARTER", period("2024-04-01", "2024-07-01")],
  ["2024-04-01", "YEAR", period("2024-01-01", "2025-01-01")],
])("the calendar's span around %s, by %s", (day, interval, expected) =>
  expect(intervalOf(day as Day, interval)).toEqual(expected),
);

test("a period that begins and ends within a month is cut where months begin", () =>
  expect(cutInto("MONTH", period("2024-01-20", "2024-03-05"))).toEqual([
    period("2024-01-20", "2024-02-01"),
    period("2024-02-01", "2024-03-01"),
    period("2024-03-01", "2024-03-05"),
  ]));

test("an empty period has no parts", () => expect(cutInto("YEAR", period("2024-01-01", "2024-01-01"))).toEqual([]));

test("parts follow each other without a gap, from the period's start to its end", () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 1, max: 2000 }),
      fc.constantFrom<Interval>("MONTH", "QUARTER", "YEAR"),
      (offset, length, interval) => {
        const start = addDays("2020-01-01" as Day, offset);
        const end = addDays(start, length);
        const parts = cutInto(interval, { start, end });
        expect([...parts.map((part) => part.start), end]).toEqual([start, ...parts.map((part) => part.end)]);
        for (const part of parts)
          expect(intervalOf(part.start, interval)).toEqual(intervalOf(addDays(part.end, -1), interval));
      },
    ),
  ));
