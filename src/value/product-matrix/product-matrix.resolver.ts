import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Int, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { type Connection, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planReference } from "../../platform/plan/island";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { ProductType } from "../../records/products/product.type";
import { productHoldings, whitespace } from "./product-matrix.loader";
import { ProductHoldingType, ProductMatrixType, SeriesHolderConnection, SeriesHolderType } from "./product-matrix.type";

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

@Resolver(() => ProductMatrixType)
export class WhitespaceResolver {
  @FieldResolver(() => SeriesHolderConnection, {
    description:
      "The customers you may see who hold a series and whose next step is this one, who bought of it last first. Nobody stands before a step that the catalogue does not have.",
  })
  whitespace(
    @Arg("series", () => String, { description: "The series." }) series: string,
    @Arg("step", () => Int, { description: "The step that they would buy next." }) step: number,
    @Args() page: PageArgs,
    @Root() { asOf }: ProductMatrixType,
    @Ctx() context: Context,
  ): Promise<Connection<SeriesHolderType>> {
    return whitespace(context, asOf, { series, step }, page);
  }
}

@Resolver(() => SeriesHolderType)
export class SeriesHolderResolver {
  @FieldResolver(() => CustomerType, { nullable: true, description: "Who; null once its record is deleted." })
  customer(@Root() { customerId }: SeriesHolderType, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return planReference(context, info, "Customer", customerId);
  }
}
