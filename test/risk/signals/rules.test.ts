import type { Day } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import type { SignalCode } from "../../../src/risk/signals/calc/signal-code";
import type { Issues, RiskFacts } from "../../../src/risk/signals/signal";
import { NEWEST, NOTHING, SETTINGS } from "./facts";
import { written } from "./written";

type Known = Partial<RiskFacts>;
/** The severity to two decimals, and the sentence where the rule is about it. */
type Rule = readonly [rule: string, known: Known, severity: number | null, evidence?: string];

const fresh = { dataAsOf: NEWEST };
const issues = (some: Partial<Issues>): Issues => ({
  ...{ ...fresh, open: 0, worstSeverity: null, longestOpenDays: 0, inYear: 0 },
  ...some,
});
const bought = (recent: number, before: number, currency = "EUR"): Known => ({
  spend: { ...fresh, recentMinor: minor(recent), seasonBeforeMinor: minor(before), currency },
});
const silent = (daysSilent: number, usualGapDays: number | null): Known => ({
  rhythm: { ...fresh, lastBoughtOn: "2026-04-30" as Day, daysSilent, usualGapDays, purchases: 3 },
});
const series = (now: number, before: number, dropped: string[]): Known => ({
  breadth: { ...fresh, series: now, seriesBefore: before, dropped },
});
const people = (some: object): Known => ({
  contacts: { ...fresh, championsLeft: 0, champions: 0, active: 0, ...some },
});
const mood = (recent: number, before: number | null): Known => ({
  sentiment: { ...fresh, recent, before, answers: 4 },
});
const asked = (medianHours: number | null, unanswered: number): Known => ({
  answers: { ...fresh, medianHours, unanswered },
});
const met = (missed: number, rated: number): Known => ({ expectations: { ...fresh, missed, rated } });
const changed = (inYear: number, daysSinceNewLead: number | null): Known => ({
  handovers: { ...fresh, inYear, daysSinceNewLead },
});
const team = (unassigned: string[], leaving: number): Known => ({ team: { ...fresh, unassigned, leaving } });
const due = (
  daysToDue: number,
  inTalks: boolean,
  lastRenewal: "ON_TIME" | "LATE" | "REDUCED" | null = null,
): Known => ({
  due: { ...fresh, daysToDue, inTalks, lastRenewal },
});
const margin = (recent: number, before: number | null): Known => ({ margin: { ...fresh, recent, before } });
const cost = (toServe: number, profit: number): Known => ({
  cost: { ...fresh, costToServeMinor: minor(toServe), profitMinor: minor(profit), currency: "EUR" },
});
const discount = (recent: number, before: number | null): Known => ({ discount: { ...fresh, recent, before } });
const voice = (some: object): Known => ({
  voice: {
    ...{ ...fresh, nps: null, npsBefore: null, npsOn: NEWEST, csat: null, csatOn: NEWEST, daysSinceAnswer: null },
    ...{ competitor: false, ...some },
  },
});
const reviewed = (score: number, worstScore: number | null = null): Known => ({
  diagnosis: { score, on: NEWEST, worstScore, worstDimension: worstScore === null ? null : "SERVICE", reviewerId: "1" },
});

const RULES: Readonly<Record<SignalCode, readonly Rule[]>> = {
  PURCHASE_RHYTHM: [
    [
      "silence up to the usual gap is no sign",
      silent(14, 14),
      0,
      "14 days since the last order, of 2026-04-30; the usual gap is 14.",
    ],
    ["twice the gap is half way to the lapse at three", silent(28, 14), 0.5],
    ["what has lapsed is at its worst", silent(52, 14), 1],
    [
      "without a gap of its own half of the lapse days are no sign",
      silent(182, null),
      0,
      "182 days since the last order, of 2026-04-30; 3 days with a purchase make no usual gap yet; 365 days of silence are a loss.",
    ],
  ],
  SPEND_TREND: [
    [
      "a quarter less is ordinary",
      bought(75_000, 100_000),
      0,
      "750.00 EUR bought in the last 90 days; 1000.00 EUR in the same days a year before.",
    ],
    ["half of it is a third of the way", bought(50_000, 100_000), 0.33],
    ["nothing left is the worst", bought(0, 100_000), 1],
    ["more was taken back than bought", bought(-1, 100_000), 1],
    ["growth is no sign", bought(200_000, 100_000), 0],
    ["a season without a purchase cannot fall", bought(0, 0), 0],
    [
      "a currency without decimals is told without",
      bought(5, 10, "JPY"),
      0.33,
      "5 JPY bought in the last 90 days; 10 JPY in the same days a year before.",
    ],
  ],
  PRODUCT_BREADTH: [
    [
      "one of four lost is half of the way",
      series(3, 4, ["RUM"]),
      0.5,
      "3 series bought in the last 365 days, 4 in the 365 before; dropped: RUM.",
    ],
    ["one of two is the worst", series(1, 2, ["RUM"]), 1],
    ["one replaced by another is no narrowing", series(2, 2, ["RUM"]), 0],
    [
      "nothing before cannot be lost",
      series(0, 0, []),
      0,
      "0 series bought in the last 365 days, 0 in the 365 before.",
    ],
    [
      "of many dropped three are named, in their order",
      series(0, 4, ["D", "B", "C", "A"]),
      1,
      "0 series bought in the last 365 days, 4 in the 365 before; dropped: A, B, C and others.",
    ],
  ],
  ATTENTION_GAP: [
    [
      "within the cadence is no sign",
      { attention: { ...fresh, daysSinceTalk: 90, cadenceDays: 90 } },
      0,
      "90 days since we last talked; the cadence is 90.",
    ],
    ["half a cadence late", { attention: { ...fresh, daysSinceTalk: 135, cadenceDays: 90 } }, 0.5],
    ["two cadences are the worst", { attention: { ...fresh, daysSinceTalk: 180, cadenceDays: 90 } }, 1],
    [
      "one day is told as one",
      { attention: { ...fresh, daysSinceTalk: 1, cadenceDays: 30 } },
      0,
      "1 day since we last talked; the cadence is 30.",
    ],
  ],
  CHAMPION_LEFT: [
    ["nobody left", people({ champions: 0 }), 0, "0 champions left in the last 365 days; 0 still there."],
    [
      "one of three",
      people({ championsLeft: 1, champions: 2 }),
      0.33,
      "1 champion left in the last 365 days; 2 still there.",
    ],
    ["the only one", people({ championsLeft: 1 }), 1],
  ],
  SINGLE_THREADED: [
    ["two are enough", people({ active: 2 }), 0, "2 contacts still there."],
    ["one is a single thread", people({ active: 1 }), 1, "1 contact still there."],
    ["and nobody none at all", people({ active: 0 }), 1],
  ],
  HANDOVERS: [
    ["none", changed(0, null), 0],
    ["the first of a colleague is ordinary", changed(1, null), 0, "1 handover in the last 365 days."],
    ["the third is two thirds of the way", changed(3, null), 0.67],
    ["the fourth is the worst", changed(4, null), 1],
    [
      "who takes the account over is a stranger at first",
      changed(1, 0),
      1,
      "1 handover in the last 365 days; the account was taken over 0 days ago.",
    ],
    ["half a year later only half of one", changed(2, 182), 0.5],
  ],
  SENTIMENT_TREND: [
    ["neutral is no sign", mood(0, null), 0, "A mean sentiment of 0 in 4 interactions of the last 90 days."],
    ["half way down", mood(-0.75, null), 0.5],
    ["low, though it was always low", mood(-1.5, -1.5), 1],
    [
      "a fall from high to neutral",
      mood(0.5, 1.75),
      0.5,
      "A mean sentiment of 0.5 in 4 interactions of the last 90 days; 1.8 in the 180 days before.",
    ],
    ["half a step down is ordinary", mood(1, 1.5), 0],
    ["a mood that lifts is judged by its level", mood(-0.3, -2), 0.2],
  ],
  OPEN_COMPLAINTS: [
    ["all put right", { complaints: issues({ inYear: 3 }) }, 0, "No complaint open; 3 opened in the last 365 days."],
    ["a small one, new", { complaints: issues({ open: 1, worstSeverity: "LOW", inYear: 1 }) }, 0.2],
    ["how bad is unknown: as MEDIUM", { complaints: issues({ open: 1, inYear: 1 }) }, 0.4],
    [
      "a further one halves what is left",
      { complaints: issues({ open: 2, worstSeverity: "HIGH", longestOpenDays: 14, inYear: 3 }) },
      0.85,
      "2 complaints open, the worst HIGH, the longest for 14 days; 3 opened in the last 365 days.",
    ],
    [
      "and so does waiting for 90 days",
      { complaints: issues({ open: 1, worstSeverity: "HIGH", longestOpenDays: 90 }) },
      0.85,
    ],
    ["nothing is worse than one that is critical", { complaints: issues({ open: 1, worstSeverity: "CRITICAL" }) }, 1],
  ],
  SLOW_ANSWERS: [
    ["within a day", asked(24, 0), 0, "A median of 24 hours to an answer; 0 questions of the last 90 days unanswered."],
    ["two days and a half", asked(60, 0), 0.5],
    ["four days are the worst", asked(96, 0), 1],
    ["never answered at all", asked(null, 1), 0.33, "1 question of the last 90 days unanswered."],
    ["quick but for three", asked(1, 3), 1],
  ],
  EXPECTATIONS_MISSED: [
    ["all met", met(0, 5), 0],
    [
      "one miss alone is not the worst",
      met(1, 1),
      0.58,
      "1 of 1 interaction rated in the last 180 days missed expectations.",
    ],
    ["three of three are", met(3, 3), 1],
    ["one of eight is ordinary", met(1, 8), 0],
  ],
  TECHNOLOGY_FAILURES: [
    ["one put right is an accident", { failures: issues({ inYear: 1 }) }, 0],
    [
      "six put right are a pattern",
      { failures: issues({ inYear: 6 }) },
      1,
      "No technology failure open; 6 opened in the last 365 days.",
    ],
    ["the worse of open and recurring", { failures: issues({ inYear: 2, open: 1, worstSeverity: "HIGH" }) }, 0.7],
  ],
  STAFFING_PROBLEMS: [
    ["all put right", { staffing: issues({ inYear: 6 }) }, 0],
    [
      "one open",
      { staffing: issues({ open: 1, worstSeverity: "MEDIUM", longestOpenDays: 1, inYear: 1 }) },
      0.4,
      "1 staffing problem open, the worst MEDIUM, the longest for 1 day; 1 opened in the last 365 days.",
    ],
  ],
  UNASSIGNED_ROLES: [
    ["all held", team([], 2), 0, "0 roles of the account team unassigned."],
    ["one empty", team(["SUPPORT"], 0), 0.5, "1 role of the account team unassigned: SUPPORT."],
    ["two empty", team(["SUPPORT", "SALES"], 0), 1, "2 roles of the account team unassigned: SALES, SUPPORT."],
  ],
  REP_LEAVING: [
    ["all stay", team(["SUPPORT"], 0), 0],
    ["one goes", team([], 1), 1, "1 rep of the account team left the company in the last 90 days."],
  ],
  RENEWAL_WITHOUT_TALKS: [
    ["far ahead", due(120, false), 0, "120 days to the due date; nobody talks about the renewal yet."],
    ["half of the way", due(75, false), 0.5],
    ["a month ahead", due(30, false), 1],
    ["in talks", due(1, true), 0, "1 day to the due date; the renewal is in talks."],
    ["in talks, but overdue", due(-15, true), 0.5, "15 days overdue; the renewal is in talks."],
  ],
  LAST_RENEWAL: [
    ["no renewal yet is no data", due(10, false), null],
    ["on time", due(10, false, "ON_TIME"), 0],
    ["late", due(10, false, "LATE"), 0.5, "The last renewal came after its due date."],
    ["for less", due(10, false, "REDUCED"), 0.5, "The last renewal was for less than before."],
  ],
  MARGIN_EROSION: [
    ["nothing to compare with is no data", margin(-0.5, null), null],
    ["two points less are ordinary", margin(0.28, 0.3), 0],
    ["half of the way", margin(0.215, 0.3), 0.5, "A margin of 21.5 % in the last 180 days; 30 % in the 365 before."],
    ["fifteen points less", margin(-0.05, 0.1), 1, "A margin of -5 % in the last 180 days; 10 % in the 365 before."],
  ],
  COST_TO_SERVE: [
    ["half of the profit", cost(500, 1_000), 0],
    [
      "three quarters",
      cost(750, 1_000),
      0.5,
      "7.50 EUR to serve in the last 365 days; 10.00 EUR of profit before that.",
    ],
    ["all of it", cost(1_000, 1_000), 1],
    ["any cost where there is no profit", cost(1, 0), 1],
    ["any cost where there is a loss", cost(1, -5), 1],
    ["no cost is never too much", cost(0, -5), 0],
  ],
  DISCOUNT_DEPENDENCE: [
    ["a little, as ever", discount(0.15, 0.15), 0],
    ["high, as ever", discount(0.4, 0.4), 1],
    [
      "from nothing to 12.5 %",
      discount(0.125, 0),
      0.5,
      "A mean discount of 12.5 % in the last 180 days; 0 % in the 365 before.",
    ],
    ["high, with nothing before", discount(0.275, null), 0.5, "A mean discount of 27.5 % in the last 180 days."],
  ],
  NPS: [
    ["no answer to it is no data", voice({ csat: 1 }), null],
    ["a passive", voice({ nps: 7 }), 0, "7 of 10 in the latest NPS answer."],
    ["the best of the detractors", voice({ nps: 6 }), 0.25],
    ["3 and less", voice({ nps: 3 }), 1],
    ["a fall from 10 to 8", voice({ nps: 8, npsBefore: 10 }), 0.25, "8 of 10 in the latest NPS answer; 10 before."],
  ],
  CSAT: [
    ["no answer to it is no data", voice({ nps: 1 }), null],
    ["content", voice({ csat: 4 }), 0],
    ["neither nor", voice({ csat: 3 }), 0.5, "3 of 5 in the latest CSAT answer."],
    ["not content", voice({ csat: 2 }), 1],
  ],
  SILENT_VOICE: [
    ["who never answered says nothing new", voice({ competitor: true }), null],
    ["half a year", voice({ daysSinceAnswer: 180 }), 0],
    ["a year", voice({ daysSinceAnswer: 365 }), 1, "365 days since the last survey answer."],
  ],
  COMPETITOR_MENTIONED: [
    ["nobody named one", voice({ nps: 9 }), 0, "No competitor was named in the last 180 days."],
    ["somebody did", voice({ competitor: true }), 1, "A competitor was named in the last 180 days."],
  ],
  DIAGNOSIS: [
    ["as the reviewer found", reviewed(62.5), 0.63, "62.5 of 100 in the review of 2026-06-21, 100 being most at risk."],
    [
      "with what it found worst",
      reviewed(40, 87.5),
      0.4,
      "40 of 100 in the review of 2026-06-21, 100 being most at risk; worst is SERVICE, 87.5.",
    ],
  ],
};

describe.each(Object.entries(RULES) as [SignalCode, readonly Rule[]][])("%s", (code, rules) => {
  it.each(rules.map(([rule, known, severity, evidence]) => [rule, known, severity, evidence ?? null] as const))(
    "%s",
    (_rule, known, severity, evidence) => {
      const judgement = written(code).judge({ ...NOTHING, ...known }, SETTINGS);
      expect(judgement && Math.round(100 * judgement.severity) / 100).toBe(severity);
      expect(judgement?.evidence).toEqual(evidence ?? judgement?.evidence);
    },
  );

  it("says nothing of whom nothing is known", () => expect(written(code).judge(NOTHING, SETTINGS)).toBeNull());
});

describe("settings of a segment", () => {
  const talked = { ...NOTHING, attention: { ...fresh, daysSinceTalk: 60, cadenceDays: 90 } };

  it("puts the risk model's cadence of the segment before the definition's", () => {
    expect(written("ATTENTION_GAP").judge(talked, { ...SETTINGS, cadenceDays: 40 })).toEqual({
      ...{ severity: 0.5, evidence: "60 days since we last talked; the cadence is 40.", dataAsOf: NEWEST },
    });
    expect(written("ATTENTION_GAP").judge(talked, SETTINGS)?.severity).toBe(0);
  });
});
