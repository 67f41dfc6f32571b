import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planConnection, planRecord } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { RepFilter, RepOrder } from "./rep.inputs";
import { RepPositionType } from "./rep-position.type";
import { RepConnection, RepType } from "./rep.type";

@ArgsType()
class RepPage extends PageArgs {
  @Field(() => RepFilter, { nullable: true, description: "Which of them." })
  filter?: RepFilter;

  @Field(() => RepOrder, { nullable: true, description: "In which order; by name when it is not given." })
  orderBy?: OrderBy<string>;
}

@ArgsType()
class RepPageAsOf extends RepPage {
  @Field(() => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
  asOf?: string;
}

@Resolver(() => RepType)
export class RepResolver {
  @Query(() => RepType, { nullable: true, description: "One rep you may see, by its id or the company's own key." })
  rep(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "Rep", key);
  }

  @Query(() => RepConnection, { description: "The reps you may see." })
  reps(@Args() _page: RepPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Rep");
  }

  @FieldResolver(() => [RepPositionType], {
    description: "The roles held, the first one first; empty when you may not see the rep.",
  })
  positions(): RepPositionType[] {
    return planned();
  }

  @FieldResolver(() => RepConnection, { description: "Who report to the rep on a day, as far as you may see them." })
  reports(@Args() _page: RepPageAsOf): object {
    return planned();
  }

  @FieldResolver(() => RepConnection, {
    description: "Everybody below the rep on a day, at any depth, as far as you may see them.",
  })
  subtree(@Args() _page: RepPageAsOf): object {
    return planned();
  }
}
