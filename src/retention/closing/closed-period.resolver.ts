import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver } from "type-graphql";
import { type OrderBy, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { planConnection } from "../../platform/plan/island";
import { mayClose } from "../policy";
import { closePeriod } from "./close-period.service";
import { ClosedPeriodOrder, RetentionPeriodCloseInput } from "./closed-period.inputs";
import { ClosedPeriodConnection, ClosedPeriodType } from "./closed-period.type";

@ArgsType()
class ClosedPeriodPage extends PageArgs {
  @Field(() => ClosedPeriodOrder, {
    nullable: true,
    description: "In which order; the latest first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class ClosedPeriodResolver {
  @Query(() => ClosedPeriodConnection, { description: "The periods whose scorecards are stored for good." })
  closedPeriods(
    @Args() _page: ClosedPeriodPage,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return planConnection(context, info, "ClosedPeriod");
  }
}

export const RetentionPeriodClose = businessMutation({
  name: "retentionPeriodClose",
  description:
    "Stores the scorecards of every rep, every team, the house and the company for a period that is over, with everything they rest on. Once for a period and rule: what becomes known later is told beside them. Administrators.",
  input: RetentionPeriodCloseInput,
  subject: { field: "closedPeriod", type: ClosedPeriodType, typeName: "ClosedPeriod" },
  may: mayClose,
  act: closePeriod,
});
