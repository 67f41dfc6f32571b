import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { CustomerType } from "../customers/customer.type";
import { RepRole, RepType } from "../reps/rep.type";

export const AssignmentOrigin = graphEnum("AssignmentOrigin", "How an assignment came about.", {
  GIVEN: "Somebody gave the customer to the rep: a change of rep is a handover.",
  PURCHASES: "Derived from who sold to the customer: a change of rep is no handover.",
});
export type AssignmentOrigin = keyof typeof AssignmentOrigin;

@ObjectType("Assignment", {
  implements: NodeType,
  description: "A rep on a customer's team, in one role, from a day to a day. Who misses to 10,000 is the house.",
})
export class AssignmentType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => CustomerType, { description: "The customer served." })
  customer: CustomerType;

  @Field(() => RepType, { description: "Who serves it." })
  rep: RepType;

  @Field(() => RepRole, { description: "In which role." })
  role: RepRole;

  @Field(() => Int, { description: "Share of that role's credit, in basis points: 10,000 is all of it." })
  share: number;

  @Field(() => AssignmentOrigin, { description: "How it came about." })
  origin: AssignmentOrigin;

  @Field(() => GraphQLDay, { description: "First day." })
  startsOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "First day not served any more; null while it is open." })
  endsOn: string | null;
}

export const AssignmentConnection = connectionType("Assignment", AssignmentType);
