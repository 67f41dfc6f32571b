import fc from "fast-check";
import { addDays, type Day, daysIn } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import type { AttributionPolicy, AttributionRule } from "../../../src/retention/credit/calc/attribution-policy";
import { type BookEntry, ledgerOf } from "../../../src/retention/credit/calc/book";
import type { BookApprovalKind } from "../../../src/retention/credit/calc/book-approval";
import { wholeOf } from "../../../src/retention/credit/calc/claims";
import { type CustomerCase, type Exclusion, exclusionOf } from "../../../src/retention/credit/calc/exclusion";
import { approval, attribution, day, holding, PERIOD } from "./given";
import { PUBLISHED } from "./published";

const lost = (lostOn: string, reason: "PRICE" | "BUSINESS_CHANGE" | null = null, decidedOn = lostOn) => ({
  ...{ lostOn: day(lostOn), decidedOn: day(decidedOn), reason },
});
/** Rep 1 has it since 1 December, from the house; it has been a customer for years. */
const CASE: CustomerCase = {
  ...{
    holdings: [holding("1", "2025-12-01", null)],
    loss: lost("2026-02-01"),
    wonOn: day("2020-01-01"),
    approvals: [],
  },
};
const GRACE = { inheritedGraceDays: 62 };
const EXCUSE: Partial<AttributionPolicy> = { excusedReasons: ["BUSINESS_CHANGE"] };

test.each<[string, Partial<AttributionPolicy>, Partial<CustomerCase>, Exclusion | null]>([
  ["the published policy excludes nobody", {}, {}, null],
  ["held on every day that is asked for", { minimumDays: 31 }, { holdings: [holding("1", "2026-03-01", null)] }, null],
  ["a day short", { minimumDays: 32 }, { holdings: [holding("1", "2026-03-01", null)] }, "MINIMUM_DAYS"],
  [
    "days count together when it came back",
    { minimumDays: 41 },
    { holdings: [holding("1", "2025-01-01", "2026-01-11"), holding("1", "2026-03-01", null)] },
    null,
  ],
  ["held throughout a period that is shorter than the minimum", { minimumDays: 365 }, {}, null],
  [
    "held at opening, and given away on the first day",
    { minimumDays: 1 },
    { holdings: [holding("1", "2025-01-01", "2026-01-01")] },
    "MINIMUM_DAYS",
  ],
  [
    "another's days are not its own",
    { minimumDays: 90 },
    { holdings: [holding("2", "2025-01-01", null)] },
    "MINIMUM_DAYS",
  ],
  ["taken over unmanaged and lost on the last day of grace", GRACE, {}, "INHERITED"],
  ["lost a day later", GRACE, { loss: lost("2026-02-02") }, null],
  ["no grace", { inheritedGraceDays: 0 }, { loss: lost("2025-12-01") }, null],
  ["kept", GRACE, { loss: null }, null],
  [
    "somebody had it up to 90 days before",
    GRACE,
    { holdings: [holding("2", "2024-01-01", "2025-09-02"), ...CASE.holdings] },
    "INHERITED",
  ],
  [
    "somebody had it 89 days before",
    GRACE,
    { holdings: [holding("2", "2024-01-01", "2025-09-03"), ...CASE.holdings] },
    null,
  ],
  ["a customer for 90 days when it was taken over", GRACE, { wonOn: day("2025-09-02") }, "INHERITED"],
  ["a customer for fewer: it was not left alone, it was new", GRACE, { wonOn: day("2025-09-03") }, null],
  [
    "a new share is no new start",
    GRACE,
    { holdings: [holding("1", "2025-11-01", "2025-12-01", 5_000), ...CASE.holdings] },
    null,
  ],
  [
    "handed on before it was lost: since it had it the last time",
    GRACE,
    { holdings: [holding("1", "2025-12-01", "2026-01-15"), holding("2", "2026-01-15", null)] },
    "INHERITED",
  ],
  [
    "taken over when it was lost already",
    GRACE,
    { holdings: [holding("1", "2026-02-15", "2026-03-01"), holding("1", "2026-03-10", null)] },
    "INHERITED",
  ],
  [
    "a rescue from somebody else",
    GRACE,
    {
      holdings: [holding("2", "2024-01-01", "2025-12-01"), ...CASE.holdings],
      approvals: [approval("RESCUE", "1", "2025-12-31")],
    },
    "RESCUED",
  ],
  [
    "a rescue of an earlier time",
    GRACE,
    {
      holdings: [holding("2", "2024-01-01", "2025-12-01"), ...CASE.holdings],
      approvals: [approval("RESCUE", "1", "2025-11-30")],
    },
    null,
  ],
  [
    "a rescue of a later time",
    GRACE,
    {
      holdings: [holding("2", "2024-01-01", "2025-12-01"), ...CASE.holdings],
      approvals: [approval("RESCUE", "1", "2026-01-01")],
    },
    null,
  ],
  [
    "another rep's rescue",
    GRACE,
    {
      holdings: [holding("2", "2024-01-01", "2025-12-01"), ...CASE.holdings],
      approvals: [approval("RESCUE", "2", "2025-12-31")],
    },
    null,
  ],
  [
    "a rescue lost when the grace is over",
    { inheritedGraceDays: 61 },
    {
      holdings: [holding("2", "2024-01-01", "2025-12-01"), ...CASE.holdings],
      approvals: [approval("RESCUE", "1", "2025-12-31")],
    },
    null,
  ],
  [
    "excused, and approved on the day it was decided",
    EXCUSE,
    {
      loss: lost("2026-02-01", "BUSINESS_CHANGE", "2026-01-10"),
      approvals: [approval("EXCUSED_LOSS", "1", "2026-01-10")],
    },
    "EXCUSED_LOSS",
  ],
  [
    "approved of an earlier loss",
    EXCUSE,
    {
      loss: lost("2026-02-01", "BUSINESS_CHANGE", "2026-01-10"),
      approvals: [approval("EXCUSED_LOSS", "1", "2026-01-09")],
    },
    null,
  ],
  [
    "lost for another reason",
    EXCUSE,
    { loss: lost("2026-02-01", "PRICE"), approvals: [approval("EXCUSED_LOSS", "1", "2026-02-01")] },
    null,
  ],
  ["not approved", EXCUSE, { loss: lost("2026-02-01", "BUSINESS_CHANGE") }, null],
  [
    "approved of another rep",
    EXCUSE,
    { loss: lost("2026-02-01", "BUSINESS_CHANGE"), approvals: [approval("EXCUSED_LOSS", "2", "2026-02-01")] },
    null,
  ],
  [
    "approved otherwise",
    EXCUSE,
    { loss: lost("2026-02-01", "BUSINESS_CHANGE"), approvals: [approval("RESCUE", "1", "2026-02-01")] },
    null,
  ],
])("%s", (_rule, policy, known, expected) =>
  expect(exclusionOf("1", { ...CASE, ...known }, { ...PUBLISHED, ...policy }, PERIOD)).toBe(expected),
);

test("what is excluded is the house's, kept beside, and nobody else's part changes by it", () => {
  const held = [holding("1", "2025-12-01", null, 3_333), holding("2", "2024-01-01", null, 3_334)];
  const whose = (policy: Partial<AttributionPolicy>) => {
    const asked = attribution({
      policy: { ...PUBLISHED, ...policy },
      losses: new Map([["1", lost("2026-01-20")]]),
      approvals: new Map([["1", [approval("RESCUE", "1", "2025-12-10")]]]),
    });
    const { ofRep, excluded, ofHouse, unheld } = ledgerOf(held, asked);
    const told = ({ share }: BookEntry) => [share.weight, share.of(minor(100n))];
    return {
      reps: [...ofRep].map(([rep, [entry]]) => [rep, ...told(entry!)]),
      out: [...excluded].map(([rep, [entry]]) => [rep, ...told(entry!), entry!.exclusion]),
      house: told(ofHouse("1")),
      unheld: told(unheld("1")),
    };
  };
  const second = ["2", 3_334n, 34n];
  const rest = [3_333n, 33n];
  expect(whose({})).toEqual({ reps: [["1", ...rest], second], out: [], house: rest, unheld: rest });
  expect(whose(GRACE)).toEqual({
    ...{ reps: [second], out: [["1", ...rest, "RESCUED"]], house: [6_666n, 66n], unheld: rest },
  });
});

const policies = fc.record({
  minimumDays: fc.constantFrom(0, 10, 45, 400),
  inheritedGraceDays: fc.constantFrom(0, 30, 200),
  excusedReasons: fc.constantFrom<AttributionPolicy["excusedReasons"]>([], ["BUSINESS_CHANGE"]),
  removalNeedsReason: fc.boolean(),
});
const customers = fc.array(
  fc.record({
    held: fc.array(
      fc.record({
        rep: fc.integer({ min: 1, max: 4 }),
        from: fc.integer({ min: -200, max: 120 }),
        days: fc.integer({ min: 1, max: 250 }),
        share: fc.integer({ min: 1, max: 2_500 }),
      }),
      { maxLength: 4 },
    ),
    lostAfter: fc.option(fc.nat(89)),
    reason: fc.constantFrom("PRICE" as const, "BUSINESS_CHANGE" as const, null),
    wonBefore: fc.option(fc.nat(400)),
    approved: fc.array(
      fc.record({
        kind: fc.constantFrom<BookApprovalKind>("RESCUE", "EXCUSED_LOSS", "REMOVAL"),
        rep: fc.integer({ min: 1, max: 4 }),
        after: fc.integer({ min: -200, max: 120 }),
      }),
      { maxLength: 4 },
    ),
  }),
  { maxLength: 5 },
);
const rules = fc.constantFrom<AttributionRule>("AT_OPENING", "AT_CLOSING", "TIME_WEIGHTED");
const after = (days: number): Day => addDays(PERIOD.start, days);

it("reps and house are the company exactly, whatever the policy excludes; put back, it is as if nothing were excluded", () => {
  const met = new Set<Exclusion>();
  fc.assert(
    fc.property(
      customers,
      rules,
      policies,
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      (company, rule, options, sum) => {
        const amount = minor(sum);
        const holdings = company.flatMap(({ held }, n) =>
          held.map(({ rep, from, days, share }) => ({
            ...holding(String(rep), after(from), after(from + days), share),
            customerId: String(n),
          })),
        );
        const facts = {
          rule,
          losses: new Map(
            company.flatMap(({ lostAfter, reason }, n) =>
              lostAfter === null ? [] : [[String(n), lost(after(lostAfter), reason)] as const],
            ),
          ),
          wonOn: new Map(
            company.flatMap(({ wonBefore }, n) =>
              wonBefore === null ? [] : [[String(n), after(-wonBefore)] as const],
            ),
          ),
          approvals: new Map(
            company.map(({ approved }, n) => [
              String(n),
              approved.map(({ kind, rep, after: days }) => approval(kind, String(rep), after(days))),
            ]),
          ),
        };
        const { removalNeedsReason } = options;
        const ledger = ledgerOf(holdings, attribution({ ...facts, policy: { ...PUBLISHED, ...options } }));
        const before = ledgerOf(holdings, attribution({ ...facts, policy: { ...PUBLISHED, removalNeedsReason } }));
        const counted = [...ledger.ofRep.values()].flat();
        const out = [...ledger.excluded.values()].flat();
        for (const { exclusion } of out) met.add(exclusion);
        const of = (entries: readonly BookEntry[], id: string) => entries.filter(({ customerId }) => customerId === id);
        const weigh = (entries: readonly BookEntry[]) => entries.reduce((total, { share }) => total + share.weight, 0n);
        const add = (entries: readonly BookEntry[]) =>
          entries.reduce((total, { share }) => total + share.of(amount), 0n);
        company.forEach((_, n) => {
          const id = String(n);
          const parts = [...of(counted, id), ledger.ofHouse(id)];
          expect([weigh(parts), add(parts)]).toEqual([wholeOf(rule, PERIOD), amount]);
          const all = [...of(counted, id), ...of(out, id)];
          const whole = of([...before.ofRep.values()].flat(), id);
          expect([weigh(all), add(all)]).toEqual([weigh(whole), add(whole)]);
          expect(add([ledger.unheld(id)])).toBe(add([before.ofHouse(id)]));
        });
      },
    ),
    { numRuns: 2_000 },
  );
  expect(daysIn(PERIOD)).toBe(90);
  expect([...met].sort()).toEqual(["EXCUSED_LOSS", "INHERITED", "MINIMUM_DAYS", "RESCUED"]);
});
