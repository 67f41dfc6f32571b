import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { planConnection } from "../../platform/plan/island";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayDefine } from "../policy";
import { RetentionDefinitionOrder, RetentionDefinitionPublishInput } from "./definition.inputs";
import { publishDefinition } from "./definition.service";
import { RetentionDefinitionConnection, RetentionDefinitionType } from "./definition.type";

@ArgsType()
class RetentionDefinitionPage extends PageArgs {
  @Field(() => RetentionDefinitionOrder, {
    nullable: true,
    description: "In which order; the latest first when it is not given.",
  })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class RetentionDefinitionResolver {
  @Query(() => RetentionDefinitionConnection, { description: "Every version of what retained means here." })
  retentionDefinitions(
    @Args() _page: RetentionDefinitionPage,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return planConnection(context, info, "RetentionDefinition");
  }
}

export const RetentionDefinitionPublish = businessMutation({
  name: "retentionDefinitionPublish",
  description: "Says anew what retained means, from a day on. Versions before it stay readable. Administrators.",
  input: RetentionDefinitionPublishInput,
  subject: { field: "definition", type: RetentionDefinitionType, typeName: "RetentionDefinition" },
  may: mayDefine,
  act: publishDefinition,
});
