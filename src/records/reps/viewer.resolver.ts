import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, FieldResolver, Info, ObjectType, Query, Resolver, Root } from "type-graphql";
import { ROLES, type Viewer } from "../../platform/auth/viewer";
import type { Context } from "../../platform/graphql/context";
import { graphEnum } from "../../platform/graphql/enum";
import { planReference } from "../../platform/plan/island";
import { RepType } from "./rep.type";

export const ViewerRole = graphEnum<(typeof ROLES)[number]>("ViewerRole", "What somebody may see and do.", {
  REP: "Sees itself and the customers it serves.",
  LEADER: "Sees the same of everyone who reports to it.",
  HR: "Sees everybody's pay, and no notes about customers.",
  ANALYST: "Sees all facts and risks, no pay and no notes.",
  ADMIN: "Sees all but pay, and changes it.",
  AUDITOR: "Sees everything, changes nothing.",
});

@ObjectType("Viewer", { description: "The one who asks." })
export class ViewerType {
  @Field(() => String, { description: "The token's subject." })
  principal: string;

  @Field(() => ViewerRole, { description: "What you may see and do." })
  role: Viewer["role"];
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: "Who you are to the server." })
  viewer(@Ctx() { viewer }: Context): Viewer {
    return viewer;
  }

  @FieldResolver(() => RepType, {
    nullable: true,
    description: "Your own record; null when you serve no customers yourself.",
  })
  async rep(
    @Root() { repId }: Viewer,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    return repId === null ? null : planReference(context, info, "Rep", repId);
  }
}
