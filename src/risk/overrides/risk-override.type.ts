import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { CustomerType } from "../../records/customers/customer.type";
import { RepType } from "../../records/reps/rep.type";
import { RiskBand } from "../assessments/assessment.type";
import type { RiskBand as Band } from "../models/calc/risk-model";

@ObjectType("RiskOverride", {
  implements: NodeType,
  description:
    "How at risk somebody says a customer is, in place of its signals. It is never changed: the latest one holds, and one that says neither band nor score withdraws it.",
})
export class RiskOverrideType extends NodeType {
  @Field(() => CustomerType, { description: "Which customer." })
  customer: CustomerType;

  @Field(() => RepType, {
    nullable: true,
    description: "Who said so; null when it was an administrator who is no rep.",
  })
  by: RepType | null;

  @Field(() => RiskBand, { nullable: true, description: "The band that it says; null when it says none." })
  band: Band | null;

  @Field(() => Int, { nullable: true, description: "The score that it says, 0 to 100; null when it says none." })
  score: number | null;

  @Field(() => String, { nullable: true, description: "Why; null when your role reads no notes." })
  reason: string | null;

  @Field(() => GraphQLDay, { description: "First day on which it holds." })
  startsOn: string;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "First day on which it holds no more; null when it withdraws the one before.",
  })
  until: string | null;
}

export const RiskOverrideConnection = connectionType("RiskOverride", RiskOverrideType);
