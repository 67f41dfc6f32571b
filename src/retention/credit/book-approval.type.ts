import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { CustomerType } from "../../records/customers/customer.type";
import { RepRole, RepType } from "../../records/reps/rep.type";
import type { BookApprovalKind as Kind } from "./calc/book-approval";

export const BookApprovalKind = graphEnum<Kind>(
  "BookApprovalKind",
  "What was decided about whose book a customer counts in.",
  {
    RESCUE:
      "The rep took over a customer in trouble: a loss within the policy's grace for inherited customers is not the rep's. Recorded within 30 days of taking over.",
    EXCUSED_LOSS: "The customer was lost for a reason that the policy excuses: the loss is not the rep's.",
    REMOVAL:
      "The customer left the rep's book for the reason given: without one, where the policy asks for it, it stays there when it leaves after the period's first month.",
  },
);
export type BookApprovalKind = Kind;

@ObjectType("BookApproval", {
  implements: NodeType,
  description: "A decision about whose book a customer counts in, and why. It is never changed.",
})
export class BookApprovalType extends NodeType {
  @Field(() => RepType, { description: "Whose book." })
  rep: RepType;

  @Field(() => CustomerType, { description: "Which customer." })
  customer: CustomerType;

  @Field(() => RepRole, { description: "In which role." })
  role: RepRole;

  @Field(() => BookApprovalKind, { description: "What was decided." })
  kind: BookApprovalKind;

  @Field(() => GraphQLDay, {
    description: "The day of the decision; of a removal, the first day on which the rep no longer has the customer.",
  })
  on: string;

  @Field(() => String, { description: "Why." })
  reason: string;
}

export const BookApprovalConnection = connectionType("BookApproval", BookApprovalType);
