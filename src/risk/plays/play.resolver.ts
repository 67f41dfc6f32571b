import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { planConnection } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { RepType } from "../../records/reps/rep.type";
import { PlayFilter, PlayOrder } from "./play.inputs";
import { PlayConnection } from "./play.type";

@ArgsType()
class PlayPage extends PageArgs {
  @Field(() => PlayFilter, { nullable: true, description: "Which of them." })
  filter?: PlayFilter;

  @Field(() => PlayOrder, {
    nullable: true,
    description: "In which order; the first one due comes first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class PlayResolver {
  @Query(() => PlayConnection, {
    description: "What is and was done about the customers you may see, and the plays that were given to you.",
  })
  plays(@Args() _page: PlayPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Play");
  }
}

@Resolver(() => CustomerType)
export class CustomerPlaysResolver {
  @FieldResolver(() => PlayConnection, {
    description: "What is and was done about the customer; empty when you may not see it.",
  })
  plays(@Args() _page: PlayPage): object {
    return planned();
  }
}

@Resolver(() => RepType)
export class RepPlaysResolver {
  @FieldResolver(() => PlayConnection, {
    description: "The plays that are the rep's today, and those it closed; only what you may see.",
  })
  plays(@Args() _page: PlayPage): object {
    return planned();
  }
}
