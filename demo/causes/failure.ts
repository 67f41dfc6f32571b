import type { DayNumber } from "../days";
import { courseOf, spells, streamOf, type Course, type Life } from "../customer/life";
import type { Weighted } from "../random";
import { STEP_DAYS } from "../timeline";

export type Severity = "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";
export type IssueKind = "COMPLAINT" | "SERVICE_RISK" | "TECHNOLOGY_FAILURE" | "STAFFING_PROBLEM";

export interface Issue {
  readonly kind: IssueKind;
  readonly severity: Severity;
  readonly openedOn: DayNumber;
  readonly hoursOpen: number;
}

const KINDS: Weighted<IssueKind> = [
  ["COMPLAINT", 40],
  ["TECHNOLOGY_FAILURE", 35],
  ["SERVICE_RISK", 15],
  ["STAFFING_PROBLEM", 10],
];
const CALM: Weighted<Severity> = [
  ["LOW", 60],
  ["MEDIUM", 35],
  ["HIGH", 5],
];
const TROUBLED: Weighted<Severity> = [
  ["LOW", 15],
  ["MEDIUM", 40],
  ["HIGH", 35],
  ["CRITICAL", 10],
];
/** How much of the customer's patience one issue takes. */
const WEIGHT: Readonly<Record<Severity, number>> = { LOW: 0.05, MEDIUM: 0.2, HIGH: 0.45, CRITICAL: 0.8 };
const MEAN_HOURS: Readonly<Record<Severity, number>> = { LOW: 40, MEDIUM: 70, HIGH: 110, CRITICAL: 160 };
const REMEMBERED_DAYS = 240;
/** Per step: trouble begins, trouble ends, an issue when calm, and one in trouble. */
const ONSET = 0.014;
const ENDS = 0.1;
const CALM_RATE = 0.06;
const TROUBLED_RATE = 0.75;

/** Issues come in runs: what failed once fails again until somebody sees to it. */
export function issues(life: Life): Issue[] {
  const random = streamOf(life, "issues");
  const { timeline } = life.world;
  const troubled = spells(life, random, () => ONSET, ENDS);
  return troubled.flatMap((trouble, step) => {
    const openedOn = timeline.firstDay(step) + random.whole(0, STEP_DAYS - 1);
    if (!random.chance(trouble ? TROUBLED_RATE : CALM_RATE) || openedOn <= life.from) return [];
    const severity = random.weighted(trouble ? TROUBLED : CALM);
    const hoursOpen = Math.ceil(random.erlang(2, MEAN_HOURS[severity] * (trouble ? 4 : 1)));
    return [{ kind: random.weighted(KINDS), severity, openedOn, hoursOpen }];
  });
}

/** The weight of the issues of eight months, at most 1. */
export const failure = (life: Life, all: readonly Issue[]): Course =>
  courseOf(life, (asOf) => {
    const recent = all.filter(({ openedOn }) => asOf - REMEMBERED_DAYS < openedOn && openedOn <= asOf);
    return Math.min(
      1,
      recent.reduce((sum, { severity }) => sum + WEIGHT[severity], 0),
    );
  });
