import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, Info, Query, Resolver } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planConnection, planReference } from "../../platform/plan/island";
import { FxRateFilter, FxRateOrder } from "./fx-rate.inputs";
import { rateOn } from "./fx-rate.queries";
import { FxRateConnection, FxRateType } from "./fx-rate.type";

@ArgsType()
class FxRatePage extends PageArgs {
  @Field(() => FxRateFilter, { nullable: true, description: "Which of them." })
  filter?: FxRateFilter;

  @Field(() => FxRateOrder, { nullable: true, description: "In which order; the latest first when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class FxRateResolver {
  @Query(() => FxRateType, {
    nullable: true,
    description: "The latest rate of a pair on or before a day. FX_RATE_MISSING where there is none: it is never 1.",
  })
  async fxRate(
    @Arg("base", () => String, { description: "ISO 4217 code of the currency that is converted." }) base: string,
    @Arg("quote", () => String, { description: "ISO 4217 code of the currency that it becomes." }) quote: string,
    @Arg("on", () => GraphQLDay, { nullable: true, description: "The day; today when it is not given." })
    on: Day | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    const { id } = await rateOn(context, base, quote, on ?? context.today);
    return planReference(context, info, "FxRate", id);
  }

  @Query(() => FxRateConnection, { description: "All rates." })
  fxRates(@Args() _page: FxRatePage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "FxRate");
  }
}
