import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver } from "type-graphql";
import { type OrderBy, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { planConnection } from "../../platform/plan/island";
import { mayPublishPlans } from "../policy";
import { CompensationPlanFilter, CompensationPlanOrder, CompensationPlanPublishInput } from "./plan.inputs";
import { publishPlan } from "./plan.service";
import { CompensationPlanConnection, CompensationPlanType } from "./plan.type";

@ArgsType()
class CompensationPlanPage extends PageArgs {
  @Field(() => CompensationPlanFilter, { nullable: true, description: "Which of them." })
  filter?: CompensationPlanFilter;

  @Field(() => CompensationPlanOrder, { nullable: true, description: "In which order; by code when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class CompensationPlanResolver {
  @Query(() => CompensationPlanConnection, {
    description:
      "Every version of every plan; to a rep of those that it is or was enrolled in, to a leader of those that somebody is who reports to it.",
  })
  compensationPlans(
    @Args() _page: CompensationPlanPage,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return planConnection(context, info, "CompensationPlan");
  }
}

export const CompensationPlanPublish = businessMutation({
  name: "compensationPlanPublish",
  description:
    "Says how people are paid, from a day on: a new version of a plan, or a new one. Versions before it stay readable. HR and administrators.",
  input: CompensationPlanPublishInput,
  subject: { field: "plan", type: CompensationPlanType, typeName: "CompensationPlan" },
  may: mayPublishPlans,
  act: publishPlan,
});
