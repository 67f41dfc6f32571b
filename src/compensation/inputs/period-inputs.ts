import type { Day, Period } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import type { CreditedEvent, PeriodInput } from "../calc/person";
import { daysInBoth } from "./calc/days";
import { enrolledIn, yearOf } from "./calc/spans";
import { type Known, NONE } from "./known";
import { figuresOf, ownFigures, type Read } from "./own-figures";
import { poolsIn } from "./pools";

/** The figures that pay of one period rests on. */
export type PeriodFigures = Read & Pick<PeriodInput, "pools">;
/** All else that it rests on. */
export type PeriodFacts = Omit<PeriodInput, keyof PeriodFigures>;

/** What is read for one period, for everybody by person: also for who has nothing in it. */
export async function figuresIn(
  context: Context,
  known: Known,
  period: Period,
  asOf: Day,
): Promise<ReadonlyMap<string, PeriodFigures>> {
  const year = yearOf(period);
  const figures = await figuresOf(context, known, period, asOf);
  const [pools, own] = await Promise.all([
    poolsIn(known, figures),
    Promise.all(
      known.people.map(({ repId }) =>
        ownFigures(repId, enrolledIn(known.spans.get(repId) ?? NONE, period, year), known, figures),
      ),
    ),
  ]);
  return new Map(
    known.people.map(({ repId }, place) => {
      const { measures, quotas } = own[place]!;
      return [repId, { measures, quotas, pools: pools.get(repId) ?? NONE }];
    }),
  );
}

/** @param credits what was ever credited to the person */
export function factsIn(
  period: Period,
  repId: string,
  { spans, leaves, pays }: Known,
  credits: readonly CreditedEvent[],
): PeriodFacts {
  const year = yearOf(period);
  const enrolments = enrolledIn(spans.get(repId) ?? NONE, period, year);
  const within = (start: Day, end: Day): readonly CreditedEvent[] =>
    credits.length === 0 ? NONE : credits.filter(({ creditedOn }) => start <= creditedOn && creditedOn < end);
  return {
    ...{ period, year, enrolments },
    events: within(period.start, period.end),
    // Where something adds up over the year.
    earlierEvents: pays.year ? within(year.start, period.start) : NONE,
    leaveDays: daysInBoth(leaves.get(repId) ?? NONE, enrolments, period),
  };
}

export const inputOf = (
  { period, year, enrolments, events, earlierEvents, leaveDays }: PeriodFacts,
  { measures, quotas, pools }: PeriodFigures,
): PeriodInput => ({ period, year, enrolments, measures, quotas, events, earlierEvents, pools, leaveDays });
