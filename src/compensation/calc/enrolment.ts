import { type Day, daysBetween, daysIn, type Period } from "../../kernel/calendar";
import { type Fraction, overBoth } from "./exact";
import type { CreditedEvent, Enrolled, PeriodInput } from "./person";
import type { Days, ProratedTarget } from "./prorated";

/** Somebody under one version of a plan in one period. */
export interface Enrolment {
  readonly plan: string;
  /** never overlapping */
  readonly spans: readonly Enrolled[];
  /** the parts of the targets that the days enrolled make */
  readonly targets: readonly ProratedTarget[];
  /** Σ of them, in minor units */
  readonly target: Fraction;
  /** enrolled, of the period */
  readonly days: Days;
}

/** @returns null when no day of the period is in the spans */
export function enrolmentIn({ period, year }: PeriodInput, spans: readonly Enrolled[]): Enrolment | null {
  const ofPeriod = lengthOf(period);
  let days = 0;
  let target: Fraction | null = null;
  const targets: ProratedTarget[] = [];
  for (const span of spans) {
    const enrolled = daysOf(span, period, ofPeriod);
    if (enrolled === 0) continue;
    const of = span.targetPer === "YEAR" ? lengthOf(year) : ofPeriod;
    targets.push({ amount: span.target, per: span.targetPer, days: enrolled, of });
    const part = { numerator: span.target * BigInt(enrolled), denominator: BigInt(of) };
    target = target === null ? part : overBoth(target, part);
    days += enrolled;
  }
  if (target === null) return null;
  const { plan } = spans[0]!;
  return { plan, spans, targets, target, days: { days, of: ofPeriod } };
}

/** The days of a period that a span covers. */
function daysOf({ startsOn, endsOn }: Enrolled, { start, end }: Period, all: number): number {
  const isAll = startsOn <= start && (endsOn === null || endsOn >= end);
  if (isAll) return all;
  const until = endsOn !== null && endsOn < end ? endsOn : end;
  return Math.max(0, daysBetween(startsOn > start ? startsOn : start, until));
}

/** The days of the year under the plan, as far as they are known: to the end of the enrolment, or of the year. */
export function daysOfYear({ spans }: Enrolment, year: Period): Days {
  const of = lengthOf(year);
  const isAll = spans.some(({ since, until }) => since <= year.start && (until === null || until >= year.end));
  if (isAll) return { days: of, of };
  const since = spans.reduce((first, span) => (span.since < first ? span.since : first), year.end);
  const ends = spans.map(({ until }) => (until !== null && until < year.end ? until : year.end));
  const until = ends.reduce((last, day) => (day > last ? day : last));
  return { days: Math.max(0, daysBetween(since > year.start ? since : year.start, until)), of };
}

const lengths = new WeakMap<Period, number>();

/** Everybody has the same periods: their days are counted once. */
export function lengthOf(period: Period): number {
  const known = lengths.get(period);
  if (known !== undefined) return known;
  const days = daysIn(period);
  lengths.set(period, days);
  return days;
}

/** The events of the period that count for somebody: credited in its role while it was enrolled. */
export function creditedIn({ spans, days }: Enrolment, events: readonly CreditedEvent[], currency: string) {
  const isThroughout = spans.length === 1 && days.days === days.of;
  return allOrSome(events, (event) => {
    if (event.currency !== currency) return false;
    for (const span of spans) {
      if (span.role === event.role && (isThroughout || isOn(span, event.creditedOn))) return true;
    }
    return false;
  });
}

/** The events of the year before the period that count: credited in its role since it is under the plan. */
export function creditedBefore(
  { spans }: Enrolment,
  events: readonly CreditedEvent[],
  currency: string,
  { start }: Period,
) {
  const isThroughout = spans.every(({ since }) => since <= start);
  return allOrSome(events, (event) => {
    if (event.currency !== currency) return false;
    for (const { role, since } of spans) {
      if (role === event.role && (isThroughout || since <= event.creditedOn)) return true;
    }
    return false;
  });
}

const isOn = ({ startsOn, endsOn }: Enrolled, day: Day): boolean =>
  startsOn <= day && (endsOn === null || day < endsOn);

/** Mostly all of them count: then they need no list of their own. */
function allOrSome<Item>(items: readonly Item[], counts: (item: Item) => boolean): readonly Item[] {
  for (const item of items) if (!counts(item)) return items.filter(counts);
  return items;
}
