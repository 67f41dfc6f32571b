import { addDays, type Day, daysBetween, isDay } from "../../src/kernel/calendar";

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
