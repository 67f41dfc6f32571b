import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { planConnection, planRecord } from "../../platform/plan/island";
import { TeamConnection, TeamType } from "./team.type";

@Resolver()
export class TeamResolver {
  @Query(() => TeamType, { nullable: true, description: "One team, by its id or the company's own key." })
  team(
    @Arg("id", () => ID, { nullable: true, description: "Its id in the graph." }) id: string | null,
    @Arg("externalId", () => String, { nullable: true, description: "The company's own key." })
    externalId: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    return planRecord(context, info, "Team", { id, externalId });
  }

  @Query(() => TeamConnection, { description: "All teams, by name." })
  teams(@Args() _page: PageArgs, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Team");
  }
}
