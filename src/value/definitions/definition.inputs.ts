import { ArrayMaxSize, IsIn, IsISO4217CurrencyCode, IsOptional, Max, Min } from "class-validator";
import { Field, Float, InputType, Int } from "type-graphql";
import { IfGiven } from "../../platform/mutation/if-given";
import { VersionPublishInput } from "../../platform/versions/version.inputs";
import type { Comparison as BasePeriod } from "./calc/retention-definition";
import { Comparison } from "./definition.type";

/** Ten years: a longer wait is a mistake, and days stay within what a date can hold. */
export const LONGEST_WAIT_DAYS = 3_650;

@InputType("SegmentCadenceInput", { description: "How often customers of a segment should be talked with." })
export class SegmentCadenceInput {
  @Field(() => String, { description: "The segment, as the customers have it." })
  segment: string;

  @Field(() => Int, { description: "The longest time without a two-way interaction, in days: 1 to 3,650." })
  days: number;
}

@InputType("RetentionDefinitionPublishInput", {
  description:
    "A new version of what retained means: the latest one with what is given here changed. What is left out stays.",
})
export class RetentionDefinitionPublishInput extends VersionPublishInput {
  @Field(() => Int, { nullable: true, description: "Days after its due date in which a renewal still counts." })
  @IfGiven()
  @Min(0)
  @Max(LONGEST_WAIT_DAYS)
  graceDays?: number;

  @Field(() => Comparison, { nullable: true, description: "What purchases are compared with." })
  @IfGiven()
  @IsIn(Object.keys(Comparison))
  comparison?: BasePeriod;

  @Field(() => Float, { nullable: true, description: "How many usual gaps of silence are a loss: 1 to 100." })
  @IfGiven()
  @Min(1)
  @Max(100)
  lapseTimesUsualGap?: number;

  @Field(() => Int, { nullable: true, description: "Days with a purchase that make a usual gap: at least 2." })
  @IfGiven()
  @Min(2)
  @Max(1_000)
  lapseFewestPurchases?: number;

  @Field(() => Int, { nullable: true, description: "Days of silence allowed without a usual gap." })
  @IfGiven()
  @Min(1)
  @Max(LONGEST_WAIT_DAYS)
  lapseDays?: number;

  @Field(() => Int, { nullable: true, description: "Days in which a thank-you follows a renewal." })
  @IfGiven()
  @Min(0)
  @Max(LONGEST_WAIT_DAYS)
  thankedWithinDays?: number;

  @Field(() => Int, { nullable: true, description: "Longest time without a two-way interaction, in days." })
  @IfGiven()
  @Min(1)
  @Max(LONGEST_WAIT_DAYS)
  touchCadenceDays?: number;

  @Field(() => [SegmentCadenceInput], {
    nullable: true,
    description: "Segments with a cadence of their own: this list takes the place of the one before.",
  })
  @IfGiven()
  @ArrayMaxSize(200)
  touchCadenceBySegment?: SegmentCadenceInput[];

  @Field(() => Int, { nullable: true, description: "Years that lifetime value looks ahead: 1 to 100." })
  @IfGiven()
  @Min(1)
  @Max(100)
  lifetimeYears?: number;

  @Field(() => Float, { nullable: true, description: "Discount of lifetime value a year, 0 to 1: 0.1 is 10 %." })
  @IfGiven()
  @Min(0)
  @Max(1)
  discountRate?: number;

  @Field(() => String, {
    nullable: true,
    description: "ISO 4217 code that measures are told in; null: the one in which most customers are billed.",
  })
  @IsOptional()
  @IsISO4217CurrencyCode()
  currency?: string | null;
}
