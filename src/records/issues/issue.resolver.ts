import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planConnection, planRecord } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../customers/customer.type";
import { IssueFilter, IssueOrder } from "./issue.inputs";
import { ServiceIssueConnection, ServiceIssueType } from "./issue.type";

@ArgsType()
class IssuePage extends PageArgs {
  @Field(() => IssueFilter, { nullable: true, description: "Which of them." })
  filter?: IssueFilter;

  @Field(() => IssueOrder, { nullable: true, description: "In which order; the latest first when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class IssueResolver {
  @Query(() => ServiceIssueType, {
    nullable: true,
    description: "One service issue you may see, by its id or the company's own key.",
  })
  issue(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "ServiceIssue", key);
  }

  @Query(() => ServiceIssueConnection, { description: "The service issues of the customers you may see." })
  issues(@Args() _page: IssuePage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "ServiceIssue");
  }
}

@Resolver(() => CustomerType)
export class CustomerIssuesResolver {
  @FieldResolver(() => ServiceIssueConnection, {
    description: "What went wrong at the customer; empty when you may not see it.",
  })
  issues(@Args() _page: IssuePage): object {
    return planned();
  }
}
