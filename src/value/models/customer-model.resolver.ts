import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { planConnection } from "../../platform/plan/island";
import { CustomerModelFilter, CustomerModelOrder } from "./customer-model.inputs";
import { CustomerModelConnection } from "./customer-model.type";

@ArgsType()
class CustomerModelPage extends PageArgs {
  @Field(() => CustomerModelFilter, { nullable: true, description: "Which of them." })
  filter?: CustomerModelFilter;

  @Field(() => CustomerModelOrder, {
    nullable: true,
    description: "In which order; the latest first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class CustomerModelResolver {
  @Query(() => CustomerModelConnection, {
    description: "Every fit of the customer models, those that came to nothing too. Empty for reps.",
  })
  customerModels(
    @Args() _page: CustomerModelPage,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return planConnection(context, info, "CustomerModel");
  }
}
