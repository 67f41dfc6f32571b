import fc from "fast-check";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { contactRhythm } from "../../../src/records/interactions/calc/contact-rhythm";

const AS_OF = "2026-03-01" as Day;
const day = (text: string): Day => text as Day;

test("nobody ever talked", () => expect(contactRhythm([], AS_OF)).toBeNull());

test("one gap is no habit", () =>
  expect(contactRhythm([day("2026-01-30"), day("2026-02-19")], AS_OF)).toEqual({
    lastContactOn: "2026-02-19",
    daysSinceContact: 10,
    usualGapDays: null,
  }));

test("one long silence does not move the usual gap", () => {
  const days = ["2025-01-01", "2025-01-11", "2025-01-21", "2026-02-01"].map(day);
  expect(contactRhythm(days, AS_OF)?.usualGapDays).toBe(10);
});

test("an even rhythm is its own median", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 3, max: 12 }), (gap, contacts) => {
      const days = Array.from({ length: contacts }, (_, index) => addDays(AS_OF, -gap * (contacts - index)));
      expect(contactRhythm(days, AS_OF)).toEqual({
        lastContactOn: addDays(AS_OF, -gap),
        daysSinceContact: gap,
        usualGapDays: gap,
      });
    }),
  ));
