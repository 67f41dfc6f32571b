import { IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay } from "../../platform/graphql/scalars";

@InputType("ReferralInput", {
  description: "A lead that a customer brought. A field that is left out keeps its stored value; null clears it.",
})
export class ReferralInput {
  @Field(() => String, { description: "The company's own key: an existing referral of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the customer that referred." })
  @IsNotEmpty()
  customer: string;

  @Field(() => String, { description: "External id of the customer that was referred." })
  @IsNotEmpty()
  lead: string;

  @Field(() => GraphQLDay, { description: "The day we were told." })
  receivedOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "The day we first turned to the lead." })
  @IsOptional()
  firstFollowedUpOn?: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "The day the lead became a customer." })
  @IsOptional()
  convertedOn?: string | null;
}

@InputType("ReferralReceiveInput", { description: "A customer has referred somebody to us." })
export class ReferralReceiveInput {
  @Field(() => ID, { description: "The customer that referred." })
  customer: string;

  @Field(() => ID, { description: "Who was referred." })
  lead: string;

  @Field(() => GraphQLDay, { description: "The day we were told." })
  receivedOn: string;
}

@InputType("ReferralFollowUpInput", { description: "We have turned to a lead for the first time." })
export class ReferralFollowUpInput {
  @Field(() => ID, { description: "The referral." })
  referral: string;

  @Field(() => GraphQLDay, { description: "The day we did." })
  firstFollowedUpOn: string;

  @Field(() => Int, { description: "The version of the referral you have read: a newer one is not overwritten." })
  version: number;
}

@InputType("ReferralConvertInput", { description: "A lead has become a customer." })
export class ReferralConvertInput {
  @Field(() => ID, { description: "The referral." })
  referral: string;

  @Field(() => GraphQLDay, { description: "The day it did." })
  convertedOn: string;

  @Field(() => Int, { description: "The version of the referral you have read: a newer one is not overwritten." })
  version: number;
}

@InputType("ReferralFilter", { description: "Which referrals a list shows: all conditions hold." })
export class ReferralFilter {
  @Field(() => Boolean, { nullable: true, description: "Which somebody has followed up, or nobody." })
  followedUp?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Whose lead has become a customer, or has not." })
  converted?: boolean;

  @Field(() => GraphQLDay, { nullable: true, description: "Received on this day or later." })
  from?: string;

  @Field(() => GraphQLDay, { nullable: true, description: "Received before this day." })
  before?: string;

  @Field(() => ID, { nullable: true, description: "Of this lead." })
  lead?: string;
}

export const ReferralOrderField = graphEnum("ReferralOrderField", "What referrals can be sorted by.", {
  RECEIVED_ON: "The day we were told.",
});

export const ReferralOrder = orderInput("Referral", ReferralOrderField);
