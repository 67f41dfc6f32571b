import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay, GraphQLInstant } from "../../platform/graphql/scalars";

export const PayPeriodStatus = graphEnum("PayPeriodStatus", "How far the pay of a period has come.", {
  OPEN: "Nothing is calculated yet, or it was opened again.",
  CALCULATED: "Everybody has a statement; it may be calculated again.",
  IN_REVIEW: "Somebody else looks at it.",
  APPROVED: "Somebody else than who submitted it has approved it.",
  LOCKED: "It is sealed. Nothing in it ever changes: later periods pay what became known since.",
  DELIVERED: "It is locked, and HR has it.",
});
export type PayPeriodStatus = keyof typeof PayPeriodStatus;

@ObjectType("PayPeriodStep", { implements: NodeType, description: "One step of a period, forth or back." })
export class PayPeriodStepType extends NodeType {
  @Field(() => PayPeriodStatus, { description: "Where it was." })
  from: PayPeriodStatus;

  @Field(() => PayPeriodStatus, { description: "Where it came to." })
  to: PayPeriodStatus;

  @Field(() => String, { description: "Who took it: the subject of the token." })
  by: string;

  @Field(() => String, { nullable: true, description: "Why; given for every step back, null for one forth." })
  reason: string | null;

  @Field(() => GraphQLInstant, { description: "When." })
  at: string;
}

@ObjectType("PayPeriod", {
  implements: NodeType,
  description:
    "A span of days that people are paid for: opened, calculated, reviewed, approved by a second person, locked and delivered.",
})
export class PayPeriodType extends NodeType {
  @Field(() => String, { description: "The company's own key, such as `2026-Q1`." })
  externalId: string;

  @Field(() => GraphQLDay, { description: "The first day." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "The first day behind it." })
  endsOn: string;

  @Field(() => GraphQLDay, { description: "The day on which it is paid." })
  payOn: string;

  @Field(() => PayPeriodStatus, { description: "How far it has come." })
  status: PayPeriodStatus;

  @Field(() => String, { nullable: true, description: "Who put it into review; null unless somebody did." })
  submittedBy: string | null;

  @Field(() => String, { nullable: true, description: "Who approved it, somebody else; null unless somebody did." })
  approvedBy: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256 of all that the statements were computed from, in hex: equal for equal facts and plans. Null before the first calculation.",
  })
  inputHash: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256 of the locked statements, in hex, which `holdfast verify` recomputes; null until it is locked.",
  })
  linesHash: string | null;

  @Field(() => [PayPeriodStepType], {
    description: "Each step, the first one first; none for whoever does not answer for everybody's pay.",
  })
  steps: PayPeriodStepType[];

  @Field(() => Int, { description: "Counts the changes: pass it back to change what you have read." })
  version: number;
}

export const PayPeriodConnection = connectionType("PayPeriod", PayPeriodType);
