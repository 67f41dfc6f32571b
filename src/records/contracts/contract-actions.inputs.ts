import { IsBoolean, IsIn, IsISO4217CurrencyCode, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { LossReason } from "./loss-reason.type";

@InputType("ContractSignInput", { description: "A customer commits itself." })
export class ContractSignInput {
  @Field(() => ID, { description: "Who commits itself." })
  customer: string;

  @Field(() => String, { nullable: true, description: "The company's own key; one is made up when it is not given." })
  @IsOptional()
  @IsNotEmpty()
  @MaxLength(200)
  externalId?: string | null;

  @Field(() => GraphQLDay, { description: "The day it is signed." })
  signedOn: string;

  @Field(() => GraphQLDay, { description: "The first day covered." })
  startsOn: string;

  @Field(() => GraphQLDay, { nullable: true, description: "The first day not covered; none month to month." })
  @IsOptional()
  endsOn?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: "Whether it runs until somebody ends it." })
  @IsBoolean()
  monthToMonth: boolean;

  @Field(() => GraphQLDecimal, { description: "What it is worth in a year, in `currency`." })
  annualValue: string;

  @Field(() => String, { description: "ISO 4217 code of its value." })
  @IsISO4217CurrencyCode()
  currency: string;
}

@InputType("ContractAmendInput", { description: "New terms take the place of a contract from a day on." })
export class ContractAmendInput {
  @Field(() => ID, { description: "The contract that stops counting." })
  contract: string;

  @Field(() => String, { nullable: true, description: "Key of the new contract; one is made up when it is not given." })
  @IsOptional()
  @IsNotEmpty()
  @MaxLength(200)
  externalId?: string | null;

  @Field(() => GraphQLDay, { description: "The day the new terms are signed." })
  signedOn: string;

  @Field(() => GraphQLDay, { description: "The first day of the new terms, within the old ones." })
  startsOn: string;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The first day that the new terms do not cover; that of the old ones when it is not given.",
  })
  @IsOptional()
  endsOn?: string | null;

  @Field(() => GraphQLDecimal, { description: "What it is worth in a year from then on, in the contract's currency." })
  annualValue: string;

  @Field(() => Int, { description: "The version of the contract you have read: a newer one is not overwritten." })
  version: number;
}

@InputType("ContractEndInput", { description: "A contract is ended before its time." })
export class ContractEndInput {
  @Field(() => ID, { description: "The contract that ends." })
  contract: string;

  @Field(() => GraphQLDay, { description: "The first day not covered any more." })
  endedOn: string;

  @Field(() => LossReason, { description: "Why." })
  @IsIn(Object.keys(LossReason))
  lossReason: LossReason;

  @Field(() => String, { nullable: true, description: "Who gets the customer." })
  @IsOptional()
  @MaxLength(500)
  competitor?: string | null;

  @Field(() => Int, { description: "The version of the contract you have read: a newer one is not overwritten." })
  version: number;
}
