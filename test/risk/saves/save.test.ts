import fc from "fast-check";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { type Alarm, type Alarmed, decisionsOf } from "../../../src/risk/saves/calc/save";
import type { KnownRenewal } from "../../../src/value/renewals/calc/due-renewal";

const GRACE = 30;
const alarm = (openedOn: string, playedOn: string | null = null, probability: number | null = null): Alarm => ({
  ...{ openedOn: openedOn as Day, playedOn: playedOn as Day | null, probability },
});
const renewal = (dueOn: string, closedOn: string | null = null, isRenewed = closedOn !== null): KnownRenewal => ({
  ...{ dueOn: dueOn as Day, closedOn: closedOn as Day | null, isRenewed },
});
const term = (alarms: Alarm[], ...renewals: KnownRenewal[]): Alarmed => ({
  ...{ alarms, decides: { by: "RENEWAL", renewals } },
});
const buyer = (alarms: Alarm[], ...days: string[]): Alarmed => ({
  ...{ alarms, decides: { by: "PURCHASE", boughtOn: days as Day[] } },
});
const saved = (decidedOn: string) => ({ decidedOn, saved: true });
const lost = (decidedOn: string) => ({ decidedOn, saved: false });

const told = (customer: Alarmed, asOf: string) =>
  decisionsOf(customer, asOf as Day, GRACE).map(({ decidedOn, saved: kept }) => ({ decidedOn, saved: kept }));

const PLAYED = alarm("2026-01-01", "2026-01-10");

test.each<[string, Alarmed, object[]]>([
  ["a customer renews after a play: saved", term([PLAYED], renewal("2026-02-01", "2026-01-20")), [saved("2026-01-20")]],
  ["it renews within the grace: saved", term([PLAYED], renewal("2026-02-01", "2026-03-03")), [saved("2026-03-03")]],
  [
    "it renews behind it: lost when the grace was over",
    term([PLAYED], renewal("2026-02-01", "2026-03-04")),
    [lost("2026-03-03")],
  ],
  ["it does not renew: lost", term([PLAYED], renewal("2026-02-01", "2026-01-20", false)), [lost("2026-01-20")]],
  [
    "nobody closes the renewal: lost when the grace is over",
    term([PLAYED], renewal("2026-02-01")),
    [lost("2026-03-03")],
  ],
  ["it is not due yet: undecided, and out", term([PLAYED], renewal("2026-12-01")), []],
  ["there is nothing to decide: out", term([PLAYED]), []],
  [
    "it renews, but nobody played: no save",
    term([alarm("2026-01-01")], renewal("2026-02-01", "2026-01-20")),
    [lost("2026-01-20")],
  ],
  [
    "the play was completed on the day of the decision: saved",
    term([alarm("2026-01-01", "2026-01-20")], renewal("2026-02-01", "2026-01-20")),
    [saved("2026-01-20")],
  ],
  [
    "it was completed a day later: no save",
    term([alarm("2026-01-01", "2026-01-21")], renewal("2026-02-01", "2026-01-20")),
    [lost("2026-01-20")],
  ],
  [
    "the alert came 14 days before the decision: in time",
    term([alarm("2026-01-06", "2026-01-10")], renewal("2026-02-01", "2026-01-20")),
    [saved("2026-01-20")],
  ],
  [
    "it came 13 days before: too late to be judged by",
    term([alarm("2026-01-07", "2026-01-10")], renewal("2026-02-01", "2026-01-20")),
    [],
  ],
  [
    "ten alerts before one renewal are one decision",
    term([PLAYED, alarm("2026-01-03"), alarm("2026-01-05", "2026-01-06")], renewal("2026-02-01", "2026-01-20")),
    [saved("2026-01-20")],
  ],
  [
    "an alert after one renewal is about the next one",
    term([alarm("2025-02-01", "2025-02-05")], renewal("2025-01-01", "2025-01-01"), renewal("2026-01-01", "2026-01-05")),
    [saved("2026-01-05")],
  ],
  ["a purchase within 90 days of the alert proves it", buyer([PLAYED], "2026-04-01"), [saved("2026-04-01")]],
  ["one on the 91st day comes too late", buyer([PLAYED], "2026-04-02"), [lost("2026-04-01")]],
  ["none comes: lost when the 90 days are over", buyer([PLAYED]), [lost("2026-04-01")]],
  ["a purchase within 14 days would have come anyway", buyer([PLAYED], "2026-01-14"), []],
  ["only the first purchase decides", buyer([PLAYED], "2026-02-01", "2026-02-20"), [saved("2026-02-01")]],
  [
    "two alerts of one silence are one decision, and the first of them starts the 90 days",
    buyer([alarm("2026-01-01"), alarm("2026-03-15", "2026-03-20")], "2026-04-20"),
    [lost("2026-04-01")],
  ],
  [
    "each silence is a decision of its own",
    buyer([alarm("2025-09-01", "2025-09-05"), PLAYED], "2025-10-01", "2026-02-01"),
    [saved("2025-10-01"), saved("2026-02-01")],
  ],
])("%s", (_rule, customer, decisions) => {
  expect(told(customer, "2026-06-01")).toEqual(decisions);
});

it("leaves a silence undecided until the 90 days are over", () => {
  expect(told(buyer([PLAYED]), "2026-03-31")).toEqual([]);
  expect(told(buyer([PLAYED]), "2026-04-01")).toEqual([lost("2026-04-01")]);
});

it("names the renewal that was decided, and none where a purchase decides", () => {
  const due = renewal("2026-02-01", "2026-01-20");
  const [decided] = decisionsOf(term([PLAYED], due), "2026-06-01" as Day, GRACE);
  expect(decided!.renewal).toBe(due);
  expect(decisionsOf(buyer([PLAYED], "2026-02-01"), "2026-06-01" as Day, GRACE)[0]!.renewal).toBeNull();
});

const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays("2025-01-01" as Day, n));
const days = fc.uniqueArray(day, { maxLength: 8 }).map((all) => all.sort());
const someAlarms = fc
  .tuple(days, fc.array(fc.option(fc.integer({ min: 0, max: 60 })), { minLength: 8, maxLength: 8 }))
  .map(([opened, after]): Alarm[] =>
    opened.map((openedOn, n) => ({
      openedOn,
      playedOn: after[n] == null ? null : addDays(openedOn, after[n]),
      probability: null,
    })),
  );

it("decides no more often than there are alerts, nothing after asOf, and saves nobody without a play", () => {
  fc.assert(
    fc.property(someAlarms, days, day, fc.boolean(), (alarms, decided, asOf, underContract) => {
      const customer: Alarmed = underContract
        ? term(alarms, ...decided.map((due) => renewal(due, addDays(due, 5) <= asOf ? addDays(due, 5) : null)))
        : buyer(alarms, ...decided.filter((one) => one <= asOf));
      const decisions = decisionsOf(customer, asOf, GRACE);
      expect(decisions.length).toBeLessThanOrEqual(alarms.length);
      for (const { decidedOn, saved: kept } of decisions) {
        expect(decidedOn <= asOf).toBe(true);
        expect(alarms.some(({ openedOn }) => addDays(openedOn, 14) <= decidedOn)).toBe(true);
        if (kept) expect(alarms.some(({ playedOn }) => playedOn !== null && playedOn <= decidedOn)).toBe(true);
      }
      const unplayed = {
        ...customer,
        alarms: alarms.map(({ openedOn }) => ({ openedOn, playedOn: null, probability: null })),
      };
      expect(decisionsOf(unplayed, asOf, GRACE)).toEqual(decisions.map((one) => ({ ...one, saved: false })));
    }),
  );
});

test("what a decision was foretold is what the first alert in time said of it", () => {
  const alarms = [alarm("2026-01-01", null, 0.4), alarm("2026-01-03", "2026-01-06", 0.7)];
  expect(decisionsOf(term(alarms, renewal("2026-02-01", "2026-01-20")), "2026-06-01" as Day, GRACE)).toMatchObject([
    { decidedOn: "2026-01-20", saved: true, probability: 0.4 },
  ]);
});
