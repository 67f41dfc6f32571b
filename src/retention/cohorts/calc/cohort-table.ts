import { addDays, type Day, type Period } from "../../../kernel/calendar";
import { cutInto, type Interval, intervalOf } from "../../../kernel/interval";
import { minor, type Minor } from "../../../kernel/money";

/** What the customers of a cohort were worth in one of the spans that began with their own. */
export interface CohortValue {
  /** the span's first day */
  readonly on: Day;
  /** with a value above 0 */
  readonly customers: number;
  readonly valueMinor: Minor;
}

/** Customers that were acquired in the same month, quarter or year. */
export interface CohortFacts {
  readonly startsOn: Day;
  readonly size: number;
  /** spans without any value may be missing */
  readonly values: readonly CohortValue[];
}

export interface CohortCell extends Period {
  readonly customers: number;
  readonly valueMinor: Minor;
  /** customers ÷ those of the first span; null when the first one had none */
  readonly customersKept: number | null;
  /** value ÷ that of the first span; null when the first one had none */
  readonly valueKept: number | null;
}

export interface Cohort extends Period {
  readonly size: number;
  /** span by span from the cohort's own on, as many for each cohort; null where the span has not ended yet */
  readonly cells: readonly (CohortCell | null)[];
}

/**
 * Cohorts by the month, quarter or year of acquisition, and what is left of each in every later span of that length,
 * relative to its first one. A cohort may grow: what comes back or expands is in it. Spans count once they have ended.
 *
 * @param period of acquisition, begun by `asOf`
 */
export function cohortTable(period: Period, by: Interval, asOf: Day, facts: readonly CohortFacts[]): Cohort[] {
  const tomorrow = addDays(asOf, 1);
  const first = intervalOf(period.start, by).start;
  const spans = cutInto(by, { start: first, end: intervalOf(asOf, by).end });
  const known = new Map(facts.map((cohort) => [cohort.startsOn, cohort]));
  return spans
    .filter(({ start }) => start < period.end)
    .map((span, index) => {
      const { size, values } = known.get(span.start) ?? NOBODY;
      const found = new Map(values.map((value) => [value.on, value]));
      const ended = spans.slice(index).filter(({ end }) => end <= tomorrow);
      const cells = relative(ended.map((later) => ({ ...NOTHING, ...found.get(later.start), ...later })));
      return { ...span, size, cells: spans.map((_, later) => cells[later] ?? null) };
    });
}

const NOBODY = { size: 0, values: [] };
const NOTHING = { customers: 0, valueMinor: minor(0) };

function relative(spans: readonly (Period & typeof NOTHING)[]): CohortCell[] {
  return spans.map(({ start, end, customers, valueMinor }) => ({
    ...{ start, end, customers, valueMinor },
    customersKept: ratio(customers, spans[0]!.customers),
    valueKept: ratio(Number(valueMinor), Number(spans[0]!.valueMinor)),
  }));
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
