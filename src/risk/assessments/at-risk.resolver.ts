import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { type Connection, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planReference } from "../../platform/plan/island";
import { listPage } from "../../platform/plan/list-page";
import { CustomerType } from "../../records/customers/customer.type";
import type { RiskBand as Band } from "../models/calc/risk-model";
import { riskOf } from "./assessment.loader";
import { RiskAssessmentType, RiskBand } from "./assessment.type";
import { type CustomerAtRisk, customersAtRisk } from "./at-risk.queries";
import { CustomerAtRiskConnection, CustomerAtRiskType } from "./at-risk.type";

@Resolver(() => CustomerAtRiskType)
export class CustomersAtRiskResolver {
  @Query(() => CustomerAtRiskConnection, {
    description:
      "The customers that you see and that may leave, the one with the most value at risk first: by the last day on which all were assessed. Empty when none was yet.",
  })
  async customersAtRisk(
    @Arg("bands", () => [RiskBand], { defaultValue: ["AT_RISK", "CRITICAL"], description: "In which bands." })
    bands: Band[],
    @Arg("segment", () => String, { nullable: true, description: "Of this segment only." }) segment: string | null,
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "Up to this day; today when it is not given." })
    asOf: Day | null,
    @Args() page: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<CustomerAtRisk>> {
    const rows = await customersAtRisk(context, { bands, segment: segment ?? null }, asOf ?? context.today);
    const placeOf = (row: CustomerAtRisk) => ({ value: row.valueAtRiskMinor, id: row.customerId });
    return listPage({ name: "CustomerAtRisk", rows, placeOf }, page, "customersAtRisk");
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
  risk(@Root() { customerId, asOf }: CustomerAtRisk, @Ctx() context: Context): Promise<RiskAssessmentType | null> {
    return riskOf(context, customerId, asOf);
  }
}
