import fc from "fast-check";
import { addDays } from "../../../../src/kernel/calendar";
import { contractEvents } from "../../../../src/retention/credit/events/calc/contract-events";
import type { Decision, History, Term } from "../../../../src/retention/credit/events/calc/contract-history";
import { aCourse, aDecision, asOf, aTerm, day, lost, READING, renewed } from "./contracts";

const history = (terms: readonly Term[], decisions: readonly Decision[] = []): History => ({
  customerId: "1",
  ...{ terms, decisions },
});
const told = (of: History, reading = READING): string[] =>
  contractEvents(of, reading)
    .map(({ kind, on, externalId, value, currency }) => `${on} ${kind} ${externalId} ${value} ${currency}`)
    .sort();

const old = aTerm("1");
const next = (said = {}) =>
  aTerm("2", { signedOn: day("2025-12-20"), startsOn: day("2026-01-01"), endsOn: day("2027-01-01"), ...said });
const NEW = "2024-12-01 NEW k1 100 EUR";

test.each<[string, History, string[]]>([
  ["the first contract is new on the day it was signed", history([old]), [NEW]],
  ["two that are signed on one day are both new", history([old, aTerm("2")]), [NEW, "2024-12-01 NEW k2 100 EUR"]],
  ["a contract for nothing is no event", history([aTerm("1", { value: 0n })]), []],
  [
    "one that is signed while another runs is expansion",
    history([old, aTerm("2", { signedOn: day("2025-03-01"), startsOn: day("2025-03-01"), value: 40n })]),
    [NEW, "2025-03-01 EXPANSION k2 40 EUR"],
  ],
  [
    "a renewal keeps what was due, when it was closed, and the contract that it was closed with says nothing more",
    history([old, next()], [aDecision("1", renewed("2025-12-22", 100, "2"))]),
    [NEW, "2025-12-22 RENEWED r1 100 EUR"],
  ],
  [
    "what is renewed beyond it is expansion",
    history([old, next({ value: 130n })], [aDecision("1", renewed("2025-12-22", 130, "2"))]),
    [NEW, "2025-12-22 EXPANSION r1 30 EUR", "2025-12-22 RENEWED r1 100 EUR"],
  ],
  [
    "what is not renewed of it is lost",
    history([old, next({ value: 70n })], [aDecision("1", renewed("2025-12-22", 70, "2"))]),
    [NEW, "2025-12-22 LOSS r1 30 EUR", "2025-12-22 RENEWED r1 70 EUR"],
  ],
  [
    "a renewal that does not name its contract was closed with the one that follows",
    history([old, next()], [aDecision("1", renewed("2025-12-22", 100))]),
    [NEW, "2025-12-22 RENEWED r1 100 EUR"],
  ],
  [
    "beside the contract that it names, another that begins on the day is expansion",
    history(
      [old, next({ value: 40n }), next({ ...{ id: "3", externalId: "k3" }, signedOn: day("2025-12-22") })],
      [aDecision("1", renewed("2025-12-22", 100, "3"))],
    ),
    [NEW, "2025-12-20 EXPANSION k2 40 EUR", "2025-12-22 RENEWED r1 100 EUR"],
  ],
  [
    "one that names no contract at all speaks of the one that ends on its day",
    history([old, next()], [aDecision(null, renewed("2025-12-22", 100))]),
    [NEW, "2025-12-22 RENEWED rnull 100 EUR"],
  ],
  [
    "a contract that follows while the renewal is open says nothing yet",
    history([old, next()], [aDecision("1")]),
    [NEW],
  ],
  [
    "a renewal that is lost loses what was due",
    history([old], [aDecision("1", lost("2025-12-22"))]),
    [NEW, "2025-12-22 LOSS r1 100 EUR"],
  ],
  [
    "who signs again after it was lost is new",
    history(
      [old, next({ signedOn: day("2026-01-10"), startsOn: day("2026-01-10") })],
      [aDecision("1", lost("2025-12-22"))],
    ),
    [NEW, "2025-12-22 LOSS r1 100 EUR", "2026-01-10 NEW k2 100 EUR"],
  ],
  [
    "where no renewal speaks of the end, the contract that follows within the grace is the renewal, when it was signed",
    history([old, next({ signedOn: day("2026-01-31"), startsOn: day("2026-02-01"), value: 120n })]),
    [NEW, "2026-01-31 EXPANSION k2 20 EUR", "2026-01-31 RENEWED k2 100 EUR"],
  ],
  [
    "one that is signed behind the grace is new",
    history([old, next({ signedOn: day("2026-02-01"), startsOn: day("2026-02-01") })]),
    [NEW, "2026-02-01 NEW k2 100 EUR"],
  ],
  [
    "in another currency it is taken to be worth the same",
    history([old, next({ value: 9_000n, currency: "JPY" })]),
    [NEW, "2025-12-20 RENEWED k2 9000 JPY"],
  ],
  [
    "one contract may follow two",
    history([old, aTerm("3", { value: 50n }), next({ value: 130n })]),
    [NEW, "2024-12-01 NEW k3 50 EUR", "2025-12-20 LOSS k2 20 EUR", "2025-12-20 RENEWED k2 130 EUR"],
  ],
  [
    "more within a term is expansion, by what is more",
    history([
      old,
      aTerm("2", { signedOn: day("2025-05-01"), startsOn: day("2025-06-01"), replacesId: "1", value: 150n }),
    ]),
    [NEW, "2025-05-01 EXPANSION k2 50 EUR"],
  ],
  [
    "less within a term is lost",
    history([
      old,
      aTerm("2", { signedOn: day("2025-05-01"), startsOn: day("2025-06-01"), replacesId: "1", value: 60n }),
    ]),
    [NEW, "2025-05-01 LOSS k2 40 EUR"],
  ],
  [
    "what two contracts take the place of counts once",
    history([
      old,
      aTerm("2", { signedOn: day("2025-05-01"), startsOn: day("2025-06-01"), replacesId: "1", value: 100n }),
      aTerm("3", { signedOn: day("2025-05-01"), startsOn: day("2025-06-01"), replacesId: "1", value: 25n }),
    ]),
    [NEW, "2025-05-01 EXPANSION k3 25 EUR"],
  ],
  [
    "an early end loses what the contract was worth",
    history([aTerm("1", { endedOn: day("2025-07-01") })]),
    [NEW, "2025-07-01 LOSS k1 100 EUR"],
  ],
  [
    "it is one loss, though its renewal is closed as lost with it",
    history([aTerm("1", { endedOn: day("2025-07-01") })], [aDecision("1", lost("2025-07-01"))]),
    [NEW, "2025-07-01 LOSS k1 100 EUR"],
  ],
  [
    "the renewal was lost first: then that was the loss",
    history([aTerm("1", { endedOn: day("2025-07-01") })], [aDecision("1", lost("2025-06-10"))]),
    [NEW, "2025-06-10 LOSS r1 100 EUR"],
  ],
  [
    "what is taken off on the day of the end is lost with it",
    history([
      old,
      aTerm("2", {
        ...{
          signedOn: day("2025-06-10"),
          startsOn: day("2025-06-01"),
          endedOn: day("2025-06-10"),
          replacesId: "1",
          value: 60n,
        },
      }),
    ]),
    [NEW, "2025-06-10 LOSS k2 100 EUR"],
  ],
  [
    "a contract that is ended where another takes its place is not lost",
    history([
      aTerm("1", { endedOn: day("2025-06-01") }),
      aTerm("2", { signedOn: day("2025-05-01"), startsOn: day("2025-06-01"), replacesId: "1", value: 150n }),
    ]),
    [NEW, "2025-05-01 EXPANSION k2 50 EUR"],
  ],
  [
    "nor is one that was renewed ahead of its end",
    history(
      [aTerm("1", { endedOn: day("2025-11-01") }), next({ startsOn: day("2025-11-01") })],
      [aDecision("1", renewed("2025-10-20", 100, "2"))],
    ),
    [NEW, "2025-10-20 RENEWED r1 100 EUR"],
  ],
  [
    "ended at its very end, with no renewal and nothing that follows, it is lost",
    history([aTerm("1", { endedOn: day("2026-01-01") })]),
    [NEW, "2026-01-01 LOSS k1 100 EUR"],
  ],
  ["a term that just runs out loses nothing: nobody recorded it", history([old]), [NEW]],
])("%s", (_rule, given, expected) => expect(told(given)).toEqual([...expected].sort()));

it("takes two accounts for one from the day on which they were merged, and not before", () => {
  const elsewhere = { accountId: "2", signedOn: day("2025-03-01"), startsOn: day("2025-03-01") };
  const two = history([old, aTerm("2", elsewhere)]);
  const mergedOn = (on: string) => ({ ...READING, areOne: (a: string, b: string, at: string) => a === b || at >= on });
  expect(told(two, mergedOn("2025-03-01"))).toEqual([NEW, "2025-03-01 EXPANSION k2 100 EUR"]);
  expect(told(two, mergedOn("2025-03-02"))).toEqual([NEW, "2025-03-01 NEW k2 100 EUR"]);
});

describe("whatever becomes of a customer", () => {
  const sum = (events: ReturnType<typeof contractEvents>, kinds: readonly string[]): bigint =>
    events.filter(({ kind }) => kinds.includes(kind)).reduce((total, { value }) => total + value!, 0n);

  it("NEW + EXPANSION − LOSS comes to what is in force", () => {
    fc.assert(
      fc.property(aCourse, ({ history: given, inForce }) => {
        const events = contractEvents(given, READING);
        expect(sum(events, ["NEW", "EXPANSION"]) - sum(events, ["LOSS"])).toBe(inForce);
        expect(events.every(({ value }) => value! > 0n)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("of one record there is one event of a kind on a day, in whatever order the facts are read", () => {
    fc.assert(
      fc.property(aCourse, fc.integer(), ({ history: given }, seed) => {
        const keys = told(given).map((line) => line.split(" ").slice(0, 3).join(" "));
        expect(new Set(keys).size).toBe(keys.length);
        const turned = { ...given, terms: shuffled(given.terms, seed), decisions: shuffled(given.decisions, seed) };
        expect(told(turned)).toEqual(told(given));
      }),
    );
  });

  it("a day in the past knows what it knew then: nothing that comes later changes what was credited", () => {
    fc.assert(
      fc.property(aCourse, fc.integer({ min: 0, max: 3_600 }), ({ history: given }, after) => {
        const today = addDays(day("2020-01-01"), after);
        const until = (lines: string[]): string[] => lines.filter((line) => line.slice(0, 10) <= today);
        expect(told(asOf(given, today))).toEqual(until(told(given)));
      }),
      { numRuns: 1_000 },
    );
  });
});

const shuffled = <Item>(items: readonly Item[], seed: number): Item[] =>
  items
    .map((item, place) => ({ item, at: Math.imul(seed ^ place, 2_654_435_761) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
