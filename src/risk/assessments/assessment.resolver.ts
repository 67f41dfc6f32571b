import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { type Connection, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planReference } from "../../platform/plan/island";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { riskHistoryOf, riskOf, type ShownAssessment } from "./assessment.loader";
import type { RiskFitType } from "../probability/risk-fit.type";
import { RiskAssessmentConnection, RiskAssessmentType } from "./assessment.type";

@Resolver(() => CustomerType)
export class CustomerRiskResolver {
  @FieldResolver(() => RiskAssessmentType, {
    nullable: true,
    description:
      "How at risk it is of being lost: as it was stored of the day, else computed. Null when there is not enough history, when it is gone (its contracts have ended, or it bought nothing in 365 days), when it was merged into another by then, and when you may not see the customer.",
  })
  risk(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    asOf: Day | null,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<ShownAssessment | null> {
    return riskOf(context, keyOf(customer), asOf ?? context.today);
  }

  @FieldResolver(() => RiskAssessmentConnection, {
    nullable: true,
    description: "Every assessment stored of it, the latest first; null when you may not see the customer.",
  })
  riskHistory(
    @Args() page: PageArgs,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<Connection<ShownAssessment>> {
    return riskHistoryOf(context, keyOf(customer), page);
  }
}

@Resolver(() => RiskAssessmentType)
export class RiskAssessmentResolver {
  @FieldResolver()
  async riskFit(
    @Root() { riskFitId }: ShownAssessment,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RiskFitType | null> {
    if (riskFitId === null) return null;
    return (await planReference(context, info, "RiskFit", riskFitId)) as RiskFitType | null;
  }
}
