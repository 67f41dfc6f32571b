import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planConnection, planRecord } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { RepType } from "../reps/rep.type";
import { CompletionConnection, CompletionType, CourseConnection, CourseType } from "./skill.type";

@Resolver()
export class CourseResolver {
  @Query(() => CourseType, { nullable: true, description: "One course, by its id or the company's own key." })
  course(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "Course", key);
  }

  @Query(() => CourseConnection, { description: "All courses, by name." })
  courses(@Args() _page: PageArgs, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Course");
  }
}

@ArgsType()
class SkillsAsOf {
  @Field(() => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
  asOf?: string;
}

@Resolver(() => RepType)
export class RepSkillsResolver {
  @FieldResolver(() => [CompletionType], {
    description: "What the rep is trained in on a day: completed and not expired. Empty when you may not see the rep.",
  })
  skills(@Args() _day: SkillsAsOf): CompletionType[] {
    return planned();
  }

  @FieldResolver(() => CompletionConnection, {
    description: "Every course completed, the latest first; empty when you may not see the rep.",
  })
  completions(@Args() _page: PageArgs): object {
    return planned();
  }
}
