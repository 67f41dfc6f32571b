import fc from "fast-check";
import type { Day } from "../../../src/kernel/calendar";
import { minor, type Minor } from "../../../src/kernel/money";
import type { Issues, RiskFacts, SignalSettings } from "../../../src/risk/signals/signal";

/** A family of facts. */
export type Family = Exclude<keyof RiskFacts, "customerId" | "segment" | "relationship">;

export const NEWEST = "2026-06-21" as Day;

export const SETTINGS: SignalSettings = {
  lapse: { timesUsualGap: 3, fewestPurchases: 4, lapseDays: 365 },
  cadenceDays: null,
};

/** A customer of whom nothing is known. */
export const NOTHING: RiskFacts = {
  ...{ customerId: "1", segment: null, relationship: "CONTRACT" },
  ...{ rhythm: null, spend: null, breadth: null, attention: null, contacts: null, handovers: null, sentiment: null },
  ...{ complaints: null, failures: null, staffing: null, answers: null, expectations: null, team: null, due: null },
  ...{ margin: null, cost: null, discount: null, voice: null, diagnosis: null },
};

const count = fc.integer({ min: 0, max: 12 });
const days = fc.integer({ min: 0, max: 800 });
const ratio = fc.double({ min: -1, max: 1, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const percent = fc.double({ min: 0, max: 100, noNaN: true });
const mood = fc.double({ min: -2, max: 2, noNaN: true });
const amount: fc.Arbitrary<Minor> = fc.bigInt({ min: -100_000n, max: 1_000_000n }).map(minor);
// Letters only: the numbers of a sentence are then the figures that it quotes.
const names = fc.uniqueArray(fc.stringMatching(/^[A-Z]{2,6}$/), { maxLength: 6 });
const perhaps = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq: 4 });
const day = fc.constantFrom("2026-06-21", "2025-12-31", "2024-02-29").map((text) => text as Day);
const known = <T>(members: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<(T & { dataAsOf: Day }) | null> =>
  perhaps(fc.record({ ...members, dataAsOf: day }) as unknown as fc.Arbitrary<T & { dataAsOf: Day }>);

const worst = perhaps(fc.constantFrom("LOW" as const, "MEDIUM" as const, "HIGH" as const, "CRITICAL" as const));
const issues = known<Omit<Issues, "dataAsOf">>({
  ...{ open: count, worstSeverity: worst, longestOpenDays: days, inYear: count },
});
const lastRenewal = perhaps(fc.constantFrom("ON_TIME" as const, "LATE" as const, "REDUCED" as const));
const currency = fc.constantFrom("EUR", "JPY", "KWD");

/** Whatever may be known of a customer, family by family. */
export const anyFamily: { readonly [F in Family]: fc.Arbitrary<RiskFacts[F]> } = {
  rhythm: known({
    lastBoughtOn: day,
    daysSilent: days,
    usualGapDays: perhaps(fc.integer({ min: 1, max: 200 })),
    purchases: count,
  }),
  spend: known({ recentMinor: amount, seasonBeforeMinor: amount, currency }),
  breadth: known({ series: count, seriesBefore: count, dropped: names }),
  attention: known({ daysSinceTalk: days, cadenceDays: fc.integer({ min: 1, max: 400 }) }),
  contacts: known({ championsLeft: count, champions: count, active: count }),
  handovers: known({ inYear: count, daysSinceNewLead: perhaps(fc.integer({ min: 0, max: 364 })) }),
  sentiment: known({ recent: mood, before: perhaps(mood), answers: count }),
  ...{ complaints: issues, failures: issues, staffing: issues },
  answers: known({ medianHours: perhaps(fc.double({ min: 0, max: 500, noNaN: true })), unanswered: count }),
  expectations: known({ missed: count, rated: count }),
  team: known({ unassigned: names, leaving: count }),
  due: known({ daysToDue: fc.integer({ min: -200, max: 800 }), inTalks: fc.boolean(), lastRenewal }),
  margin: known({ recent: ratio, before: perhaps(ratio) }),
  cost: known({ costToServeMinor: amount, profitMinor: amount, currency }),
  discount: known({ recent: share, before: perhaps(share) }),
  voice: known({
    ...{ nps: perhaps(fc.integer({ min: 0, max: 10 })), npsBefore: perhaps(fc.integer({ min: 0, max: 10 })) },
    ...{ csat: perhaps(fc.integer({ min: 1, max: 5 })), npsOn: day, csatOn: day },
    ...{ daysSinceAnswer: perhaps(days), competitor: fc.boolean() },
  }),
  diagnosis: perhaps(
    fc
      .record({ score: fc.double({ min: 0, max: 100, noNaN: true }), on: day, worst: perhaps(percent) })
      .map(({ worst: worstScore, ...found }) => ({
        ...{ ...found, worstScore, worstDimension: worstScore === null ? null : ("SERVICE" as const), reviewerId: "x" },
      })),
  ),
};

/** Whatever may be known of a customer. */
export const anyFacts: fc.Arbitrary<RiskFacts> = fc
  .record(anyFamily)
  .map((families) => ({ ...NOTHING, ...families }) as RiskFacts);

/** Of one family whatever may be known, of the others nothing. */
export const anyFactsOf = (family: Family): fc.Arbitrary<RiskFacts> =>
  (anyFamily[family] as fc.Arbitrary<unknown>).map((known) => ({ ...NOTHING, [family]: known }));
