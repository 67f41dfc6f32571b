import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";

export const Relationship = graphEnum("Relationship", "How a customer buys: it decides what being retained means.", {
  CONTRACT: "Under contracts with terms that are renewed.",
  REPEAT_PURCHASE: "Order by order, without a commitment.",
});
export type Relationship = keyof typeof Relationship;

@ObjectType("Customer", { implements: NodeType, description: "A company or person that buys: an account." })
export class CustomerType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => String, { description: "What the customer is called." })
  name: string;

  @Field(() => Relationship, { nullable: true, description: "How it buys; null when you may not see the customer." })
  relationship: Relationship | null;

  @Field(() => String, { nullable: true, description: "The company's own grouping; null when unknown or unseen." })
  segment: string | null;

  @Field(() => String, { nullable: true, description: "What the customer does; null when unknown or unseen." })
  industry: string | null;

  @Field(() => String, { nullable: true, description: "Where it is; null when unknown or unseen." })
  region: string | null;

  @Field(() => String, { nullable: true, description: "ISO 4217 code it is billed in; null when unknown or unseen." })
  currency: string | null;

  @Field(() => String, { nullable: true, description: "What brought it; null when unknown or unseen." })
  source: string | null;

  @Field(() => String, { nullable: true, description: "Its pages on the web; null when unknown or unseen." })
  website: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "Day of the first contact; null when unknown or unseen." })
  firstContactOn: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "Day it became a customer; null when unknown or unseen." })
  acquiredOn: string | null;

  @Field(() => MoneyType, { nullable: true, description: "What winning it cost; null when unknown or unseen." })
  acquisitionCost: MoneyType | null;

  @Field(() => CustomerType, {
    nullable: true,
    description: "The account it belongs to; null when it stands alone or is unseen.",
  })
  parent: CustomerType | null;

  @Field(() => CustomerType, {
    nullable: true,
    description: "The customer that referred it; null without one, or when unseen.",
  })
  referredBy: CustomerType | null;

  @Field(() => CustomerType, {
    nullable: true,
    description: "The customer that this one turned out to be; null when it is itself, or is unseen.",
  })
  mergedInto: CustomerType | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day from which on both count as one; null when not merged or unseen.",
  })
  mergedOn: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Remarks of those who serve it; null without any, or when unseen.",
  })
  note: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Counts the changes: pass it back to change what you have read. Null when unseen.",
  })
  version: number | null;
}

export const CustomerConnection = connectionType("Customer", CustomerType);
