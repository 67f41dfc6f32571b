import { IsIn, IsNotEmpty, MaxLength } from "class-validator";
import { Field, InputType } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { PeriodInput } from "../../platform/graphql/period.inputs";
import { IfGiven } from "../../platform/mutation/if-given";
import type { AttributionRule as Rule } from "../credit/calc/attribution-policy";
import { AttributionRule } from "../credit/policy.type";

@InputType("RetentionPeriodCloseInput", {
  description: "A period whose scorecards are stored for good: of every rep, every team, the house and the company.",
})
export class RetentionPeriodCloseInput {
  @Field(() => PeriodInput, { description: "Which: it must be over." })
  period: PeriodInput;

  @Field(() => PeriodInput, {
    nullable: true,
    description: "What repeat purchasers' period is compared with; by the definition when it is not given.",
  })
  base?: PeriodInput;

  @Field(() => AttributionRule, {
    nullable: true,
    description: "Whose customers are; by the attribution policy in effect when it is not given.",
  })
  @IfGiven()
  @IsIn(Object.keys(AttributionRule))
  policy?: Rule;

  @Field(() => String, { description: "Why now, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;
}

export const ClosedPeriodOrderField = graphEnum("ClosedPeriodOrderField", "What closed periods can be sorted by.", {
  STARTS_ON: "The first day.",
});

export const ClosedPeriodOrder = orderInput("ClosedPeriod", ClosedPeriodOrderField);
