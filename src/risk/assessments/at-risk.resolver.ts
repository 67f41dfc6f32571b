import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from "type-graphql";
import type { Connection } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { planReference } from "../../platform/plan/island";
import { CustomerType } from "../../records/customers/customer.type";
import { riskOf, type ShownAssessment } from "./assessment.loader";
import { AtRiskArgs, atRiskPage } from "./at-risk.args";
import { type CustomerAtRisk, customersAtRisk } from "./at-risk.queries";
import { CustomerAtRiskConnection, CustomerAtRiskType } from "./at-risk.type";

@Resolver(() => CustomerAtRiskType)
export class CustomersAtRiskResolver {
  @Query(() => CustomerAtRiskConnection, {
    description:
      "The customers that you see and that may leave, the one with the most value at risk first: by the last day on which all were assessed. Empty when none was yet.",
  })
  async customersAtRisk(@Args() asked: AtRiskArgs, @Ctx() context: Context): Promise<Connection<CustomerAtRisk>> {
    const { bands, segment = null, asOf } = asked;
    const rows = await customersAtRisk(context, { bands, segment }, asOf ?? context.today);
    return atRiskPage(rows, asked, "customersAtRisk");
  }

  @FieldResolver()
  customer(
    @Root() { customerId }: CustomerAtRisk,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CustomerType | null> {
    return planReference(context, info, "Customer", customerId) as Promise<CustomerType | null>;
  }

  @FieldResolver()
  risk(@Root() { customerId, asOf }: CustomerAtRisk, @Ctx() context: Context): Promise<ShownAssessment | null> {
    return riskOf(context, customerId, asOf);
  }
}
