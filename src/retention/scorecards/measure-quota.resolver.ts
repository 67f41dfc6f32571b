import { Ctx, Field, FieldResolver, Float, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDecimal } from "../../platform/graphql/scalars";
import { type MeasureQuota, quotaOf } from "./measure-quota";
import type { ReportedMeasure } from "./report";
import type { ShownMeasure } from "./scorecard.resolver";
import { MeasureType } from "./scorecard.type";

@ObjectType("MeasureQuota", { description: "A measure's goal, and how far it was reached." })
export class MeasureQuotaType implements MeasureQuota {
  @Field(() => GraphQLDecimal, {
    description:
      "In the measure's unit; an amount in the scorecard's currency, at the rates of the period's first day.",
  })
  goal: string;

  @Field(() => Float, {
    nullable: true,
    description:
      "value ÷ goal, 1 = 100 %; null when there was nothing to measure, when the goal is not above zero, and where less is better: there the difference says it.",
  })
  attainment: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "value − goal, in the measure's unit; null when there was nothing to measure.",
  })
  difference: number | null;
}

@Resolver(() => MeasureType)
export class MeasureQuotaResolver {
  @FieldResolver(() => MeasureQuotaType, {
    nullable: true,
    description:
      "The goal for exactly this period; null when none is set, and for what has no goals: a subtree, a segment, the house, the company.",
  })
  quota(
    @Root() measure: ShownMeasure | ReportedMeasure,
    @Ctx() context: Context,
  ): Promise<MeasureQuota | null> | MeasureQuota | null {
    return "quota" in measure ? measure.quota : quotaOf(context, measure.scorecard, measure, measure.value);
  }
}
