import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { MoneyType } from "../../platform/graphql/money.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { CustomerType } from "../customers/customer.type";
import { ProductType } from "../products/product.type";
import { RepType } from "../reps/rep.type";

@ObjectType("Purchase", { implements: NodeType, description: "One order. A refund is one with a negative amount." })
export class PurchaseType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => CustomerType, { description: "Who bought." })
  customer: CustomerType;

  @Field(() => RepType, { nullable: true, description: "Who sold; null when unknown." })
  rep: RepType | null;

  @Field(() => GraphQLDay, { description: "The day of the order." })
  purchasedOn: string;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day it was paid; null while it is not, or when unknown.",
  })
  paidOn: string | null;

  @Field(() => MoneyType, { description: "What the customer pays; negative for a refund." })
  amount: MoneyType;

  @Field(() => MoneyType, { nullable: true, description: "What it cost us; null when unknown." })
  cost: MoneyType | null;

  @Field(() => PurchaseType, {
    nullable: true,
    description: "The purchase that this refund takes back; null when it is none, or unknown.",
  })
  refundOf: PurchaseType | null;
}

@ObjectType("PurchaseLine", { implements: NodeType, description: "One product of an order." })
export class PurchaseLineType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => ProductType, { nullable: true, description: "What was bought; null when unknown." })
  product: ProductType | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "How many; null when unknown." })
  quantity: string | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "Price of one in the purchase's currency; null when unknown.",
  })
  unitPrice: string | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "Ratio taken off, 0 to 1; null when unknown." })
  discount: string | null;

  @Field(() => MoneyType, { description: "What the customer pays for it." })
  amount: MoneyType;

  @Field(() => MoneyType, { nullable: true, description: "What it cost us; null when unknown." })
  cost: MoneyType | null;
}

export const PurchaseConnection = connectionType("Purchase", PurchaseType);
export const PurchaseLineConnection = connectionType("PurchaseLine", PurchaseLineType);
