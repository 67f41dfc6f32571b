import fc from "fast-check";
import { addDays, type Day, daysIn } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import { ledgerOf, usualRole } from "../../../src/retention/credit/calc/book";
import { type Holding, wholeOf } from "../../../src/retention/credit/calc/claims";
import type { AttributionRule } from "../../../src/retention/credit/calc/attribution-policy";
import type { CreditedLoss } from "../../../src/retention/credit/calc/exclusion";
import { attribution, day, holding, PERIOD } from "./given";

const lostFor = (lostOn: Day): CreditedLoss => ({ lostOn, decidedOn: null, reason: null });

/** Whose the customer is, each with its part of 100 %; the house as "house". */
function whose(holdings: Holding[], rule: AttributionRule, lostOn: Day | null = null): Record<string, number> {
  const ledger = ledgerOf(
    holdings,
    attribution({ rule, losses: new Map(lostOn === null ? [] : [["1", lostFor(lostOn)]]) }),
  );
  const part = (weight: bigint): number => Number(weight) / Number(wholeOf(rule, PERIOD));
  const reps = [...ledger.ofRep].map(([rep, [entry]]) => [rep, part(entry!.share.weight)] as const);
  const house = part(ledger.ofHouse("1").share.weight);
  return Object.fromEntries(house === 0 ? reps : [...reps, ["house", house]]);
}

const handedOver = [holding("1", "2025-01-01", "2026-02-15"), holding("2", "2026-02-15", null)];

test.each<[string, Holding[], AttributionRule, Day | null, Record<string, number>]>([
  ["at opening, who held it the day before", handedOver, "AT_OPENING", null, { 1: 1 }],
  ["at closing, who holds it on the last day", handedOver, "AT_CLOSING", null, { 2: 1 }],
  [
    "at closing, a lost one stays with who held it on the loss day",
    handedOver,
    "AT_CLOSING",
    day("2026-02-14"),
    { 1: 1 },
  ],
  ["by days: 45 and 45 of 90", handedOver, "TIME_WEIGHTED", null, { 1: 0.5, 2: 0.5 }],
  ["a day is the holder's from whom it starts", [holding("1", "2026-01-01", null)], "AT_OPENING", null, { house: 1 }],
  [
    "what nobody holds is the house's",
    [holding("1", "2025-01-01", null, 6_000)],
    "AT_OPENING",
    null,
    { 1: 0.6, house: 0.4 },
  ],
  [
    "days that nobody held it are the house's",
    [holding("1", "2026-03-02", null)],
    "TIME_WEIGHTED",
    null,
    { 1: 1 / 3, house: 2 / 3 },
  ],
  [
    "who left it and came back holds it by all its days",
    [holding("1", "2025-01-01", "2026-01-10"), holding("1", "2026-03-23", null)],
    "TIME_WEIGHTED",
    null,
    { 1: 0.2, house: 0.8 },
  ],
])("%s", (_rule, holdings, rule, lostOn, expected) => {
  const found = whose(holdings, rule, lostOn);
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [who, part] of Object.entries(expected)) expect(found[who]).toBeCloseTo(part, 12);
});

test("the usual role is the one in which most is held", () => {
  const served = (role: string, customers: number) => ({ repId: "1", role, customers });
  expect(usualRole([served("SUPPORT", 2), served("ACCOUNT_MANAGER", 4), served("SUPPORT", 3)])).toBe("SUPPORT");
  expect(usualRole([served("SUPPORT", 2), served("ACCOUNT_MANAGER", 2)])).toBe("ACCOUNT_MANAGER");
  expect(usualRole([])).toBeNull();
});

const rules = fc.constantFrom<AttributionRule>("AT_OPENING", "AT_CLOSING", "TIME_WEIGHTED");
const holdings = fc.array(
  fc.record({
    rep: fc.integer({ min: 1, max: 4 }),
    from: fc.integer({ min: -60, max: 120 }),
    days: fc.integer({ min: 1, max: 90 }),
    share: fc.integer({ min: 1, max: 2_500 }),
  }),
  { maxLength: 4 },
);

it("gives every customer away exactly once: reps and house are the company, to the minor unit", () =>
  fc.assert(
    fc.property(holdings, rules, fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (given, rule, amount) => {
      const held = given.map(({ rep, from, days, share }) => {
        const start = addDays(PERIOD.start, from);
        return holding(String(rep), start, addDays(start, days), share);
      });
      const ledger = ledgerOf(held, attribution({ rule }));
      const shares = [...[...ledger.ofRep.values()].flat(), ledger.ofHouse("1")].map(({ share }) => share);
      expect(shares.reduce((sum, { weight }) => sum + weight, 0n)).toBe(wholeOf(rule, PERIOD));
      expect(shares.reduce((sum, share) => sum + share.of(minor(amount)), 0n)).toBe(amount);
    }),
  ));

it("by days, an unbroken assignment weighs as at opening", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: -900, max: -1 }), (share, from) => {
      const unbroken = [holding("1", addDays(PERIOD.start, from), null, share)];
      expect(whose(unbroken, "TIME_WEIGHTED")).toEqual(whose(unbroken, "AT_OPENING"));
      expect(daysIn(PERIOD)).toBe(90);
    }),
  ));
