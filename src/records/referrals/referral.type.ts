import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { CustomerType } from "../customers/customer.type";

@ObjectType("Referral", { implements: NodeType, description: "A lead that a customer brought." })
export class ReferralType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => CustomerType, { description: "Who referred." })
  customer: CustomerType;

  @Field(() => CustomerType, { description: "Who was referred." })
  lead: CustomerType;

  @Field(() => GraphQLDay, { description: "The day we were told." })
  receivedOn: string;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day we first turned to the lead; null while nobody has.",
  })
  firstFollowedUpOn: string | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day the lead became a customer; null while it has not.",
  })
  convertedOn: string | null;

  @Field(() => Int, { description: "Counts the changes: pass it back to change what you have read." })
  version: number;
}

export const ReferralConnection = connectionType("Referral", ReferralType);
