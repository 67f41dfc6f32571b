import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { planConnection } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../customers/customer.type";
import { SurveyFilter, SurveyOrder } from "./survey.inputs";
import { SurveyAnswerConnection } from "./survey.type";

@ArgsType()
class SurveyPage extends PageArgs {
  @Field(() => SurveyFilter, { nullable: true, description: "Which of them." })
  filter?: SurveyFilter;

  @Field(() => SurveyOrder, { nullable: true, description: "In which order; the latest first when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class SurveyResolver {
  @Query(() => SurveyAnswerConnection, { description: "What the customers you may see answered." })
  surveys(@Args() _page: SurveyPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "SurveyAnswer");
  }
}

@Resolver(() => CustomerType)
export class CustomerSurveysResolver {
  @FieldResolver(() => SurveyAnswerConnection, {
    description: "What the customer answered; empty when you may not see it.",
  })
  surveys(@Args() _page: SurveyPage): object {
    return planned();
  }
}
