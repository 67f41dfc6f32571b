import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay, GraphQLInstant } from "../../platform/graphql/scalars";
import { RetentionDefinitionType } from "../../value/definitions/definition.type";
import type { AttributionRule as Rule } from "../credit/calc/attribution-policy";
import { AttributionPolicyType, AttributionRule } from "../credit/policy.type";

@ObjectType("ClosedPeriod", {
  implements: NodeType,
  description:
    "A period whose scorecards are stored with everything they rest on. They never change: what becomes known later stands beside them.",
})
export class ClosedPeriodType extends NodeType {
  @Field(() => GraphQLDay, { description: "The first day." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "The first day behind it." })
  endsOn: string;

  @Field(() => GraphQLDay, { description: "First day of what repeat purchasers' period is compared with." })
  baseStartsOn: string;

  @Field(() => GraphQLDay, { description: "The first day behind that." })
  baseEndsOn: string;

  @Field(() => GraphQLDay, { description: "The day on which it was closed: nothing later was known." })
  asOf: string;

  @Field(() => AttributionRule, { description: "Whose customers are." })
  rule: Rule;

  @Field(() => RetentionDefinitionType, { description: "What retained means in it, in its version." })
  definition: RetentionDefinitionType;

  @Field(() => AttributionPolicyType, {
    description: "The policy that was in effect, in its version; `rule` may be another.",
  })
  policy: AttributionPolicyType;

  @Field(() => String, { description: "ISO 4217 code of what amounts are told in." })
  currency: string;

  @Field(() => String, { description: "Why it was closed when it was." })
  reason: string;

  @Field(() => GraphQLInstant, { description: "When it was closed." })
  closedAt: string;
}

export const ClosedPeriodConnection = connectionType("ClosedPeriod", ClosedPeriodType);
