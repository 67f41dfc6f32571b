import { IsISO4217CurrencyCode, IsNotEmpty, IsOptional, MaxLength, ValidateIf } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";

@InputType("PurchaseInput", {
  description: "One order. A field that is left out keeps its stored value; null clears it.",
})
export class PurchaseInput {
  @Field(() => String, { description: "The company's own key: an existing purchase of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the customer." })
  @IsNotEmpty()
  customer: string;

  @Field(() => String, { nullable: true, description: "External id of the rep who sold." })
  @IsOptional()
  rep?: string | null;

  @Field(() => GraphQLDay, { description: "The day of the order." })
  purchasedOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "The day it was paid." })
  @IsOptional()
  paidOn?: string | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "What the customer pays, negative for a refund; when it was never given, the sum of the lines.",
  })
  @ValidateIf(({ amount }: { amount?: string }) => amount !== undefined)
  @IsNotEmpty()
  amount?: string;

  @Field(() => GraphQLDecimal, { nullable: true, description: "What it cost us." })
  @IsOptional()
  cost?: string | null;

  @Field(() => String, { description: "ISO 4217 code of its amounts." })
  @IsISO4217CurrencyCode()
  currency: string;

  @Field(() => String, {
    nullable: true,
    description:
      "External id of the purchase that this refund takes back: the same customer's, accounts that were merged being one.",
  })
  @IsOptional()
  refundOf?: string | null;
}

@InputType("PurchaseLineInput", {
  description: "One product of an order. Give `amount`, or `quantity` and `unitPrice`.",
})
export class PurchaseLineInput {
  @Field(() => String, { description: "The company's own key: an existing line of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the purchase." })
  @IsNotEmpty()
  purchase: string;

  @Field(() => String, { nullable: true, description: "External id of the product." })
  @IsOptional()
  product?: string | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "How many." })
  @IsOptional()
  quantity?: string | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "Price of one." })
  @IsOptional()
  unitPrice?: string | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "Ratio taken off, 0 to 1." })
  @IsOptional()
  discount?: string | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "What the customer pays for it; quantity × unitPrice × (1 − discount) when it is not given.",
  })
  @ValidateIf(({ amount }: { amount?: string }) => amount !== undefined)
  @IsNotEmpty()
  amount?: string;

  @Field(() => GraphQLDecimal, { nullable: true, description: "What it cost us." })
  @IsOptional()
  cost?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "ISO 4217 code: the purchase's, and needed beside `amount` or `cost`.",
  })
  @IsOptional()
  @IsISO4217CurrencyCode()
  currency?: string;
}

@InputType("PurchaseFilter", { description: "Which purchases a list shows: all conditions hold." })
export class PurchaseFilter {
  @Field(() => GraphQLDay, { nullable: true, description: "On this day or later." })
  from?: string;

  @Field(() => GraphQLDay, { nullable: true, description: "Before this day." })
  before?: string;

  @Field(() => ID, { nullable: true, description: "Sold by this rep." })
  rep?: string;

  @Field(() => Boolean, { nullable: true, description: "Only refunds, or none of them." })
  refund?: boolean;
}

export const PurchaseOrderField = graphEnum("PurchaseOrderField", "What purchases can be sorted by.", {
  PURCHASED_ON: "The day of the order.",
  AMOUNT: "The amount's number, whatever its currency.",
});

export const PurchaseOrder = orderInput("Purchase", PurchaseOrderField);

@InputType("PurchaseRefundInput", { description: "Takes back a purchase, or a part of it." })
export class PurchaseRefundInput {
  @Field(() => ID, { description: "The purchase." })
  purchase: string;

  @Field(() => String, { description: "The company's own key of the refund." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "How much, in its currency; all that is left when it is not given.",
  })
  amount?: string | null;

  @Field(() => GraphQLDay, { description: "The day of the refund." })
  refundedOn: string;

  @Field(() => String, { description: "Why, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;
}
