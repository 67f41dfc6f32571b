import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { factsPageOf } from "./facts-page";
import { RiskFactsType } from "./risk-facts.type";

@Resolver(() => CustomerType)
export class RiskFactsResolver {
  @FieldResolver(() => RiskFactsType, {
    nullable: true,
    description:
      "The figures that the evidence of its drivers quotes, computed from its records. Null when it was merged into another by then, and when you may not see the customer.",
  })
  riskFacts(
    @Arg("asOf", () => GraphQLDay, { nullable: true, description: "The day to look at; today when it is not given." })
    asOf: Day | null,
    @Root() customer: object,
    @Ctx() context: Context,
  ): Promise<RiskFactsType | null> {
    return factsPageOf(context, keyOf(customer), asOf ?? context.today);
  }
}
