import { Field, Float, Int, ObjectType } from "type-graphql";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { VersionType } from "../../platform/versions/version.type";
import type { Comparison as BasePeriod } from "./calc/retention-definition";

export const Comparison = graphEnum<BasePeriod>(
  "Comparison",
  "What a period's purchases are compared with when no base period is named.",
  {
    PRECEDING: "The period of the same length just before it.",
    YEAR_EARLIER: "The same days a year earlier: the same season.",
  },
);

@ObjectType("SegmentCadence", { description: "How often customers of a segment should be talked with." })
export class SegmentCadenceType {
  @Field(() => String, { description: "The customers' segment." })
  segment: string;

  @Field(() => Int, { description: "The longest time without a two-way interaction, in days." })
  days: number;
}

@ObjectType("RetentionDefinition", {
  implements: NodeType,
  description:
    "What the company means by retained, from a day on. A customer is retained when its opening and its closing value are both above 0. " +
    "Under contract: annualised values of the day before the period, and of its last day. Buying order by order: purchases less refunds in a base period, and in the period. " +
    "A version never changes, and every number says under which one it was computed.",
})
export class RetentionDefinitionType extends VersionType {
  @Field(() => Int, {
    description:
      "A renewal closed within so many days of its due date continues the old value until the new term starts, and counts as renewed in the period in which it was due. Later than that it is churn, and a reactivation.",
  })
  graceDays: number;

  @Field(() => Comparison, {
    description: "What the purchases of a period are compared with when no base period is named.",
  })
  comparison: BasePeriod;

  @Field(() => Float, {
    description:
      "Who buys order by order has lapsed on the day its silence exceeds so many times its own median gap between days with a purchase.",
  })
  lapseTimesUsualGap: number;

  @Field(() => Int, { description: "With fewer days with a purchase than this a customer has no usual gap yet." })
  lapseFewestPurchases: number;

  @Field(() => Int, { description: "A customer without a usual gap has lapsed when its silence exceeds so many days." })
  lapseDays: number;

  @Field(() => Int, {
    description: "A renewal was thanked for when an interaction at the point THANKS follows within so many days.",
  })
  thankedWithinDays: number;

  @Field(() => Int, {
    description: "A customer is touched when its last two-way interaction is no more than so many days ago.",
  })
  touchCadenceDays: number;

  @Field(() => [SegmentCadenceType], {
    description: "Segments that have a cadence of their own instead, in the order of their names.",
  })
  touchCadenceBySegment: SegmentCadenceType[];

  @Field(() => Int, { description: "For how many years lifetime value looks ahead." })
  lifetimeYears: number;

  @Field(() => Float, { description: "By how much lifetime value discounts a year: 0.1 is 10 %." })
  discountRate: number;

  @Field(() => String, {
    nullable: true,
    description: "ISO 4217 code that measures are told in; null: the currency in which most customers are billed.",
  })
  currency: string | null;
}
