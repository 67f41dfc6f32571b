import { IsBoolean, IsIn, IsISO4217CurrencyCode, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, InputType } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { LossReason } from "./loss-reason.type";

@InputType("ContractInput", {
  description: "A contract as the company keeps it. A field that is left out keeps its stored value; null clears it.",
})
export class ContractInput {
  @Field(() => String, { description: "The company's own key: an existing contract of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, { description: "External id of the customer." })
  @IsNotEmpty()
  customer: string;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The day it was signed; for a new contract `startsOn` when it is not given.",
  })
  @IsOptional()
  signedOn?: string | null;

  @Field(() => GraphQLDay, { description: "The first day covered." })
  startsOn: string;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The first day not covered, unless `endsOnInclusive`; none for a month-to-month contract.",
  })
  @IsOptional()
  endsOn?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether `endsOn` is the last day covered, as many exports write it; false when it is not given.",
  })
  @IsOptional()
  @IsBoolean()
  endsOnInclusive?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it runs until somebody ends it; false for a new contract when it is not given.",
  })
  @IsOptional()
  @IsBoolean()
  monthToMonth?: boolean | null;

  @Field(() => GraphQLDecimal, { description: "What it is worth in a year, in `currency`." })
  @IsNotEmpty()
  annualValue: string;

  @Field(() => String, { description: "ISO 4217 code of its value." })
  @IsISO4217CurrencyCode()
  currency: string;

  @Field(() => String, {
    nullable: true,
    description: "External id of the customer's contract that stops counting on the day this one starts.",
  })
  @IsOptional()
  replaces?: string | null;

  @Field(() => GraphQLDay, { nullable: true, description: "The first day not covered because it was ended early." })
  @IsOptional()
  endedOn?: string | null;

  @Field(() => LossReason, { nullable: true, description: "Why it was ended early." })
  @IsOptional()
  @IsIn(Object.keys(LossReason))
  lossReason?: LossReason | null;

  @Field(() => String, { nullable: true, description: "Who got the customer then." })
  @IsOptional()
  @MaxLength(500)
  competitor?: string | null;
}

@InputType("ContractFilter", { description: "Which contracts a list shows: all conditions hold." })
export class ContractFilter {
  @Field(() => GraphQLDay, {
    nullable: true,
    description: "In force on this day: started, and neither at its end nor ended nor replaced.",
  })
  coversOn?: string;

  @Field(() => Boolean, { nullable: true, description: "Only month-to-month contracts, or none of them." })
  monthToMonth?: boolean;
}

export const ContractOrderField = graphEnum("ContractOrderField", "What contracts can be sorted by.", {
  STARTS_ON: "The first day covered.",
  ENDS_ON: "The first day not covered.",
  ANNUAL_VALUE: "The value's number, whatever its currency.",
});

export const ContractOrder = orderInput("Contract", ContractOrderField);
