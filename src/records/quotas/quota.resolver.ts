import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { planConnection } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { RepType } from "../reps/rep.type";
import { QuotaFilter, QuotaOrder } from "./quota.inputs";
import { QuotaConnection } from "./quota.type";

@ArgsType()
class QuotaPage extends PageArgs {
  @Field(() => QuotaFilter, { nullable: true, description: "Which of them." })
  filter?: QuotaFilter;

  @Field(() => QuotaOrder, { nullable: true, description: "In which order; the latest first when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class QuotaResolver {
  @Query(() => QuotaConnection, { description: "The goals of the reps you may see, and of the teams they are in." })
  quotas(@Args() _page: QuotaPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Quota");
  }
}

@Resolver(() => RepType)
export class RepQuotasResolver {
  @FieldResolver(() => QuotaConnection, { description: "The rep's own goals; empty when you may not see the rep." })
  quotas(@Args() _page: QuotaPage): object {
    return planned();
  }
}
