import { IsIn, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { IsTold } from "../../platform/mutation/is-told";
import { DisputeStatus } from "./dispute.type";

const LONGEST_TEXT = 5_000;

@InputType("PayDisputeRaiseInput", { description: "Somebody objects to a line of its own statement." })
export class PayDisputeRaiseInput {
  @Field(() => ID, { description: "The line of your statement." })
  line: string;

  @Field(() => String, { description: "What you think is wrong, and why." })
  @IsTold()
  @MaxLength(LONGEST_TEXT)
  text: string;
}

@InputType("PayDisputeAnswerInput", { description: "What a dispute is answered, once and for all." })
export class PayDisputeAnswerInput {
  @Field(() => ID, { description: "The dispute." })
  dispute: string;

  @Field(() => DisputeStatus, { description: "ACCEPTED or REJECTED." })
  @IsIn(["ACCEPTED", "REJECTED"])
  status: DisputeStatus;

  @Field(() => String, { description: "Why, and what follows from it: the person reads it." })
  @IsTold()
  @MaxLength(LONGEST_TEXT)
  answer: string;

  @Field(() => Int, { description: "The version of the dispute you have read." })
  version: number;
}

@InputType("PayDisputeFilter", { description: "Which disputes a list shows: all conditions hold." })
export class PayDisputeFilter {
  @Field(() => [DisputeStatus], { nullable: true, description: "With one of these outcomes." })
  status?: DisputeStatus[];

  @Field(() => ID, { nullable: true, description: "Of this period." })
  payPeriod?: string;

  @Field(() => ID, { nullable: true, description: "Of this rep." })
  rep?: string;
}

export const PayDisputeOrderField = graphEnum("PayDisputeOrderField", "What disputes can be sorted by.", {
  RAISED_AT: "When it was raised.",
});

export const PayDisputeOrder = orderInput("PayDispute", PayDisputeOrderField);
