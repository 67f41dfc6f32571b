import { IsIn, IsISO4217CurrencyCode, IsNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, InputType } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { GraphQLDay, GraphQLDecimal } from "../../platform/graphql/scalars";
import { LossReason } from "../contracts/loss-reason.type";
import { RenewalStatus } from "./renewal.type";

@InputType("RenewalInput", {
  description: "A decision at the end of a term. A field that is left out keeps its stored value; null clears it.",
})
export class RenewalInput {
  @Field(() => String, { description: "The company's own key: an existing renewal of that key is updated." })
  @IsNotEmpty()
  @MaxLength(200)
  externalId: string;

  @Field(() => String, {
    nullable: true,
    description: "External id of the customer; the contract's when it is not given.",
  })
  @IsOptional()
  @IsNotEmpty()
  customer?: string | null;

  @Field(() => String, { nullable: true, description: "External id of the contract that ends, of that customer." })
  @IsOptional()
  contract?: string | null;

  @Field(() => GraphQLDay, { description: "The first day that is not covered unless the customer goes on." })
  dueOn: string;

  @Field(() => GraphQLDecimal, { description: "What the ending term is worth in a year, in `currency`." })
  @IsNotEmpty()
  valueDue: string;

  @Field(() => String, { description: "ISO 4217 code of its values." })
  @IsISO4217CurrencyCode()
  currency: string;

  @Field(() => RenewalStatus, {
    nullable: true,
    description: "How far it has come; UPCOMING for a new renewal when it is not given.",
  })
  @IsOptional()
  @IsIn(Object.keys(RenewalStatus))
  status?: RenewalStatus | null;

  @Field(() => GraphQLDay, { nullable: true, description: "The day it was decided; needed once it is." })
  @IsOptional()
  closedOn?: string | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "What the next term is worth in a year; needed when it is renewed. Beside LOST, 0 is as good as none.",
  })
  @IsOptional()
  valueRenewed?: string | null;

  @Field(() => String, { nullable: true, description: "External id of the contract of the next term." })
  @IsOptional()
  renewedBy?: string | null;

  @Field(() => LossReason, { nullable: true, description: "Why it was lost; needed when it was." })
  @IsOptional()
  @IsIn(Object.keys(LossReason))
  lossReason?: LossReason | null;

  @Field(() => String, { nullable: true, description: "Who else was considered, or won." })
  @IsOptional()
  @MaxLength(500)
  competitor?: string | null;

  @Field(() => String, { nullable: true, description: "Remarks of who talked with the customer." })
  @IsOptional()
  @MaxLength(10_000)
  note?: string | null;
}

@InputType("RenewalFilter", { description: "Which renewals a list shows: all conditions hold." })
export class RenewalFilter {
  @Field(() => GraphQLDay, { nullable: true, description: "Due on this day or later." })
  dueFrom?: string;

  @Field(() => GraphQLDay, { nullable: true, description: "Due before this day." })
  dueBefore?: string;

  @Field(() => [RenewalStatus], { nullable: true, description: "Which have come as far as one of these." })
  status?: RenewalStatus[];
}

export const RenewalOrderField = graphEnum("RenewalOrderField", "What renewals can be sorted by.", {
  DUE_ON: "The day they are due.",
  CLOSED_ON: "The day they were decided.",
  VALUE_DUE: "The number of the value due, whatever its currency.",
});

export const RenewalOrder = orderInput("Renewal", RenewalOrderField);
