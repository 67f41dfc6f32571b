import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { MoneyType } from "../../platform/graphql/money.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLInstant } from "../../platform/graphql/scalars";
import { RepType } from "../../records/reps/rep.type";
import { PayPeriodType } from "../periods/pay-period.type";

@ObjectType("PayAdjustment", {
  implements: NodeType,
  description: "An amount by hand: asked for by one person, and paid when another one has approved it.",
})
export class PayAdjustmentType extends NodeType {
  @Field(() => String, { nullable: true, description: "What its line and its trace name it by." })
  externalId: string | null;

  @Field(() => PayPeriodType, { nullable: true, description: "Which period pays it." })
  payPeriod: PayPeriodType | null;

  @Field(() => RepType, { nullable: true, description: "Whose pay." })
  rep: RepType | null;

  @Field(() => MoneyType, { nullable: true, description: "How much; below 0, it is taken." })
  amount: MoneyType | null;

  @Field(() => String, { nullable: true, description: "What HR books it as." })
  earningCode: string | null;

  @Field(() => String, { nullable: true, description: "Why." })
  reason: string | null;

  @Field(() => String, { nullable: true, description: "Who asked for it: the subject of a token." })
  requestedBy: string | null;

  @Field(() => GraphQLInstant, { nullable: true, description: "When it was asked for." })
  requestedAt: Date | null;

  @Field(() => String, { nullable: true, description: "Who approved it; null until somebody does." })
  approvedBy: string | null;

  @Field(() => GraphQLInstant, { nullable: true, description: "When it was approved; null until it is." })
  approvedAt: Date | null;

  @Field(() => String, { nullable: true, description: "Who took it back; null unless somebody did." })
  withdrawnBy: string | null;

  @Field(() => GraphQLInstant, { nullable: true, description: "When it was taken back; null unless it was." })
  withdrawnAt: Date | null;

  @Field(() => Int, { nullable: true, description: "Counts the changes: pass it back to change what you have read." })
  version: number | null;
}

export const PayAdjustmentConnection = connectionType("PayAdjustment", PayAdjustmentType);
