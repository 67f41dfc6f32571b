import fc from "fast-check";
import { formatAmount, type Minor } from "../../../src/kernel/money";
import { PUBLISHED_WEIGHTS } from "../../../src/risk/models/calc/published-weights";
import type { SignalCode } from "../../../src/risk/signals/calc/signal-code";
import type { RiskFacts, Signal } from "../../../src/risk/signals/signal";
import { SIGNALS } from "../../../src/risk/signals/signals";
import { anyFacts, anyFactsOf, type Family, NOTHING, SETTINGS } from "./facts";
import { written, WRITTEN } from "./written";

interface Law {
  /** the family of facts that it reads, and nothing else */
  readonly of: Family;
  /** the figure of the family without which it says nothing */
  readonly needs?: string;
  /** the worse the more there is of it */
  readonly more?: readonly string[];
  /** the worse the less there is of it */
  readonly less?: readonly string[];
  /** numbers that its sentence may say though they are none of the customer's: windows and ends of scales */
  readonly says?: readonly number[];
  /** the day that it is as fresh as, where that is not the family's */
  readonly fresh?: string;
}

/** Written by hand from the domain, not read from the signals. */
const LAWS: Readonly<Record<SignalCode, Law>> = {
  PURCHASE_RHYTHM: { of: "rhythm", more: ["daysSilent"], says: [365] },
  SPEND_TREND: { of: "spend", more: ["seasonBeforeMinor"], less: ["recentMinor"], says: [90] },
  PRODUCT_BREADTH: { of: "breadth", more: ["seriesBefore"], less: ["series"], says: [365] },
  ATTENTION_GAP: { of: "attention", more: ["daysSinceTalk"], less: ["cadenceDays"] },
  CHAMPION_LEFT: { of: "contacts", more: ["championsLeft"], less: ["champions"], says: [365] },
  SINGLE_THREADED: { of: "contacts", less: ["active"] },
  HANDOVERS: { of: "handovers", more: ["inYear"], less: ["daysSinceNewLead"], says: [365] },
  SENTIMENT_TREND: { of: "sentiment", more: ["before"], less: ["recent"], says: [90, 180] },
  OPEN_COMPLAINTS: { of: "complaints", more: ["open", "longestOpenDays"], says: [365] },
  SLOW_ANSWERS: { of: "answers", more: ["medianHours", "unanswered"], says: [90] },
  EXPECTATIONS_MISSED: { of: "expectations", more: ["missed"], less: ["rated"], says: [180] },
  TECHNOLOGY_FAILURES: { of: "failures", more: ["open", "longestOpenDays", "inYear"], says: [365] },
  STAFFING_PROBLEMS: { of: "staffing", more: ["open", "longestOpenDays"], says: [365] },
  UNASSIGNED_ROLES: { of: "team" },
  REP_LEAVING: { of: "team", more: ["leaving"], says: [90] },
  RENEWAL_WITHOUT_TALKS: { of: "due", less: ["daysToDue"] },
  LAST_RENEWAL: { of: "due", needs: "lastRenewal" },
  MARGIN_EROSION: { of: "margin", needs: "before", more: ["before"], less: ["recent"], says: [180, 365] },
  COST_TO_SERVE: { of: "cost", more: ["costToServeMinor"], less: ["profitMinor"], says: [365] },
  DISCOUNT_DEPENDENCE: { of: "discount", more: ["recent"], less: ["before"], says: [180, 365] },
  NPS: { of: "voice", needs: "nps", more: ["npsBefore"], less: ["nps"], says: [10], fresh: "npsOn" },
  CSAT: { of: "voice", needs: "csat", less: ["csat"], says: [5], fresh: "csatOn" },
  SILENT_VOICE: { of: "voice", needs: "daysSinceAnswer", more: ["daysSinceAnswer"] },
  COMPETITOR_MENTIONED: { of: "voice", says: [180] },
  DIAGNOSIS: { of: "diagnosis", more: ["score"], says: [100], fresh: "on" },
};

const codes = Object.keys(LAWS) as SignalCode[];
const byName = (a: Signal, b: Signal): number => (a.code < b.code ? -1 : 1);
const RUNS = { numRuns: 300 };
type Figures = Readonly<Record<string, unknown>>;
const figuresOf = (facts: RiskFacts, of: Family): Figures | null => facts[of] as Figures | null;

it("has one file for every code that weighs something, named like the code", () => {
  const files = Object.fromEntries(WRITTEN.map(([file, { code }]) => [code, file]));
  const named = codes.map((code) => [code, `${code.toLowerCase().replaceAll("_", "-")}.ts`]);
  expect(files).toEqual(Object.fromEntries(named));
  expect(WRITTEN).toHaveLength(codes.length);
  expect(Object.keys(PUBLISHED_WEIGHTS).sort()).toEqual([...codes].sort());
});

it("lists every signal that is written, those of a dimension side by side", () => {
  expect([...SIGNALS].sort(byName)).toEqual(WRITTEN.map(([, signal]) => signal).sort(byName));
  const dimensions = SIGNALS.map(({ dimension }) => dimension);
  expect(dimensions.filter((dimension, place) => dimension !== dimensions[place - 1])).toEqual([
    ...new Set(dimensions),
  ]);
  expect(new Set(dimensions).size).toBe(9);
});

it.each(codes)("%s stays within 0 and 1, is as fresh as its facts, and says one sentence", (code) => {
  fc.assert(
    fc.property(anyFactsOf(LAWS[code].of), (facts) => {
      const judgement = written(code).judge(facts, SETTINGS);
      if (judgement === null) return;
      expect(judgement.severity).toBeGreaterThanOrEqual(0);
      expect(judgement.severity).toBeLessThanOrEqual(1);
      expect(judgement.dataAsOf).toBe(figuresOf(facts, LAWS[code].of)![LAWS[code].fresh ?? "dataAsOf"]);
      expect(judgement.evidence).toMatch(/^[A-Z0-9-].*[^.]\.$/);
      expect(judgement.evidence).not.toMatch(/undefined|null|NaN|Infinity|\. |--| {2}/);
    }),
    RUNS,
  );
});

it.each(codes)("%s says nothing exactly when its facts are missing", (code) => {
  const { of, needs } = LAWS[code];
  fc.assert(
    fc.property(anyFactsOf(LAWS[code].of), (facts) => {
      const figures = figuresOf(facts, of);
      const missing = figures === null || (needs !== undefined && figures[needs] === null);
      expect(written(code).judge(facts, SETTINGS) === null).toBe(missing);
    }),
    RUNS,
  );
});

it.each(codes)("%s reads no other facts than its own", (code) => {
  const { of } = LAWS[code];
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const alone = { ...NOTHING, [of]: facts[of] };
      expect(written(code).judge(alone, SETTINGS)).toEqual(written(code).judge(facts, SETTINGS));
    }),
    { numRuns: 200 },
  );
});

const ways = codes.flatMap((code) => [
  ...(LAWS[code].more ?? []).map((figure) => [code, "more", figure] as const),
  ...(LAWS[code].less ?? []).map((figure) => [code, "less", figure] as const),
]);

it.each(ways)("%s never gets better with %s of %s", (code, way, figure) => {
  const { of } = LAWS[code];
  const step = fc.double({ min: 0, max: 300, noNaN: true });
  fc.assert(
    fc.property(anyFactsOf(LAWS[code].of), step, (facts, size) => {
      const figures = figuresOf(facts, of);
      if (figures === null || figures[figure] === null) return;
      const worse = {
        ...facts,
        [of]: { ...figures, [figure]: moved(figure, figures[figure], way === "more" ? size : -size) },
      };
      const [before, after] = [facts, worse].map((some) => written(code).judge(some, SETTINGS)?.severity ?? 0);
      expect(after).toBeGreaterThanOrEqual(before!);
    }),
    RUNS,
  );
});

/** Counts stay whole, and none falls below 0; only the due date may pass. */
function moved(figure: string, value: unknown, by: number): unknown {
  if (typeof value === "bigint") return value + BigInt(Math.trunc(by * 1_000));
  const before = value as number;
  if (!Number.isInteger(before)) return before + by / 100;
  return figure === "daysToDue" ? before + Math.trunc(by) : Math.max(before + Math.trunc(by), Math.min(before, 0));
}

it.each(codes)("%s quotes the customer's own figures and no other number", (code) => {
  const { of, says = [] } = LAWS[code];
  fc.assert(
    fc.property(anyFactsOf(LAWS[code].of), (facts) => {
      const judgement = written(code).judge(facts, SETTINGS);
      if (judgement === null) return;
      const quoted = judgement.evidence.match(/\d{4}-\d\d-\d\d|(?<!\w)-?\d+(\.\d+)?/g) ?? [];
      const figures = figuresOf(facts, of)!;
      const allowed = new Set([
        ...says.map(String),
        ...Object.values(figures).flatMap((value) => told(value, figures)),
      ]);
      expect(quoted.filter((number) => !allowed.has(number))).toEqual([]);
    }),
    RUNS,
  );
});

/** The ways in which a sentence may tell a figure: as it is, rounded to a decimal, in percent, as an amount, as a length. */
function told(value: unknown, { currency }: Figures): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "bigint") return [formatAmount(value as Minor, currency as string)];
  if (Array.isArray(value)) return [String(value.length)];
  if (typeof value !== "number") return [];
  return [value, Math.abs(value), value * 100].map((number) => String(Number(number.toFixed(1)) || 0));
}
