import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { planReference } from "../../platform/plan/island";
import { MeasureCode } from "../../records/quotas/measure-code.type";
import { RetentionDefinitionType } from "../../value/definitions/definition.type";
import { AttributionPolicyType } from "../credit/policy.type";
import type { Measure } from "../measures/measure";
import { MEASURES, measureOf } from "../measures/measures";
import { measured, type Scorecard } from "./scorecard";
import { MeasureType, ScorecardType } from "./scorecard.type";

/** A measure as the graph tells it, with the scorecard that it stands on. */
export interface ShownMeasure extends MeasureType {
  readonly scorecard: Scorecard;
}

async function shown(context: Context, scorecard: Scorecard, measure: Measure): Promise<ShownMeasure> {
  const { code, unit, formula, higherIsBetter } = measure;
  const { amount, ...figure } = await measured(context, scorecard, measure);
  const money = amount === null ? null : MoneyType.of(amount, scorecard.currency);
  return { ...figure, code, unit, formula, higherIsBetter, amount: money, scorecard };
}

/** The fields of a scorecard; what it holds of its own is read from it as it stands. */
@Resolver(() => ScorecardType)
export class ScorecardResolver {
  @FieldResolver(() => [MeasureType], {
    description: "What is measured, in the order of the codes when they are given.",
  })
  measures(
    @Arg("codes", () => [MeasureCode], { nullable: true, description: "Which measures; all when it is not given." })
    codes: MeasureCode[] | null,
    @Root() scorecard: Scorecard,
    @Ctx() context: Context,
  ): Promise<ShownMeasure[]> {
    const asked = codes ? codes.map(measureOf).filter((measure) => measure !== null) : MEASURES;
    return Promise.all(asked.map((measure) => shown(context, scorecard, measure)));
  }

  @FieldResolver(() => MeasureType, {
    nullable: true,
    description: "One measure; null for a code that nothing measures yet.",
  })
  async measure(
    @Arg("code", () => MeasureCode, { description: "Which." }) code: MeasureCode,
    @Root() scorecard: Scorecard,
    @Ctx() context: Context,
  ): Promise<ShownMeasure | null> {
    const measure = measureOf(code);
    return measure && shown(context, scorecard, measure);
  }

  @FieldResolver(() => RetentionDefinitionType, { description: "What retained means here, in its version." })
  definition(@Root() { definition }: Scorecard, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return planReference(context, info, "RetentionDefinition", definition.id);
  }

  @FieldResolver(() => AttributionPolicyType, {
    description: "The policy in effect, in its version; `rule` may be the caller's own.",
  })
  policy(@Root() { policy }: Scorecard, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return planReference(context, info, "AttributionPolicy", policy.id);
  }
}
