import type { GraphQLResolveInfo } from "graphql";
import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { planReference } from "../../platform/plan/island";
import { versionList } from "../../platform/versions/version-list";
import { mayDefine } from "../../value/policy";
import { RiskAssessmentType } from "../assessments/assessment.type";
import { RiskModelPublishInput } from "./risk-model.inputs";
import { riskModelNumbered } from "./risk-model.queries";
import { publishRiskModel } from "./risk-model.service";
import { RiskModelType } from "./risk-model.type";

export const RiskModelResolver = versionList({
  name: "riskModels",
  description: "Every version of how risk is judged here.",
  words: "risk models",
  type: RiskModelType,
  typeName: "RiskModel",
});

export const RiskModelPublish = businessMutation({
  name: "riskModelPublish",
  description: "Says anew how risk is judged, from a day on. Versions before it stay readable. Administrators.",
  input: RiskModelPublishInput,
  subject: { field: "model", type: RiskModelType, typeName: "RiskModel" },
  may: mayDefine,
  act: publishRiskModel,
});

@Resolver(() => RiskAssessmentType)
export class AssessmentModelResolver {
  @FieldResolver(() => RiskModelType, { description: "The version of the risk model that it was made with." })
  async model(
    @Root() { modelVersion }: RiskAssessmentType,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RiskModelType> {
    const { id } = await riskModelNumbered(context, modelVersion);
    return (await planReference(context, info, "RiskModel", id)) as RiskModelType;
  }
}
