import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { type OrderBy, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planConnection } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { RepType } from "../../records/reps/rep.type";
import { CompensationPlanType } from "../plans/plan.type";
import { EnrolmentFilter, EnrolmentOrder } from "./enrolment.inputs";
import { EnrolmentConnection, EnrolmentType } from "./enrolment.type";

@ArgsType()
class EnrolmentPage extends PageArgs {
  @Field(() => EnrolmentFilter, { nullable: true, description: "Which of them." })
  filter?: EnrolmentFilter;

  @Field(() => EnrolmentOrder, {
    nullable: true,
    description: "In which order; the latest first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@Resolver(() => EnrolmentType)
export class EnrolmentResolver {
  @Query(() => EnrolmentConnection, { description: "Who is paid by which plan, of those whose pay you may see." })
  enrolments(@Args() _page: EnrolmentPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Enrolment");
  }

  @FieldResolver(() => CompensationPlanType, {
    nullable: true,
    description:
      "The version of the plan that is in effect on the day, or on the first day enrolled if that is later, or on the last if that is earlier.",
  })
  plan(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day; today when it is not given." })
    _asOf: string | null,
  ): CompensationPlanType {
    return planned();
  }

  @FieldResolver(() => CompensationPlanType, {
    nullable: true,
    description:
      "The version of the plan that was accepted, as it could be read then: one that is published later is accepted anew. Null until one is accepted.",
  })
  acceptedPlan(): CompensationPlanType {
    return planned();
  }
}

@Resolver(() => RepType)
export class RepEnrolmentsResolver {
  @FieldResolver(() => [EnrolmentType], {
    nullable: true,
    description:
      "The plans that the rep is, was or will be paid by, the latest first; empty when you may not see its pay.",
  })
  enrolments(): EnrolmentType[] {
    return planned();
  }
}
