import type { Day, Period } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import type { PeriodInput } from "../calc/person";
import { daysInBoth } from "./calc/days";
import { enrolledIn, yearOf } from "./calc/spans";
import { type Known, NONE } from "./known";
import { figuresOf, ownFigures } from "./own-figures";

/** What pay of one period rests on, for everybody by person: also for who has nothing in it. */
export async function periodInputs(
  context: Context,
  known: Known,
  period: Period,
  asOf: Day,
): Promise<ReadonlyMap<string, PeriodInput>> {
  const year = yearOf(period);
  const figures = await figuresOf(context, known, period, asOf);
  const inputs = await Promise.all(
    known.people.map(async ({ repId }) => {
      const enrolments = enrolledIn(known.spans.get(repId) ?? NONE, period, year);
      const { measures, quotas } = await ownFigures(repId, enrolments, known, figures);
      const input: PeriodInput = {
        ...{ period, year, enrolments, measures, quotas, events: NONE, earlierEvents: NONE, pools: NONE },
        leaveDays: daysInBoth(known.leaves.get(repId) ?? NONE, enrolments, period),
      };
      return [repId, input] as const;
    }),
  );
  return new Map(inputs);
}
