import { Field, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { GraphQLDay } from "../../platform/graphql/scalars";

@ObjectType("DatedFacts", { description: "What is known of one aspect of a customer." })
export abstract class DatedFactsType {
  @Field(() => GraphQLDay, { description: "When the newest fact behind it happened." })
  dataAsOf: Day;
}
