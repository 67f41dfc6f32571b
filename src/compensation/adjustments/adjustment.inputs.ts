import { IsISO4217CurrencyCode, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDecimal } from "../../platform/graphql/scalars";
import { IsNoFormula } from "../../platform/mutation/is-no-formula";
import { IsTold } from "../../platform/mutation/is-told";

@InputType("PayAdjustmentRequestInput", { description: "An amount by hand, which somebody else must approve." })
export class PayAdjustmentRequestInput {
  @Field(() => ID, { description: "The period that is to pay it: one that is not locked." })
  payPeriod: string;

  @Field(() => ID, { description: "Whose pay." })
  rep: string;

  @Field(() => GraphQLDecimal, { description: "In the currency's major unit; below 0, it is taken." })
  amount: string;

  @Field(() => String, { description: "ISO 4217 code." })
  @IsISO4217CurrencyCode()
  currency: string;

  @Field(() => String, { description: "What HR books it as." })
  @IsTold()
  @IsNoFormula()
  @MaxLength(40)
  earningCode: string;

  @Field(() => String, { description: "Why: the person reads it in the statement." })
  @IsTold()
  @MaxLength(1_000)
  reason: string;
}

@InputType()
class AdjustmentRead {
  @Field(() => ID, { description: "The adjustment." })
  adjustment: string;

  @Field(() => Int, { description: "The version of the adjustment you have read." })
  version: number;
}

@InputType("PayAdjustmentApproveInput", { description: "Somebody else than who asked for it agrees." })
export class PayAdjustmentApproveInput extends AdjustmentRead {}

@InputType("PayAdjustmentWithdrawInput", { description: "What was asked for is not wanted any more." })
export class PayAdjustmentWithdrawInput extends AdjustmentRead {}

@InputType("PayAdjustmentFilter", { description: "Which adjustments a list shows: all conditions hold." })
export class PayAdjustmentFilter {
  @Field(() => ID, { nullable: true, description: "Of this period." })
  payPeriod?: string;

  @Field(() => ID, { nullable: true, description: "Of this rep." })
  rep?: string;

  @Field(() => Boolean, { nullable: true, description: "That were approved, or were not." })
  approved?: boolean;

  @Field(() => Boolean, { nullable: true, description: "That were withdrawn, or were not." })
  withdrawn?: boolean;
}

export const PayAdjustmentOrderField = graphEnum("PayAdjustmentOrderField", "What adjustments can be sorted by.", {
  REQUESTED_AT: "When it was asked for.",
});

export const PayAdjustmentOrder = orderInput("PayAdjustment", PayAdjustmentOrderField);
