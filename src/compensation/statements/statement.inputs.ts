import { Field, ID, InputType } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";

@InputType("StatementFilter", { description: "Which statements a list shows: all conditions hold." })
export class StatementFilter {
  @Field(() => ID, { nullable: true, description: "Of this period." })
  payPeriod?: string;

  @Field(() => ID, { nullable: true, description: "Of this rep." })
  rep?: string;
}

export const StatementOrderField = graphEnum("StatementOrderField", "What statements can be sorted by.", {
  STARTS_ON: "The first day of the period.",
});

export const StatementOrder = orderInput("Statement", StatementOrderField);
