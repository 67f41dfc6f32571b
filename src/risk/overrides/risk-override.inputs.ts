import { IsIn, IsNotEmpty, IsOptional, Max, MaxLength, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { RiskBand } from "../assessments/assessment.type";
import type { RiskBand as Band } from "../models/calc/risk-model";

@InputType("RiskOverrideInput", { description: "How at risk a customer is from today on, whatever its signals say." })
export class RiskOverrideInput {
  @Field(() => ID, { description: "The customer." })
  customer: string;

  @Field(() => RiskBand, {
    nullable: true,
    description: "Its band; its score stays what the signals say. Give this or `score`.",
  })
  @IsOptional()
  @IsIn(Object.keys(RiskBand))
  band?: Band | null;

  @Field(() => Int, {
    nullable: true,
    description: "Its score, 0 to 100, and by the model's thresholds its band. Give this or `band`.",
  })
  @IsOptional()
  @Min(0)
  @Max(100)
  score?: number | null;

  @Field(() => String, { description: "Why, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;

  @Field(() => GraphQLDay, { description: "First day on which it holds no more: after today, at most a year ahead." })
  until: string;
}

@InputType("RiskOverrideWithdrawInput", { description: "The signals speak again, from today on." })
export class RiskOverrideWithdrawInput {
  @Field(() => ID, { description: "The customer whose risk is overridden." })
  customer: string;

  @Field(() => String, { description: "Why, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;
}
