import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay, GraphQLInstant } from "../../platform/graphql/scalars";
import { PayPeriodType } from "./pay-period.type";

export const PayRunStatus = graphEnum("PayRunStatus", "How far a calculation has come.", {
  QUEUED: "A server will take it up.",
  RUNNING: "It is being calculated; the statements from before stand until it is done.",
  DONE: "Its statements are those of the period, unless it was calculated again since.",
  FAILED: "It ended without changing anything.",
});
export type PayRunStatus = keyof typeof PayRunStatus;

@ObjectType("PayRun", { implements: NodeType, description: "One calculation of everybody's pay of a period." })
export class PayRunType extends NodeType {
  @Field(() => PayPeriodType, { description: "Of which period." })
  payPeriod: PayPeriodType;

  @Field(() => PayRunStatus, { description: "How far it has come." })
  status: PayRunStatus;

  @Field(() => GraphQLDay, { description: "It knows no fact that is dated later." })
  asOf: string;

  @Field(() => String, { description: "Who asked for it." })
  requestedBy: string;

  @Field(() => Int, { nullable: true, description: "How many people it pays; null until all is read." })
  people: number | null;

  @Field(() => Int, { description: "How many of them are done." })
  peopleDone: number;

  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256 of all that it was computed from, in hex: equal for equal facts and plans. Null until it is done.",
  })
  inputHash: string | null;

  @Field(() => String, { nullable: true, description: "What kept it from being done; null unless it failed." })
  failure: string | null;

  @Field(() => GraphQLInstant, { description: "When it was asked for." })
  queuedAt: string;

  @Field(() => GraphQLInstant, { nullable: true, description: "When it was taken up last; null while it is queued." })
  startedAt: string | null;

  @Field(() => GraphQLInstant, { nullable: true, description: "When it ended; null until it does." })
  endedAt: string | null;
}

export const PayRunConnection = connectionType("PayRun", PayRunType);
