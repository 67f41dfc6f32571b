import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { Context } from "../platform/graphql/context";
import { NodeType } from "../platform/graphql/node.type";
import { planNode } from "../platform/plan/island";

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, {
    nullable: true,
    description: "Whatever record the id names; null when there is none that you may see.",
  })
  node(
    @Arg("id", () => ID, { description: "An id read from this graph." }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    return planNode(context, info, id);
  }
}
