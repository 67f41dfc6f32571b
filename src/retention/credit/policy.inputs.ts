import { ArrayUnique, IsBoolean, IsIn, Max, Min } from "class-validator";
import { Field, InputType, Int } from "type-graphql";
import { IfGiven } from "../../platform/mutation/if-given";
import { VersionPublishInput } from "../../platform/versions/version.inputs";
import { LossReason } from "../../records/contracts/loss-reason.type";
import type { AttributionRule as Rule } from "./calc/attribution-policy";
import { AttributionRule } from "./policy.type";

/** Ten years: more is a mistake. */
const MOST_DAYS = 3_650;

@InputType("AttributionPolicyPublishInput", {
  description:
    "A new version of whose customers are: the latest one with what is given here changed. What is left out stays.",
})
export class AttributionPolicyPublishInput extends VersionPublishInput {
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
