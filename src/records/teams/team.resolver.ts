import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planConnection, planRecord } from "../../platform/plan/island";
import { TeamConnection, TeamType } from "./team.type";

@Resolver()
export class TeamResolver {
  @Query(() => TeamType, { nullable: true, description: "One team, by its id or the company's own key." })
  team(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "Team", key);
  }

  @Query(() => TeamConnection, { description: "All teams, by name." })
  teams(@Args() _page: PageArgs, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Team");
  }
}
