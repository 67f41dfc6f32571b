import { IsObject } from "class-validator";
import { GraphQLJSONObject } from "graphql-scalars";
import { Field, InputType } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { VersionPublishInput } from "../../platform/versions/version.inputs";

@InputType("CompensationPlanPublishInput", {
  description: "A new version of a plan, or a new plan: the whole document, whose `code` says which plan it is.",
})
export class CompensationPlanPublishInput extends VersionPublishInput {
  @Field(() => GraphQLJSONObject, {
    description:
      "The plan as `schema/compensation-plan.schema.json` describes it. What is wrong is told at once, each with its place.",
  })
  @IsObject()
  document: object;
}

@InputType("CompensationPlanFilter", { description: "Which versions a list shows: all conditions hold." })
export class CompensationPlanFilter {
  @Field(() => [String], { nullable: true, description: "Of plans with one of these codes." })
  code?: string[];

  @Field(() => GraphQLDay, { nullable: true, description: "Of each plan only the version in effect on this day." })
  asOf?: string;
}

export const CompensationPlanOrderField = graphEnum("CompensationPlanOrderField", "What plans can be sorted by.", {
  CODE: "The code.",
  EFFECTIVE_FROM: "The first day on which it is in effect.",
});

export const CompensationPlanOrder = orderInput("CompensationPlan", CompensationPlanOrderField);
