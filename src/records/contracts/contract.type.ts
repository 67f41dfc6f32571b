import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { MoneyType } from "../../platform/graphql/money.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { CustomerType } from "../customers/customer.type";
import { LossReason } from "./loss-reason.type";

@ObjectType("Contract", {
  implements: NodeType,
  description:
    "What a customer has committed to, `[startsOn, endsOn)`. Changed terms are a new contract that replaces it.",
})
export class ContractType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => CustomerType, { description: "Who committed itself." })
  customer: CustomerType;

  @Field(() => GraphQLDay, { description: "The day it was signed: nobody could count on it before." })
  signedOn: string;

  @Field(() => GraphQLDay, { description: "The first day covered." })
  startsOn: string;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The first day not covered, when its renewal is due; null for a month-to-month contract.",
  })
  endsOn: string | null;

  @Field(() => Boolean, { description: "Whether it runs until somebody ends it: there is no renewal then." })
  monthToMonth: boolean;

  @Field(() => MoneyType, { description: "What it is worth in a year, whatever its length." })
  annualValue: MoneyType;

  @Field(() => ContractType, {
    nullable: true,
    description: "The contract that stops counting on the day this one starts; null when it replaces none.",
  })
  replaces: ContractType | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "The first day not covered because it was ended early; null when it was not.",
  })
  endedOn: string | null;

  @Field(() => LossReason, { nullable: true, description: "Why it was ended early; null when it was not, or unknown." })
  lossReason: LossReason | null;

  @Field(() => String, { nullable: true, description: "Who got the customer then; null when nobody, or unknown." })
  competitor: string | null;

  @Field(() => Int, { description: "Counts the changes: pass it back to change what you have read." })
  version: number;
}

export const ContractConnection = connectionType("Contract", ContractType);
