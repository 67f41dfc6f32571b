import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planReference } from "../../platform/plan/island";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { ProductType } from "../../records/products/product.type";
import { productHoldings } from "./product-matrix.loader";
import { ProductHoldingType } from "./product-matrix.type";

@Resolver(() => CustomerType)
export class CustomerProductsResolver {
  @FieldResolver(() => [ProductHoldingType], {
    nullable: true,
    description:
      "Its row of the product matrix: the series that it holds, by name; null when you may not see the customer.",
  })
  productMatrix(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    asOf: Day | null,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<ProductHoldingType[]> {
    return productHoldings(context, keyOf(customer), asOf ?? context.today);
  }
}

@Resolver(() => ProductHoldingType)
export class NextProductsResolver {
  @FieldResolver(() => [ProductType], { description: "The products of the next step; none without one." })
  nextProducts(
    @Root() { productIds }: ProductHoldingType,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<(object | null)[]> {
    return Promise.all(productIds.map((id) => planReference(context, info, "Product", id)));
  }
}
