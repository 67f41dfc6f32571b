import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { must } from "../../kernel/invariant";
import { batched } from "../../platform/graphql/batch";
import { type Connection, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { listPage, type Place } from "../../platform/plan/list-page";
import { planReference } from "../../platform/plan/island";
import { RepType } from "../../records/reps/rep.type";
import { TeamType } from "../../records/teams/team.type";
import { TurnoverActionConnection, TurnoverActionType, TurnoverType } from "./turnover.type";
import { actionsAbout, type KnownAction } from "./turnover-actions.queries";
import type { Report } from "./turnover.resolver";

/** An action on a report, with what its references are read by. */
interface Shown extends TurnoverActionType {
  readonly ownerId: string;
  readonly teamId: string | null;
}

@Resolver(() => TurnoverType)
export class TurnoverActionsResolver {
  @FieldResolver(() => TurnoverActionConnection, {
    nullable: true,
    description:
      "What was agreed to be done about losses of the period, the first to be due first: by the team; of the whole company, by every team as far as you see what it agrees on.",
  })
  async actions(
    @Args() page: PageArgs,
    @Root() { whole: { startsOn, endsOn }, asOf, teamId }: Report,
    @Ctx() context: Context,
  ): Promise<Connection<Shown>> {
    const period = { start: startsOn, end: endsOn };
    const name = `actionsAbout ${startsOn} ${endsOn} ${asOf}`;
    const all = must(
      await batched(context, name, "", async () => new Map([["", await actionsAbout(context, period, asOf)]])),
      "what was agreed on can always be told",
    );
    const rows = teamId === null ? all : all.filter((action) => action.teamId === teamId);
    const { edges, ...rest } = listPage({ name: "TurnoverAction", rows, placeOf }, page, "actions");
    return {
      ...rest,
      edges: edges.map(({ cursor, node }) => ({
        cursor,
        node: { ...node, isOverdue: node.doneOn === null && node.dueOn < asOf },
      })),
    };
  }
}

/** Lists begin with what is greatest. */
const placeOf = ({ id, dueOn }: KnownAction): Place => ({ value: -BigInt(dueOn.replaceAll("-", "")), id });

@Resolver(() => TurnoverActionType)
export class TurnoverActionResolver {
  @FieldResolver(() => RepType, { nullable: true, description: "Who sees to it; null once its record is deleted." })
  owner(@Root() { ownerId }: Shown, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return planReference(context, info, "Rep", ownerId);
  }

  @FieldResolver(() => TeamType, { nullable: true, description: "Which team; null when it is the whole company's." })
  team(@Root() { teamId }: Shown, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return teamId && planReference(context, info, "Team", teamId);
  }
}
