import { ArgsType, Field } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import type { Interval as CalendarInterval } from "../../kernel/interval";
import { PeriodInput } from "../../platform/graphql/period.inputs";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { Interval } from "../interval.type";

@ArgsType()
export class TurnoverArgs {
  @Field(() => PeriodInput, { description: "By loss day, and by the reps' first day not employed any more." })
  period: PeriodInput;

  @Field(() => Interval, { defaultValue: "MONTH", description: "What the period is cut into." })
  by: CalendarInterval;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day as of which it is told; today when it is not given.",
  })
  asOf?: Day | null;
}
