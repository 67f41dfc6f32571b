import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLInstant } from "../../platform/graphql/scalars";
import { RepType } from "../../records/reps/rep.type";
import { PayPeriodType } from "../periods/pay-period.type";
import { StatementLineType } from "../statements/statement.type";

export const DisputeStatus = graphEnum("DisputeStatus", "What came of a dispute.", {
  OPEN: "It waits for an answer.",
  ACCEPTED: "The person was right. What is locked stays: a corrected fact, or an adjustment, pays it later.",
  REJECTED: "The line is as it should be.",
});
export type DisputeStatus = keyof typeof DisputeStatus;

@ObjectType("PayDispute", {
  implements: NodeType,
  description: "What somebody objects to in a line of its statement, and what it was answered. It changes no line.",
})
export class PayDisputeType extends NodeType {
  @Field(() => StatementLineType, {
    nullable: true,
    description: "The line; null when its period was calculated again, and pays it no more.",
  })
  line: StatementLineType | null;

  @Field(() => PayPeriodType, { nullable: true, description: "Of which period." })
  payPeriod: PayPeriodType | null;

  @Field(() => RepType, { nullable: true, description: "Whose statement." })
  rep: RepType | null;

  @Field(() => DisputeStatus, { nullable: true, description: "What came of it." })
  status: DisputeStatus | null;

  @Field(() => String, { nullable: true, description: "What it is about, in the person's words." })
  text: string | null;

  @Field(() => GraphQLInstant, { nullable: true, description: "When it was raised." })
  raisedAt: Date | null;

  @Field(() => String, { nullable: true, description: "What it was answered; null until it is." })
  answer: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Who answered: the subject of a token; null until somebody does.",
  })
  answeredBy: string | null;

  @Field(() => GraphQLInstant, { nullable: true, description: "When it was answered; null until it is." })
  answeredAt: Date | null;

  @Field(() => Int, { nullable: true, description: "Counts the changes: pass it back to change what you have read." })
  version: number | null;
}

export const PayDisputeConnection = connectionType("PayDispute", PayDisputeType);
