import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { keyOf } from "../../platform/plan/read";
import { RepType } from "../../records/reps/rep.type";
import { checkSubtree } from "../policy";
import { type Scorecard, scorecardOf } from "./scorecard";
import { BookScope, ScorecardOptions, ScorecardType } from "./scorecard.type";

@Resolver(() => RepType)
export class RepScorecardResolver {
  @FieldResolver(() => ScorecardType, {
    nullable: true,
    description: "How the rep keeps its customers, or how all of its people do; null when you may not see the rep.",
  })
  scorecard(
    @Args() options: ScorecardOptions,
    @Arg("scope", () => BookScope, { defaultValue: BookScope.OWN, description: "Whose customers." }) scope: BookScope,
    @Root() rep: object,
    @Ctx() context: Context,
  ): Promise<Scorecard> {
    if (scope === "SUBTREE") checkSubtree(context.viewer);
    return scorecardOf(context, { kind: scope === "OWN" ? "REP" : "SUBTREE", id: keyOf(rep) }, options);
  }
}
