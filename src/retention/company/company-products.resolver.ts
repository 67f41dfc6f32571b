import { Arg, Ctx, FieldResolver, Resolver } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { companyMatrix } from "../../value/product-matrix/product-matrix.loader";
import { ProductMatrixType } from "../../value/product-matrix/product-matrix.type";
import { CompanyType } from "./company.type";

@Resolver(() => CompanyType)
export class CompanyProductsResolver {
  @FieldResolver(() => ProductMatrixType, {
    nullable: true,
    description: "Who holds which product series, and who stands before which next step; null when it cannot be told.",
  })
  productMatrix(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    asOf: Day | null,
    @Ctx() context: Context,
  ): Promise<ProductMatrixType> {
    return companyMatrix(context, asOf ?? context.today);
  }
}
