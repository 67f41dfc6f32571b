import {
  addDays,
  type Day,
  daysBetween,
  isDay,
  type Period,
  precedingPeriod,
  yearEarlier,
} from "../../src/kernel/calendar";

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["2024-13-01", false],
  ["2024-1-1", false],
  ["0000-01-01", false],
  ["tomorrow", false],
])("%s is a day: %s", (text, expected) => expect(isDay(text)).toBe(expected));

test("days are counted across a leap day", () => {
  expect(daysBetween("2024-02-28" as Day, "2024-03-01" as Day)).toBe(2);
  expect(addDays("2024-02-28" as Day, 2)).toBe("2024-03-01");
});

describe("periods", () => {
  const period = (start: string, end: string): Period => ({ start: start as Day, end: end as Day });

  test.each([
    ["of whole months: as many months", "1997-01-01", "1997-07-01", "1996-07-01", "1997-01-01"],
    ["a quarter", "2026-01-01", "2026-04-01", "2025-10-01", "2026-01-01"],
    ["of other days: as many days", "2026-01-10", "2026-01-20", "2025-12-31", "2026-01-10"],
  ])("the one before a period %s", (_rule, start, end, before, until) =>
    expect(precedingPeriod(period(start, end))).toEqual(period(before, until)),
  );

  test("the same days of the year before; a leap day falls on the month's last day", () =>
    expect(yearEarlier(period("2024-02-29", "2024-06-01"))).toEqual(period("2023-02-28", "2023-06-01")));
});
