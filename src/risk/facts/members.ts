import { type Day, daysBetween } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import { median } from "../../kernel/statistics";
import { handovers, type Service, unassignedRoles } from "../../records/account-teams/calc/team-history";
import type { IssueSeverity, Issues, RiskFacts } from "../signals/signal";
import type { Group, Registers, Rows } from "./found";

/** Amounts of several currencies are not compared: they would move with the rates. */
export function spendOf([recent, before, currency, lastCurrency, dataAsOf]: Rows["spend"]): RiskFacts["spend"] {
  const [recentMinor, seasonBeforeMinor] = [minor(BigInt(recent)), minor(BigInt(before))];
  return currency === lastCurrency && seasonBeforeMinor > 0n
    ? { recentMinor, seasonBeforeMinor, currency, dataAsOf }
    : null;
}

export function breadthOf([now, before, dataAsOf]: Rows["sold"]): RiskFacts["breadth"] {
  if (before === null || dataAsOf === null) return null;
  const [series, seriesBefore] = [new Set(now), new Set(before)];
  const dropped = [...seriesBefore].filter((one) => !series.has(one)).sort();
  return { series: series.size, seriesBefore: seriesBefore.size, dropped, dataAsOf };
}

export function marginOf(sold: Rows["sold"]): RiskFacts["margin"] {
  const [, , , currency, lastCurrency, margin, of, marginBefore, ofBefore, dataAsOf] = sold;
  if (currency !== lastCurrency || dataAsOf === null || margin === null) return null;
  return { recent: share(margin, of)!, before: share(marginBefore, ofBefore), dataAsOf };
}

export function discountOf(sold: Rows["sold"]): RiskFacts["discount"] {
  const [, , , currency, lastCurrency, , , , , , discounted, of, discountedBefore, ofBefore, dataAsOf] = sold;
  if (currency !== lastCurrency || dataAsOf === null || discounted === null) return null;
  return { recent: share(discounted, of)!, before: share(discountedBefore, ofBefore), dataAsOf };
}

/** A mean weighed by amounts, all of which are positive. */
const share = (sum: string | null, of: string | null): number | null =>
  sum === null ? null : Number(sum) / Number(of);

export const attentionOf = ([, dataAsOf, daysSinceTalk]: Rows["talk"], cadenceDays: number): RiskFacts["attention"] =>
  dataAsOf === null || daysSinceTalk === null ? null : { daysSinceTalk, cadenceDays, dataAsOf };

export function sentimentOf([sum, answers, sumBefore, answersBefore, dataAsOf]: Rows["mood"]): RiskFacts["sentiment"] {
  if (dataAsOf === null || sum === null) return null;
  return { recent: sum / answers, before: sumBefore === null ? null : sumBefore / answersBefore, answers, dataAsOf };
}

export const expectationsOf = ([, , , , , missed, rated, dataAsOf]: Rows["mood"]): RiskFacts["expectations"] =>
  dataAsOf !== null ? { missed, rated, dataAsOf } : null;

const SECONDS_AN_HOUR = 3600;

export function answersOf([, , , , , , , , seconds, unanswered, dataAsOf]: Rows["mood"]): RiskFacts["answers"] {
  if (dataAsOf === null) return null;
  const usual = median(seconds ?? []);
  return { medianHours: usual === null ? null : usual / SECONDS_AN_HOUR, unanswered, dataAsOf };
}

export const contactsOf = ([championsLeft, champions, active, dataAsOf]: Rows["people"]): RiskFacts["contacts"] => ({
  championsLeft,
  champions,
  active,
  dataAsOf,
});

const SEVERITIES: readonly IssueSeverity[] = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];

/** Where a register is kept, nothing in it about a customer says that nothing was wrong; where none is, nothing is known. */
export function issuesOf(rows: readonly Rows["issues"][], group: Group, registers: Registers): Issues | null {
  const newest = registers[group];
  if (newest === undefined) return null;
  const row = rows.find(([kind]) => kind === group);
  if (!row) return { open: 0, worstSeverity: null, longestOpenDays: 0, inYear: 0, dataAsOf: newest };
  const [, open, worst, longestOpenDays, inYear, dataAsOf] = row;
  return { open, worstSeverity: worst === null ? null : SEVERITIES[worst - 1]!, longestOpenDays, inYear, dataAsOf };
}

const serviceOf = ([repId, role, derived, startsOn, endsOn]: Rows["team"]): Service => ({
  repId,
  role,
  derived,
  startsOn,
  endsOn,
});

/** The roles in which somebody stands for the company as a whole: who follows is a stranger at first. */
const LEADING: readonly string[] = ["ACCOUNT_MANAGER", "SALES"];

/** The team as of a day, and its handovers since another. */
export function teamOf(
  rows: readonly Rows["team"][],
  asOf: Day,
  since: Day,
): Pick<RiskFacts, "team" | "handovers"> | null {
  if (rows.length === 0) return null;
  const services = rows.map(serviceOf);
  const dataAsOf = services.map(({ startsOn, endsOn }) => endsOn ?? startsOn).reduce((a, b) => (a > b ? a : b));
  const leaving = new Set(rows.flatMap(([repId, , , , , hasLeft]) => (hasLeft ? [repId] : []))).size;
  const begun = services.some(({ startsOn }) => startsOn >= since);
  const lately = begun && services.length > 1 ? handovers(services).filter(({ on }) => on >= since) : [];
  const newLead = lately.findLast(({ role }) => LEADING.includes(role));
  const daysSinceNewLead = newLead ? daysBetween(newLead.on, asOf) : null;
  return {
    team: { unassigned: unassignedRoles(services, asOf), leaving, dataAsOf },
    handovers: { inYear: lately.length, daysSinceNewLead, dataAsOf },
  };
}

/** A renewal is talked about when its due date comes near: what was said before that was about the one before. */
const TALKS_AHEAD_DAYS = 120;

export function dueOf(
  [daysToDue, inTalks, lastRenewal, dataAsOf]: Rows["due"],
  mood: Rows["mood"] | undefined,
): RiskFacts["due"] {
  const daysSinceTalk = mood?.[11] ?? Number.POSITIVE_INFINITY;
  return { daysToDue, inTalks: inTalks || daysToDue + daysSinceTalk <= TALKS_AHEAD_DAYS, lastRenewal, dataAsOf };
}

const NO_ANSWER = [null, null, null, null, null, null, null] as const;

/** What was said of us, and whether of somebody else: with neither nothing was said. */
export function voiceOf([voice]: readonly Rows["voice"][], [named]: readonly Rows["competitor"][]): RiskFacts["voice"] {
  const [nps, npsBefore, csat, npsOn, csatOn, daysSinceAnswer, answeredOn] = voice ?? NO_ANSWER;
  const namedOn = named?.[0] ?? null;
  const dataAsOf = answeredOn === null || (namedOn !== null && namedOn > answeredOn) ? namedOn : answeredOn;
  if (dataAsOf === null) return null;
  return { nps, npsBefore, npsOn, csat, csatOn, daysSinceAnswer, competitor: namedOn !== null, dataAsOf };
}

export const diagnosisOf = (row: Rows["review"]): RiskFacts["diagnosis"] => {
  const [score, on, worstDimension, worstScore, reviewerId] = row;
  return { score, on, worstDimension, worstScore, reviewerId };
};
