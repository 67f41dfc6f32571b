import { type Holding } from "../../../src/retention/credit/calc/claims";
import { asExplained } from "../../../src/retention/credit/calc/removal";
import { ledgerOf } from "../../../src/retention/credit/calc/book";
import type { AttributionRule } from "../../../src/retention/credit/calc/attribution-policy";
import type { BookApproval } from "../../../src/retention/credit/calc/book-approval";
import { approval, attribution, day, holding, PERIOD } from "./given";
import { PUBLISHED } from "./published";

const taken = (on: string): Holding[] => [holding("1", "2025-01-01", on), holding("2", on, null)];
const lines = (holdings: readonly Holding[]): string[] =>
  holdings.map(({ repId, startsOn, endsOn }) => `${repId} ${startsOn} ${endsOn ?? "…"}`);
const STAYS = ["1 2025-01-01 …"];

test.each<[string, Holding[], BookApproval[], string, string[] | "as it is"]>([
  ["nobody said why: it stays", taken("2026-02-15"), [], "2026-12-31", STAYS],
  ["the first day after the first month", taken("2026-02-01"), [], "2026-12-31", STAYS],
  ["the first month is free", taken("2026-01-31"), [], "2026-12-31", "as it is"],
  ["the last day of the period", taken("2026-03-31"), [], "2026-12-31", STAYS],
  ["the day after it", taken("2026-04-01"), [], "2026-12-31", "as it is"],
  ["somebody said why", taken("2026-02-15"), [approval("REMOVAL", "1", "2026-02-15")], "2026-12-31", "as it is"],
  ["why it left another time", taken("2026-02-15"), [approval("REMOVAL", "1", "2026-02-14")], "2026-12-31", STAYS],
  ["why it left somebody else", taken("2026-02-15"), [approval("REMOVAL", "2", "2026-02-15")], "2026-12-31", STAYS],
  ["another decision", taken("2026-02-15"), [approval("RESCUE", "1", "2026-02-15")], "2026-12-31", STAYS],
  ["an end that lies ahead", taken("2026-02-15"), [], "2026-02-14", "as it is"],
  [
    "purchases said so, or the rep left the company",
    taken("2026-02-15").map((one) => ({ ...one, endedOfItself: true })),
    [],
    "2026-12-31",
    "as it is",
  ],
  [
    "another share is no removal",
    [holding("1", "2025-01-01", "2026-02-15", 5_000), holding("1", "2026-02-15", null)],
    [],
    "2026-12-31",
    "as it is",
  ],
  [
    "and nothing moves it afterwards, be it explained",
    [
      holding("1", "2025-01-01", "2026-02-15"),
      holding("2", "2026-02-15", "2026-03-10"),
      holding("3", "2026-03-10", null),
    ],
    [approval("REMOVAL", "2", "2026-03-10")],
    "2026-12-31",
    STAYS,
  ],
  [
    "what was explained before it stands",
    [
      holding("1", "2025-01-01", "2026-02-15"),
      holding("2", "2026-02-15", "2026-03-10"),
      holding("3", "2026-03-10", null),
    ],
    [approval("REMOVAL", "1", "2026-02-15")],
    "2026-12-31",
    ["1 2025-01-01 2026-02-15", "2 2026-02-15 …"],
  ],
])("%s", (_rule, holdings, approvals, asOf, expected) =>
  expect(lines(asExplained(holdings, approvals, PERIOD, day(asOf)))).toEqual(
    expected === "as it is" ? lines(holdings) : expected,
  ),
);

test.each<[AttributionRule, boolean, Record<string, bigint>]>([
  ["AT_OPENING", true, { 1: 10_000n }],
  ["AT_CLOSING", false, { 2: 10_000n }],
  ["AT_CLOSING", true, { 1: 10_000n }],
  ["TIME_WEIGHTED", false, { 1: 450_000n, 2: 450_000n }],
  ["TIME_WEIGHTED", true, { 1: 900_000n }],
])("by %s with a policy that asks (%s), who lost it without a reason has it", (rule, removalNeedsReason, expected) => {
  const { ofRep } = ledgerOf(taken("2026-02-15"), attribution({ rule, policy: { ...PUBLISHED, removalNeedsReason } }));
  expect(Object.fromEntries([...ofRep].map(([rep, [entry]]) => [rep, entry!.share.weight]))).toEqual(expected);
});

test("at opening nothing that comes later is asked about: who gave it away held it for the days that it did", () => {
  const policy = { ...PUBLISHED, removalNeedsReason: true, minimumDays: 46 };
  const of = (rule: AttributionRule) => [...ledgerOf(taken("2026-02-15"), attribution({ rule, policy })).ofRep.keys()];
  expect([of("AT_OPENING"), of("AT_CLOSING")]).toEqual([[], ["1"]]);
});

test("a reason given in another role is none in this one", () => {
  const approvals = new Map([["1", [{ ...approval("REMOVAL", "1", "2026-02-15"), role: "SUPPORT" }]]]);
  const asked = attribution({ rule: "AT_CLOSING", policy: { ...PUBLISHED, removalNeedsReason: true }, approvals });
  expect([...ledgerOf(taken("2026-02-15"), asked).ofRep.keys()]).toEqual(["1"]);
});
