import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { planConnection } from "../../platform/plan/island";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { mayDefine } from "../../value/policy";
import { PlaybookFilter, PlaybookOrder, PlaybookPublishInput } from "./playbook.inputs";
import { publishPlaybook } from "./playbook.service";
import { PlaybookConnection, PlaybookType } from "./playbook.type";

@ArgsType()
class PlaybookPage extends PageArgs {
  @Field(() => PlaybookFilter, { nullable: true, description: "Which of them." })
  filter?: PlaybookFilter;

  @Field(() => PlaybookOrder, { nullable: true, description: "In which order; by code when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class PlaybookResolver {
  @Query(() => PlaybookConnection, { description: "Every version of every playbook." })
  playbooks(@Args() _page: PlaybookPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Playbook");
  }
}

export const PlaybookPublish = businessMutation({
  name: "playbookPublish",
  description:
    "Says what is done about an alert, from a day on: a new version of a playbook, or a new one. Administrators.",
  input: PlaybookPublishInput,
  subject: { field: "playbook", type: PlaybookType, typeName: "Playbook" },
  may: mayDefine,
  act: publishPlaybook,
});
