import fc from "fast-check";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { type Held, heldSince } from "../../../src/retention/credit/calc/held-since";

const held = (startsOn: string, endsOn: string | null): Held => ({
  startsOn: startsOn as Day,
  endsOn: endsOn as Day | null,
});

test.each<[string, Held[], string, string | null]>([
  ["never held", [], "2026-03-01", null],
  ["held from that day on", [held("2026-03-01", null)], "2026-03-01", "2026-03-01"],
  ["not held any more on the end", [held("2026-01-01", "2026-03-01")], "2026-03-01", null],
  ["not held yet", [held("2026-03-02", null)], "2026-03-01", null],
  [
    "another share is no new start",
    [held("2026-02-01", null), held("2025-06-01", "2026-02-01")],
    "2026-03-01",
    "2025-06-01",
  ],
  ["a day between is one", [held("2025-06-01", "2026-01-31"), held("2026-02-01", null)], "2026-03-01", "2026-02-01"],
  [
    "what comes later does not matter",
    [held("2026-01-01", "2026-04-01"), held("2026-05-01", null)],
    "2026-03-01",
    "2026-01-01",
  ],
])("%s", (_rule, spans, day, since) => expect(heldSince(spans, day as Day)).toBe(since));

test("time cut into pieces that touch is held since its first day, in whatever order they come", () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      (lengths, seed) => {
        let day = "2024-01-01" as Day;
        const pieces = lengths.map((length) => held(day, (day = addDays(day, length))));
        const rotated = [...pieces.slice(seed % pieces.length), ...pieces.slice(0, seed % pieces.length)];
        expect(heldSince(rotated, addDays(day, -1))).toBe("2024-01-01");
      },
    ),
  ));
