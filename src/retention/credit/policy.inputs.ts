import { ArrayUnique, IsBoolean, IsIn, IsNotEmpty, Max, MaxLength, Min } from "class-validator";
import { Field, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { IfGiven } from "../../platform/mutation/if-given";
import { LossReason } from "../../records/contracts/loss-reason.type";
import type { AttributionRule as Rule } from "./calc/attribution-policy";
import { AttributionRule } from "./policy.type";

/** Ten years: more is a mistake. */
const MOST_DAYS = 3_650;

@InputType("AttributionPolicyPublishInput", {
  description:
    "A new version of whose customers are: the latest one with what is given here changed. What is left out stays.",
})
export class AttributionPolicyPublishInput {
  @Field(() => Int, { description: "The latest version, which you have read: a newer one is not overruled unseen." })
  version: number;

  @Field(() => GraphQLDay, {
    description:
      "First day on which it is in effect, in place of all versions before it. A day gone by changes what is computed of the time since then; what was stored with its version stays.",
  })
  effectiveFrom: string;

  @Field(() => String, { description: "Why, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;

  @Field(() => AttributionRule, { nullable: true, description: "Whose a customer is." })
  @IfGiven()
  @IsIn(Object.keys(AttributionRule))
  rule?: Rule;

  @Field(() => Int, { nullable: true, description: "Days in the period that a customer must be held to count." })
  @IfGiven()
  @Min(0)
  @Max(MOST_DAYS)
  minimumDays?: number;

  @Field(() => Int, { nullable: true, description: "Days in which a loss of an inherited customer does not count." })
  @IfGiven()
  @Min(0)
  @Max(MOST_DAYS)
  inheritedGraceDays?: number;

  @Field(() => [LossReason], {
    nullable: true,
    description: "Reasons that may excuse a loss: this list takes the place of the one before.",
  })
  @IfGiven()
  @ArrayUnique()
  @IsIn(Object.keys(LossReason), { each: true })
  excusedReasons?: LossReason[];

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether a customer stays in the book that it leaves after the first month until somebody says why.",
  })
  @IfGiven()
  @IsBoolean()
  removalNeedsReason?: boolean;
}

export const AttributionPolicyOrderField = graphEnum(
  "AttributionPolicyOrderField",
  "What attribution policies can be sorted by.",
  { VERSION: "The version." },
);

export const AttributionPolicyOrder = orderInput("AttributionPolicy", AttributionPolicyOrderField);
