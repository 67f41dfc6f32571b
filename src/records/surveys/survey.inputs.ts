import { IsIn, IsNotEmpty, IsOptional, Max, MaxLength, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { SurveyKind } from "./survey.type";

@InputType("SurveyInput", {
  description: "A survey answer. A field that is left out keeps its stored value; null clears it.",
})
export class SurveyInput {
  @Field(() => String, { description: "The company's own key: an existing answer of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the customer." })
  @IsNotEmpty()
  customer: string;

  @Field(() => String, { nullable: true, description: "External id of the person there." })
  @IsOptional()
  contact?: string | null;

  @Field(() => SurveyKind, { description: "What was asked." })
  @IsIn(Object.keys(SurveyKind))
  kind: SurveyKind;

  @Field(() => Int, { description: "The answer: 0 to 10 for NPS, 1 to 5 for CSAT." })
  @Min(0)
  @Max(10)
  score: number;

  @Field(() => GraphQLDay, { description: "The day of the answer." })
  answeredOn: string;

  @Field(() => String, { nullable: true, description: "What it added in words." })
  @IsOptional()
  @MaxLength(10_000)
  comment?: string | null;
}

@InputType("SurveyAnswerInput", { description: "A customer has answered." })
export class SurveyAnswerInput {
  @Field(() => ID, { description: "The customer." })
  customer: string;

  @Field(() => ID, { nullable: true, description: "The person there." })
  @IsOptional()
  contact?: string | null;

  @Field(() => SurveyKind, { description: "What was asked." })
  @IsIn(Object.keys(SurveyKind))
  kind: SurveyKind;

  @Field(() => Int, { description: "The answer: 0 to 10 for NPS, 1 to 5 for CSAT." })
  score: number;

  @Field(() => GraphQLDay, { description: "The day of the answer." })
  answeredOn: string;

  @Field(() => String, { nullable: true, description: "What it added in words." })
  @IsOptional()
  @MaxLength(10_000)
  comment?: string | null;
}

@InputType("SurveyFilter", { description: "Which survey answers a list shows: all conditions hold." })
export class SurveyFilter {
  @Field(() => SurveyKind, { nullable: true, description: "To this question." })
  kind?: SurveyKind;

  @Field(() => GraphQLDay, { nullable: true, description: "Of this day or later." })
  from?: string;

  @Field(() => GraphQLDay, { nullable: true, description: "Before this day." })
  before?: string;

  @Field(() => Int, { nullable: true, description: "No better than this." })
  scoreAtMost?: number;
}

export const SurveyOrderField = graphEnum("SurveyOrderField", "What survey answers can be sorted by.", {
  ANSWERED_ON: "The day of the answer.",
  SCORE: "The score, whatever its scale.",
});

export const SurveyOrder = orderInput("Survey", SurveyOrderField);
