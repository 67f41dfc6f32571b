import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { planReference } from "../../platform/plan/island";
import { planned } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { mayLead } from "../../records/policy";
import type { ShownAssessment } from "../assessments/assessment.loader";
import { RiskAssessmentType } from "../assessments/assessment.type";
import { RiskOverrideInput, RiskOverrideWithdrawInput } from "./risk-override.inputs";
import { overrideRisk, withdrawOverride } from "./risk-override.service";
import { RiskOverrideConnection, RiskOverrideType } from "./risk-override.type";

@Resolver(() => CustomerType)
export class CustomerOverridesResolver {
  @FieldResolver(() => RiskOverrideConnection, {
    description:
      "How at risk people said it is, in place of its signals, the latest first; empty when you may not see the customer.",
  })
  riskOverrides(@Args() _page: PageArgs): object {
    return planned();
  }
}

@Resolver(() => RiskAssessmentType)
export class AssessmentOverrideResolver {
  @FieldResolver(() => RiskOverrideType, {
    nullable: true,
    description: "Who said so in place of the signals, and why; null where they speak for themselves.",
  })
  async override(
    @Root() { overrideId }: ShownAssessment,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RiskOverrideType | null> {
    if (overrideId === null) return null;
    return (await planReference(context, info, "RiskOverride", overrideId)) as RiskOverrideType | null;
  }
}

const subject = { field: "override", type: RiskOverrideType, typeName: "RiskOverride" };

export const RiskOverride = businessMutation({
  name: "riskOverride",
  description:
    "Says how at risk a customer that you see is, in place of its signals, until a day. The latest word holds. A save that only this gave the alert for is none that pays. Leaders and administrators.",
  input: RiskOverrideInput,
  subject,
  may: mayLead,
  act: overrideRisk,
});

export const RiskOverrideWithdraw = businessMutation({
  name: "riskOverrideWithdraw",
  description: "Lets the signals of a customer that you see speak again. Leaders and administrators.",
  input: RiskOverrideWithdrawInput,
  subject,
  may: mayLead,
  act: withdrawOverride,
});
