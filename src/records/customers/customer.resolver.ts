import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planConnection, planRecord } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { CustomerFilter, CustomerOrder } from "./customer.inputs";
import { CustomerConnection, CustomerType } from "./customer.type";

@ArgsType()
class CustomerPage extends PageArgs {
  @Field(() => CustomerFilter, { nullable: true, description: "Which of them." })
  filter?: CustomerFilter;

  @Field(() => CustomerOrder, { nullable: true, description: "In which order; by name when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver(() => CustomerType)
export class CustomerResolver {
  @Query(() => CustomerType, {
    nullable: true,
    description: "One customer you may see, by its id or the company's own key.",
  })
  customer(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "Customer", key);
  }

  @Query(() => CustomerConnection, { description: "The customers you may see." })
  customers(@Args() _page: CustomerPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Customer");
  }

  @FieldResolver(() => CustomerConnection, {
    description: "The accounts that belong to it, as far as you may see them.",
  })
  subsidiaries(@Args() _page: CustomerPage): object {
    return planned();
  }
}
