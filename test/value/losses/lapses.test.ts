import fc from "fast-check";
import { addDays, type Day, daysBetween, epochDay, type Period } from "../../../src/kernel/calendar";
import { lapsesOn } from "../../../src/value/calc/lapse";
import { stageOfBuyer } from "../../../src/value/calc/stage";
import { lapsesIn, yearUpTo } from "../../../src/value/losses/calc/lapses";
import { PUBLISHED } from "../definitions/published";

const { lapse: RULE } = PUBLISHED;
const START = "2024-01-01" as Day;
const on = (days: number): Day => addDays(START, days);
const span = (start: number, end: number): Period => ({ start: on(start), end: on(end) });
const fortnightly = [0, 14, 28, 42].map(on);

test.each<[string, Day[], Period, number[]]>([
  ["silence of more than three usual gaps is a loss on that day", fortnightly, span(60, 120), [42 + 43]],
  ["the loss day is in the period that begins with it", fortnightly, span(85, 120), [85]],
  ["and not in the one that ends with it", fortnightly, span(60, 85), []],
  ["a purchase the day before keeps the customer", [...fortnightly, on(84)], span(60, 100), []],
  ["one on the loss day is a return already", [...fortnightly, on(85)], span(60, 100), [85]],
  ["who comes back and falls silent again is lost twice", [...fortnightly, on(90)], span(60, 400), [85, 90 + 42 + 1]],
  ["one purchase ever: after a year of silence", [START], span(0, 730), [366]],
  ["nothing bought, nothing lost", [], span(0, 730), []],
])("%s", (_rule, days, period, expected) =>
  expect(lapsesIn(days.map(epochDay), period, RULE).map(({ lostOn }) => daysBetween(START, lostOn))).toEqual(expected),
);

test("what it is worth is what it bought in the 365 days up to its last purchase", () =>
  expect(yearUpTo("2024-12-31" as Day)).toEqual({ start: "2024-01-02", end: "2025-01-01" }));

const history = fc
  .uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 25 })
  .map((days) => days.sort((a, b) => a - b).map(on));

test("the losses of two periods that touch are those of both together", () =>
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 1500 }), (days, cut) => {
      const whole = lapsesIn(days.map(epochDay), span(0, 1500), RULE);
      const parts = [span(0, cut), span(cut, 1500)].flatMap((part) => lapsesIn(days.map(epochDay), part, RULE));
      expect(parts).toEqual(whole);
    }),
  ));

test("a buyer stands as lapsed on the day of its loss, unless it buys on that very day", () =>
  fc.assert(
    fc.property(history, (days) => {
      for (const { lostOn } of lapsesIn(days.map(epochDay), span(0, 3000), RULE)) {
        const known = days.filter((day) => day < lostOn);
        expect(stageOfBuyer(known, lostOn, RULE)).toBe("LAPSED");
        expect(stageOfBuyer(known, addDays(lostOn, -1), RULE)).not.toBe("LAPSED");
        expect(lapsesOn(known, RULE)).toBe(lostOn);
      }
    }),
  ));
