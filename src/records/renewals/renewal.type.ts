import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { ContractType } from "../contracts/contract.type";
import { LossReason } from "../contracts/loss-reason.type";
import { CustomerType } from "../customers/customer.type";

export const RenewalStatus = graphEnum("RenewalStatus", "How far a renewal has come.", {
  UPCOMING: "Nobody has talked about it yet.",
  IN_TALKS: "It is being talked about.",
  RENEWED: "The customer goes on.",
  LOST: "The customer does not go on.",
});
export type RenewalStatus = keyof typeof RenewalStatus;

@ObjectType("Renewal", {
  implements: NodeType,
  description: "What a customer decides at the end of a term: whether it goes on, and for how much.",
})
export class RenewalType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => CustomerType, { description: "Who decides." })
  customer: CustomerType;

  @Field(() => ContractType, { nullable: true, description: "The contract that ends; null when unknown." })
  contract: ContractType | null;

  @Field(() => GraphQLDay, { description: "The first day that is not covered unless the customer goes on." })
  dueOn: string;

  @Field(() => MoneyType, { description: "What the ending term is worth in a year." })
  valueDue: MoneyType;

  @Field(() => RenewalStatus, { description: "How far it has come." })
  status: RenewalStatus;

  @Field(() => GraphQLDay, { nullable: true, description: "The day it was decided; null while it is open." })
  closedOn: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "What the next term is worth in a year; null while it is open, and when it is lost.",
  })
  valueRenewed: MoneyType | null;

  @Field(() => ContractType, {
    nullable: true,
    description: "The contract of the next term; null without one, or when unknown.",
  })
  renewedBy: ContractType | null;

  @Field(() => LossReason, { nullable: true, description: "Why it was lost; null unless it was." })
  lossReason: LossReason | null;

  @Field(() => String, { nullable: true, description: "Who else was considered, or won; null when nobody is known." })
  competitor: string | null;

  @Field(() => String, { nullable: true, description: "Remarks of who talked with the customer; null without any." })
  note: string | null;

  @Field(() => Int, { description: "Counts the changes: pass it back to change what you have read." })
  version: number;
}

export const RenewalConnection = connectionType("Renewal", RenewalType);
