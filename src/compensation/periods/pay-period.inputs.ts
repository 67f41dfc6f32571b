import { MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import type { Day } from "../../kernel/calendar";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { IsTold } from "../../platform/mutation/is-told";
import { PayPeriodStatus } from "./pay-period.type";

@InputType("PayPeriodOpenInput", { description: "A new period: it follows all that there are." })
export class PayPeriodOpenInput {
  @Field(() => String, { description: "The company's own key, such as `2026-Q1`." })
  @IsTold()
  @MaxLength(200)
  externalId: string;

  @Field(() => GraphQLDay, { description: "The first day." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "The first day behind it." })
  endsOn: string;

  @Field(() => GraphQLDay, { description: "The day on which it is paid." })
  payOn: string;
}

/** What every step of a period says. */
@InputType()
export abstract class PayPeriodInput {
  @Field(() => ID, { description: "The period." })
  payPeriod: string;

  @Field(() => Int, { description: "The version of the period you have read: what changed since is not passed over." })
  version: number;
}

@InputType("PayPeriodSubmitInput", { description: "What is calculated goes into review." })
export class PayPeriodSubmitInput extends PayPeriodInput {}

@InputType("PayPeriodApproveInput", { description: "What is in review is approved." })
export class PayPeriodApproveInput extends PayPeriodInput {}

@InputType("PayPeriodLockInput", { description: "What is approved is sealed for good." })
export class PayPeriodLockInput extends PayPeriodInput {}

@InputType("PayPeriodReturnInput", {
  description: "A step back: from review or approval to CALCULATED, from there to OPEN.",
})
export class PayPeriodReturnInput extends PayPeriodInput {
  @Field(() => String, { description: "Why, for the record." })
  @IsTold()
  @MaxLength(1_000)
  reason: string;
}

@InputType("PayRunStartInput", { description: "Everybody's pay of a period is to be calculated." })
export class PayRunStartInput {
  @Field(() => ID, { description: "The period." })
  payPeriod: string;

  @Field(() => GraphQLDay, { nullable: true, description: "Know no fact that is dated later; today when not given." })
  asOf?: Day | null;
}

@InputType("PayPeriodFilter", { description: "Which periods a list shows: all conditions hold." })
export class PayPeriodFilter {
  @Field(() => [PayPeriodStatus], { nullable: true, description: "That have come so far." })
  status?: PayPeriodStatus[];

  @Field(() => GraphQLDay, { nullable: true, description: "That hold this day." })
  on?: string;
}

export const PayPeriodOrderField = graphEnum("PayPeriodOrderField", "What periods of pay can be sorted by.", {
  STARTS_ON: "The first day.",
});

export const PayPeriodOrder = orderInput("PayPeriod", PayPeriodOrderField);

export const PayRunOrderField = graphEnum("PayRunOrderField", "What calculations can be sorted by.", {
  QUEUED_AT: "When it was asked for.",
});

export const PayRunOrder = orderInput("PayRun", PayRunOrderField);
