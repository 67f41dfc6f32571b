import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLInstant } from "../../platform/graphql/scalars";
import { CustomerType } from "../customers/customer.type";

export const IssueKind = graphEnum("IssueKind", "What is wrong at a customer.", {
  COMPLAINT: "The customer says that it is not content.",
  SERVICE_RISK: "Something that we do is about to go wrong.",
  TECHNOLOGY_FAILURE: "What we deliver does not work.",
  STAFFING_PROBLEM: "The people it needs, here or there, are missing or not trained.",
});
export type IssueKind = keyof typeof IssueKind;

export const Severity = graphEnum("Severity", "How much an issue hurts the customer.", {
  LOW: "It can be lived with.",
  MEDIUM: "It costs the customer time.",
  HIGH: "Something that matters to it does not work.",
  CRITICAL: "Its business stands still.",
});
export type Severity = keyof typeof Severity;

@ObjectType("ServiceIssue", {
  implements: NodeType,
  description: "A complaint, a service risk, a technology failure or a staffing problem at a customer.",
})
export class ServiceIssueType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => CustomerType, { description: "Whom it hurts." })
  customer: CustomerType;

  @Field(() => IssueKind, { description: "What is wrong." })
  kind: IssueKind;

  @Field(() => Severity, { nullable: true, description: "How much it hurts; null when unknown." })
  severity: Severity | null;

  @Field(() => GraphQLInstant, { description: "When we were told, or saw it ourselves." })
  openedAt: string;

  @Field(() => GraphQLInstant, { nullable: true, description: "When it was put right; null while it is open." })
  resolvedAt: string | null;

  @Field(() => String, { nullable: true, description: "What happened, in words; null without any." })
  summary: string | null;

  @Field(() => Int, { description: "Counts the changes: pass it back to change what you have read." })
  version: number;
}

export const ServiceIssueConnection = connectionType("ServiceIssue", ServiceIssueType);
