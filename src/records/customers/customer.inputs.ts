import { IsIn, IsISO4217CurrencyCode, IsNotEmpty, IsOptional, IsUrl, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { Relationship } from "./customer.type";

@InputType("CustomerInput", {
  description: "A customer as the company keeps it. A field that is left out keeps its stored value; null clears it.",
})
export class CustomerInput {
  @Field(() => String, { description: "The company's own key: an existing customer of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "What the customer is called." })
  @IsNotEmpty()
  @MaxLength(500)
  name: string;

  @Field(() => Relationship, {
    nullable: true,
    description: "How it buys; REPEAT_PURCHASE for a new customer when it is not given.",
  })
  @IsOptional()
  @IsIn(Object.keys(Relationship))
  relationship?: Relationship;

  @Field(() => String, { nullable: true, description: "The company's own grouping." })
  @IsOptional()
  @MaxLength(200)
  segment?: string | null;

  @Field(() => String, { nullable: true, description: "What the customer does." })
  @IsOptional()
  @MaxLength(200)
  industry?: string | null;

  @Field(() => String, { nullable: true, description: "Where it is." })
  @IsOptional()
  @MaxLength(200)
  region?: string | null;

  @Field(() => String, { nullable: true, description: "ISO 4217 code it is billed in." })
  @IsOptional()
  @IsISO4217CurrencyCode()
  currency?: string | null;

  @Field(() => String, { nullable: true, description: "What brought it." })
  @IsOptional()
  @MaxLength(200)
  source?: string | null;

  @Field(() => String, { nullable: true, description: "Its pages on the web." })
  @IsOptional()
  @IsUrl()
  website?: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "Day of the first contact." })
  @IsOptional()
  firstContactOn?: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "Day it became a customer." })
  @IsOptional()
  acquiredOn?: string | null;

  @Field(() => GraphQLDecimal, { nullable: true, description: "What winning it cost, in `currency`." })
  @IsOptional()
  acquisitionCost?: string | null;

  @Field(() => String, { nullable: true, description: "External id of the account it belongs to." })
  @IsOptional()
  parent?: string | null;

  @Field(() => String, { nullable: true, description: "External id of the customer that referred it." })
  @IsOptional()
  referredBy?: string | null;

  @Field(() => String, { nullable: true, description: "External id of the customer that this one turned out to be." })
  @IsOptional()
  mergedInto?: string | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day from which on both count as one, beside `mergedInto`.",
  })
  @IsOptional()
  mergedOn?: string | null;

  @Field(() => String, { nullable: true, description: "Remarks of those who serve it." })
  @IsOptional()
  @MaxLength(10_000)
  note?: string | null;
}

@InputType("CustomerFilter", { description: "Which customers a list shows: all conditions hold." })
export class CustomerFilter {
  @Field(() => String, { nullable: true, description: "Of this segment." })
  segment?: string;

  @Field(() => String, { nullable: true, description: "Of this industry." })
  industry?: string;

  @Field(() => String, { nullable: true, description: "Of this region." })
  region?: string;

  @Field(() => [Relationship], { nullable: true, description: "Which buy in one of these ways." })
  relationship?: Relationship[];

  @Field(() => String, { nullable: true, description: "Whose name holds this text, in either case." })
  search?: string;

  @Field(() => ID, { nullable: true, description: "On whose team this rep is today." })
  servedBy?: string;

  @Field(() => Boolean, { nullable: true, description: "Which were merged into another, or which were not." })
  merged?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Which nobody serves today, or which somebody does." })
  unassigned?: boolean;

  @Field(() => GraphQLDay, { nullable: true, description: "Acquired on this day or later." })
  acquiredFrom?: string;

  @Field(() => GraphQLDay, { nullable: true, description: "Acquired before this day." })
  acquiredBefore?: string;
}

export const CustomerOrderField = graphEnum("CustomerOrderField", "What customers can be sorted by.", {
  NAME: "Name, as the characters' codes order it.",
  ACQUIRED_ON: "Day it became a customer.",
  SEGMENT: "Segment.",
});

export const CustomerOrder = orderInput("Customer", CustomerOrderField);

@InputType("CustomerMergeInput", { description: "Makes two accounts one, from a day on." })
export class CustomerMergeInput {
  @Field(() => ID, { description: "The customer that goes on inside the other." })
  customer: string;

  @Field(() => ID, { description: "The customer that both are from then on." })
  into: string;

  @Field(() => GraphQLDay, { description: "The day from which on both count as one." })
  mergedOn: string;

  @Field(() => String, { description: "Why, for the record." })
  @IsNotEmpty()
  @MaxLength(1_000)
  reason: string;

  @Field(() => Int, {
    description: "The version of the merged customer you have read: a newer one is not overwritten.",
  })
  version: number;
}
