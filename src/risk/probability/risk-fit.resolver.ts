import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { planConnection } from "../../platform/plan/island";
import { RiskFitConnection } from "./risk-fit.type";

@Resolver()
export class RiskFitResolver {
  @Query(() => RiskFitConnection, {
    description:
      "Every fit of the probability of a loss with its validation, the latest first, those that stay off too. Empty for reps.",
  })
  riskFits(@Args() _page: PageArgs, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "RiskFit");
  }
}
