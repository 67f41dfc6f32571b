import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { planConnection } from "../../platform/plan/island";
import { mayAttribute } from "../policy";
import { AttributionPolicyOrder, AttributionPolicyPublishInput } from "./policy.inputs";
import { publishPolicy } from "./policy.service";
import { AttributionPolicyConnection, AttributionPolicyType } from "./policy.type";

@ArgsType()
class AttributionPolicyPage extends PageArgs {
  @Field(() => AttributionPolicyOrder, {
    nullable: true,
    description: "In which order; the latest first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class AttributionPolicyResolver {
  @Query(() => AttributionPolicyConnection, { description: "Every version of how customers are given to books." })
  attributionPolicies(
    @Args() _page: AttributionPolicyPage,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return planConnection(context, info, "AttributionPolicy");
  }
}

export const AttributionPolicyPublish = businessMutation({
  name: "attributionPolicyPublish",
  description: "Says anew whose customers are, from a day on. Versions before it stay readable. Administrators.",
  input: AttributionPolicyPublishInput,
  subject: { field: "policy", type: AttributionPolicyType, typeName: "AttributionPolicy" },
  may: mayAttribute,
  act: publishPolicy,
});
