import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { type Connection, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { riskHistoryOf, riskOf } from "./assessment.loader";
import { RiskAssessmentConnection, RiskAssessmentType } from "./assessment.type";

@Resolver(() => CustomerType)
export class CustomerRiskResolver {
  @FieldResolver(() => RiskAssessmentType, {
    nullable: true,
    description:
      "How at risk it is of being lost: as it was stored of the day, else computed. Null when there is not enough history, when it was merged into another by then, and when you may not see the customer.",
  })
  risk(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    asOf: Day | null,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<RiskAssessmentType | null> {
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
  ): Promise<Connection<RiskAssessmentType>> {
    return riskHistoryOf(context, keyOf(customer), page);
  }
}
