import { ArgsType, Field } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import type { Interval as CalendarInterval } from "../../kernel/interval";
import { PeriodInput } from "../../platform/graphql/period.inputs";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { Interval } from "../interval.type";

@ArgsType()
export class CohortArgs {
  @Field(() => Interval, { defaultValue: "MONTH", description: "What cohorts, and the time since, are cut into." })
  by: CalendarInterval;

  @Field(() => PeriodInput, {
    description: "Customers acquired in it: on `acquiredOn`, otherwise with the first purchase or contract.",
  })
  period: PeriodInput;

  @Field(() => String, { nullable: true, description: "Customers of this segment; all when it is not given." })
  segment?: string | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day as of which it is told; today when it is not given.",
  })
  asOf?: Day | null;
}
