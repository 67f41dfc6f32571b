import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver, type ClassType } from "type-graphql";
import { connectionType, type OrderBy, orderInput, PageArgs } from "../graphql/connection.type";
import type { Context } from "../graphql/context";
import { graphEnum } from "../graphql/enum";
import { planConnection } from "../plan/island";

interface VersionList {
  /** of the query: "retentionDefinitions" */
  readonly name: string;
  readonly description: string;
  /** what they are called in a sentence: "retention definitions" */
  readonly words: string;
  readonly type: ClassType<object>;
  readonly typeName: string;
}

/** The query that lists every version of one kind, with the types that it answers and is asked with. */
export function versionList({ name, description, words, type, typeName }: VersionList): new () => object {
  const Connection = connectionType(typeName, type);
  const fields = graphEnum(`${typeName}OrderField`, `What ${words} can be sorted by.`, { VERSION: "The version." });
  const Order = orderInput(typeName, fields);

  @ArgsType()
  class Page extends PageArgs {
    @Field(() => Order, { nullable: true, description: "In which order; the latest first when it is not given." })
    orderBy?: OrderBy<string>;
  }

  @Resolver()
  class Listed {
    @Query(() => Connection, { name, description })
    list(@Args(() => Page) _page: Page, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
      return planConnection(context, info, typeName);
    }
  }
  return Listed;
}
