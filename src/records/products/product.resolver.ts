import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver } from "type-graphql";
import { PageArgs, type OrderBy } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { RecordKey } from "../../platform/graphql/record-key.args";
import { planConnection, planRecord } from "../../platform/plan/island";
import { ProductFilter, ProductOrder } from "./product.inputs";
import { ProductConnection, ProductType } from "./product.type";

@ArgsType()
class ProductPage extends PageArgs {
  @Field(() => ProductFilter, { nullable: true, description: "Which of them." })
  filter?: ProductFilter;

  @Field(() => ProductOrder, { nullable: true, description: "In which order; by name when it is not given." })
  orderBy?: OrderBy<string>;
}

@Resolver()
export class ProductResolver {
  @Query(() => ProductType, { nullable: true, description: "One product, by its id or the company's own key." })
  product(@Args() key: RecordKey, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object | null> {
    return planRecord(context, info, "Product", key);
  }

  @Query(() => ProductConnection, { description: "All products." })
  products(@Args() _page: ProductPage, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return planConnection(context, info, "Product");
  }
}
