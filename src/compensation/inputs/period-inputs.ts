import type { Day, Period } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import type { CreditedEvent, PeriodInput } from "../calc/person";
import { daysInBoth } from "./calc/days";
import { enrolledIn, yearOf } from "./calc/spans";
import { type Known, NONE } from "./known";
import { figuresOf, ownFigures } from "./own-figures";
import { poolsIn } from "./pools";

/** What pay of one period rests on, for everybody by person: also for who has nothing in it. */
export async function periodInputs(
  context: Context,
  known: Known,
  period: Period,
  asOf: Day,
): Promise<ReadonlyMap<string, PeriodInput>> {
  const year = yearOf(period);
  const figures = await figuresOf(context, known, period, asOf);
  const [pools, inputs] = await Promise.all([
    poolsIn(known, figures),
    Promise.all(
      known.people.map(async ({ repId }) => {
        const enrolments = enrolledIn(known.spans.get(repId) ?? NONE, period, year);
        const { measures, quotas } = await ownFigures(repId, enrolments, known, figures);
        const { events, earlierEvents } = eventsOf(repId, known, period, year);
        const leaveDays = daysInBoth(known.leaves.get(repId) ?? NONE, enrolments, period);
        return { repId, period, year, enrolments, measures, quotas, events, earlierEvents, leaveDays };
      }),
    ),
  ]);
  return new Map(inputs.map(({ repId, ...input }) => [repId, { ...input, pools: pools.get(repId) ?? NONE }]));
}

/** What was credited in the period, and, where something adds up over the year, before it. */
function eventsOf(
  repId: string,
  { credits, pays }: Known,
  period: Period,
  year: Period,
): Pick<PeriodInput, "events" | "earlierEvents"> {
  const all = credits.get(repId) ?? NONE;
  if (all.length === 0) return { events: NONE, earlierEvents: NONE };
  const within = (start: Day, end: Day): CreditedEvent[] =>
    all.filter(({ creditedOn }) => start <= creditedOn && creditedOn < end);
  return {
    events: within(period.start, period.end),
    earlierEvents: pays.year ? within(year.start, period.start) : NONE,
  };
}
