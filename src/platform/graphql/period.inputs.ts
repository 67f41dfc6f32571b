import { Field, InputType } from "type-graphql";
import type { Day, Period } from "../../kernel/calendar";
import { GraphQLDay } from "./scalars";

@InputType("PeriodInput", { description: "A span of days, `[start, end)`: the end is not in it." })
export class PeriodInput implements Period {
  @Field(() => GraphQLDay, { description: "The first day." })
  start: Day;

  @Field(() => GraphQLDay, { description: "The first day behind it." })
  end: Day;
}
