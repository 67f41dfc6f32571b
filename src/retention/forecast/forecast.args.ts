import { ArgsType, Field, Int } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { RepRole } from "../../records/reps/rep.type";

@ArgsType()
export class ForecastArgs {
  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day from which it looks ahead; today when it is not given.",
  })
  asOf?: Day | null;

  @Field(() => [Int], {
    defaultValue: [30, 60, 90],
    description: "How many days to look ahead, at most 12 of them, each from 1 to 366.",
  })
  days: number[];
}

@ArgsType()
export class BookForecastArgs extends ForecastArgs {
  @Field(() => RepRole, {
    nullable: true,
    description:
      "Only customers that are served in this role. In any when it is not given: who is served by two of them is there once.",
  })
  role?: string | null;
}
