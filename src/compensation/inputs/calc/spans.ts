import type { Day, Period } from "../../../kernel/calendar";
import { groupBy } from "../../../kernel/group-by";
import type { Minor } from "../../../kernel/money";
import type { Enrolled } from "../../calc/person";
import type { Plan } from "../../calc/plan";
import { versionKey } from "../../calc/version-key";

/** A version of a plan, with the day on which it takes over. */
export interface PlanVersion {
  readonly code: string;
  readonly version: number;
  readonly effectiveFrom: Day;
  readonly plan: Plan;
}

/** Somebody under a plan for some days, whatever version is in effect on each of them. */
export interface EnrolmentRow {
  readonly repId: string;
  readonly code: string;
  readonly role: string;
  /** of a year */
  readonly target: Minor;
  readonly currency: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
}

/** Some days of an enrolment, all under one version of its plan. */
export interface Span extends EnrolmentRow {
  /** the key of the version */
  readonly plan: string;
}

/**
 * Cuts enrolments where another version of the plan takes over: the highest one in effect on a day is the one that pays.
 * Days on which no version is in effect are under no plan.
 */
export function spansOf(enrolments: readonly EnrolmentRow[], versions: readonly PlanVersion[]): Span[] {
  const reigns = new Map([...groupBy(versions, ({ code }) => code)].map(([code, all]) => [code, reignsOf(all)]));
  return enrolments.flatMap((row) => {
    const spans: Span[] = [];
    for (const reign of reigns.get(row.code) ?? []) {
      const startsOn = row.startsOn > reign.startsOn ? row.startsOn : reign.startsOn;
      const endsOn = firstOf(row.endsOn, reign.endsOn);
      if (endsOn === null || startsOn < endsOn) spans.push({ ...row, plan: reign.plan, startsOn, endsOn });
    }
    return spans;
  });
}

interface Reign {
  readonly plan: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
}

/** The days of each version of a plan on which no higher one is in effect. */
function reignsOf(versions: readonly PlanVersion[]): Reign[] {
  const reigns: Reign[] = [];
  let endsOn: Day | null = null;
  for (const { code, version, effectiveFrom } of [...versions].sort((a, b) => b.version - a.version)) {
    if (endsOn !== null && effectiveFrom >= endsOn) continue;
    reigns.push({ plan: versionKey(code, version), startsOn: effectiveFrom, endsOn });
    endsOn = effectiveFrom;
  }
  return reigns.reverse();
}

/** A person's spans that reach into a period. */
export const within = <Days extends Pick<Span, "startsOn" | "endsOn">>(
  spans: readonly Days[],
  { start, end }: Period,
): readonly Days[] => spans.filter(({ startsOn, endsOn }) => startsOn < end && (endsOn === null || endsOn > start));

/** A person's spans in a period as pay reads them. */
export function enrolledIn(spans: readonly Span[], period: Period, year: Period): Enrolled[] {
  return within(spans, period).map(({ plan, code, role, target, startsOn, endsOn }) => {
    const ofYear = within(spans, year).filter((span) => span.code === code);
    const first = ofYear.reduce((day, span) => (span.startsOn < day ? span.startsOn : day), startsOn);
    return {
      plan,
      role,
      target,
      targetPer: "YEAR",
      startsOn,
      endsOn,
      since: first > year.start ? first : year.start,
      until: ofYear.reduce((day, span) => lastOf(day, span.endsOn), endsOn),
    };
  });
}

/** The calendar year that a period begins in. */
export function yearOf({ start }: Period): Period {
  const year = Number(start.slice(0, 4));
  const first = (of: number): Day => `${String(of).padStart(4, "0")}-01-01` as Day;
  return { start: first(year), end: first(year + 1) };
}

/** Of ends, where null is open. */
const firstOf = (a: Day | null, b: Day | null): Day | null => (a === null || (b !== null && b < a) ? b : a);
const lastOf = (a: Day | null, b: Day | null): Day | null => (a === null || b === null ? null : a > b ? a : b);
