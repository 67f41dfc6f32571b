import { IsIn, IsISO4217CurrencyCode, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { MeasureCode } from "./measure-code.type";

@InputType("QuotaInput", {
  description: "A goal of a rep or of a team: give one of them. A field that is left out keeps its stored value.",
})
export class QuotaInput {
  @Field(() => String, { description: "The company's own key: an existing quota of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { nullable: true, description: "External id of the rep." })
  @IsOptional()
  rep?: string | null;

  @Field(() => String, { nullable: true, description: "External id of the team." })
  @IsOptional()
  team?: string | null;

  @Field(() => MeasureCode, { description: "What is measured." })
  @IsIn(Object.keys(MeasureCode))
  measure: MeasureCode;

  @Field(() => GraphQLDay, { description: "First day of the period." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "First day behind the period." })
  endsOn: string;

  @Field(() => GraphQLDecimal, {
    description: "In the measure's unit: ratios with 1 = 100 %, amounts in the currency's major unit.",
  })
  goal: string;

  @Field(() => String, { nullable: true, description: "ISO 4217 code of an amount." })
  @IsOptional()
  @IsISO4217CurrencyCode()
  currency?: string | null;
}

@InputType("QuotaAdjustInput", { description: "A goal is changed, for a reason." })
export class QuotaAdjustInput {
  @Field(() => ID, { description: "The quota." })
  quota: string;

  @Field(() => GraphQLDecimal, { description: "The new goal, in the unit of the old one." })
  goal: string;

  @Field(() => String, { description: "Why, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;

  @Field(() => Int, { description: "The version of the quota you have read: a newer one is not overwritten." })
  version: number;
}

@InputType("QuotaFilter", { description: "Which quotas a list shows: all conditions hold." })
export class QuotaFilter {
  @Field(() => [MeasureCode], { nullable: true, description: "For one of these measures." })
  measure?: MeasureCode[];

  @Field(() => GraphQLDay, { nullable: true, description: "Whose period holds this day." })
  on?: string;

  @Field(() => ID, { nullable: true, description: "Of this rep." })
  rep?: string;

  @Field(() => ID, { nullable: true, description: "Of this team." })
  team?: string;
}

export const QuotaOrderField = graphEnum("QuotaOrderField", "What quotas can be sorted by.", {
  STARTS_ON: "First day of the period.",
});

export const QuotaOrder = orderInput("Quota", QuotaOrderField);
