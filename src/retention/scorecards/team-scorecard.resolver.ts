import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { keyOf } from "../../platform/plan/read";
import { TeamType } from "../../records/teams/team.type";
import { isTeamVisible } from "../visible-teams.queries";
import { type Scorecard, scorecardOf } from "./scorecard";
import { ScorecardOptions, ScorecardType } from "./scorecard.type";

@Resolver(() => TeamType)
export class TeamScorecardResolver {
  @FieldResolver(() => ScorecardType, {
    nullable: true,
    description:
      "How the reps keep their customers who are in the team when it is decided whose a customer is; null unless you see somebody who is in it today.",
  })
  async scorecard(
    @Args() options: ScorecardOptions,
    @Root() team: object,
    @Ctx() context: Context,
  ): Promise<Scorecard | null> {
    const id = keyOf(team);
    return (await isTeamVisible(context, id)) ? scorecardOf(context, { kind: "TEAM", id }, options) : null;
  }
}
