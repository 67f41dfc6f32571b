import fc from "fast-check";
import { addDays, type Day } from "../../src/kernel/calendar";
import { lapsesOn } from "../../src/value/calc/lapse";
import { type Span, type Stage, stageOfBuyer, stageUnderContract } from "../../src/value/calc/stage";
import { PUBLISHED } from "./definitions/published";

const day = (text: string): Day => text as Day;
const START = day("2024-01-01");
const rule = PUBLISHED.lapse;
const every = (gap: number, count: number): Day[] =>
  Array.from({ length: count }, (_, index) => addDays(START, gap * index));

test("the usual gap is 14 days: the first day beyond 42 days of silence is the loss day", () => {
  const days = every(14, 4);
  expect(lapsesOn(days, rule)).toBe(addDays(days.at(-1)!, 43));
});

test("three purchases are no rhythm: 365 days of silence are allowed", () =>
  expect(lapsesOn(every(14, 3), rule)).toBe(addDays(START, 28 + 366)));

test.each<[string, Day[], Day, Stage]>([
  ["nothing bought yet", [], START, "LEAD"],
  ["bought lately", every(14, 4), addDays(START, 60), "ACTIVE"],
  ["still within three usual gaps", every(14, 4), addDays(START, 42 + 42), "ACTIVE"],
  ["a day longer", every(14, 4), addDays(START, 42 + 43), "LAPSED"],
  ["bought again after that", [...every(14, 4), addDays(START, 200)], addDays(START, 201), "WON_BACK"],
  ["only once, two years ago", [START], addDays(START, 730), "LAPSED"],
])("buyer: %s", (_rule, days, asOf, stage) => expect(stageOfBuyer(days, asOf, rule)).toBe(stage));

const span = (start: string, end: string | null): Span => ({ start: day(start), end: end === null ? null : day(end) });

test.each<[string, Span[], string, Stage]>([
  ["no contract yet", [], "2024-06-01", "LEAD"],
  ["under one", [span("2024-01-01", "2025-01-01")], "2024-12-31", "ACTIVE"],
  ["its end is the first day not covered", [span("2024-01-01", "2025-01-01")], "2025-01-01", "LOST"],
  ["month to month", [span("2024-01-01", null)], "2030-01-01", "ACTIVE"],
  ["back after a gap", [span("2022-01-01", "2023-01-01"), span("2024-01-01", null)], "2024-06-01", "WON_BACK"],
  ["back for a year", [span("2022-01-01", "2023-01-01"), span("2024-01-01", null)], "2024-12-31", "ACTIVE"],
])("under contract: %s", (_rule, spans, asOf, stage) => expect(stageUnderContract(spans, day(asOf))).toBe(stage));

test("who buys in an even rhythm is active until the third missed time, and lapsed from then on", () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 4, max: 20 }),
      fc.nat(400),
      (gap, count, silence) => {
        const days = every(gap, count);
        const stage = stageOfBuyer(days, addDays(days.at(-1)!, silence), rule);
        expect(stage).toBe(silence > 3 * gap ? "LAPSED" : "ACTIVE");
      },
    ),
  ));
