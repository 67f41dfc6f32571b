import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { MoneyType } from "../../platform/graphql/money.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { RepRole, RepType } from "../../records/reps/rep.type";

@ObjectType("Enrolment", {
  implements: NodeType,
  description: "Somebody is paid by a plan for a time. A rise is an enrolment of its own, from its day on.",
})
export class EnrolmentType extends NodeType {
  @Field(() => String, { nullable: true, description: "The company's own key." })
  externalId: string | null;

  @Field(() => RepType, { nullable: true, description: "Who." })
  rep: RepType | null;

  @Field(() => String, { nullable: true, description: "Code of the plan." })
  planCode: string | null;

  @Field(() => RepRole, { nullable: true, description: "Whose customers it is paid for: those held in this role." })
  role: RepRole | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "What a year pays at 100 %: a quarter pays its days of it. Null where the plan pays no target.",
  })
  target: MoneyType | null;

  @Field(() => GraphQLDay, { nullable: true, description: "First day enrolled." })
  startsOn: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "First day no longer enrolled; null while it is open." })
  endsOn: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "When the person accepted it last; null until it does." })
  acceptedOn: string | null;

  @Field(() => Int, { nullable: true, description: "Counts the changes: pass it back to change what you have read." })
  version: number | null;
}

export const EnrolmentConnection = connectionType("Enrolment", EnrolmentType);
