import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { CustomerType } from "../customers/customer.type";

export const Influence = graphEnum("Influence", "What a person at a customer means for its staying.", {
  CHAMPION: "Speaks for us: when one leaves, the customer is at risk.",
  DECISION_MAKER: "Decides whether the customer stays.",
  USER: "Works with what the customer bought.",
  DETRACTOR: "Speaks against us.",
});
export type Influence = keyof typeof Influence;

@ObjectType("Contact", { implements: NodeType, description: "A person at a customer." })
export class ContactType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => CustomerType, { description: "Where the person works." })
  customer: CustomerType;

  @Field(() => String, { description: "What the person is called." })
  fullName: string;

  @Field(() => String, { nullable: true, description: "Where to write to; null when unknown." })
  email: string | null;

  @Field(() => Influence, { nullable: true, description: "What the person means for its staying; null when unknown." })
  influence: Influence | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The first day the person was not there any more; null while still there.",
  })
  leftOn: string | null;

  @Field(() => Int, { description: "Counts the changes: pass it back to change what you have read." })
  version: number;
}

export const ContactConnection = connectionType("Contact", ContactType);
