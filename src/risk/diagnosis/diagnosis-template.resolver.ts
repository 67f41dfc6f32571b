import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { businessMutation } from "../../platform/mutation/business-mutation";
import { keyOf } from "../../platform/plan/read";
import { versionList } from "../../platform/versions/version-list";
import { CustomerType } from "../../records/customers/customer.type";
import { mayDefine } from "../../value/policy";
import { questionsFor } from "./calc/diagnosis-template";
import { DiagnosisTemplatePublishInput } from "./diagnosis-template.inputs";
import { diagnosisTemplateOn, segmentOf } from "./diagnosis-template.queries";
import { publishTemplate } from "./diagnosis-template.service";
import { DiagnosisQuestionType, DiagnosisTemplateType } from "./diagnosis-template.type";

export const DiagnosisTemplateResolver = versionList({
  name: "diagnosisTemplates",
  description: "Every version of what a review asks.",
  words: "diagnosis templates",
  type: DiagnosisTemplateType,
  typeName: "DiagnosisTemplate",
});

export const DiagnosisTemplatePublish = businessMutation({
  name: "diagnosisTemplatePublish",
  description: "Says anew what a review asks, from a day on. Versions before it stay readable. Administrators.",
  input: DiagnosisTemplatePublishInput,
  subject: { field: "template", type: DiagnosisTemplateType, typeName: "DiagnosisTemplate" },
  may: mayDefine,
  act: publishTemplate,
});

@Resolver(() => CustomerType)
export class CustomerQuestionsResolver {
  @FieldResolver(() => [DiagnosisQuestionType], {
    nullable: true,
    description: "What a review of it asks today, tapered to its segment; null when you may not see the customer.",
  })
  async diagnosisQuestions(@Root() customer: object, @Ctx() context: Context): Promise<DiagnosisQuestionType[]> {
    const [template, segment] = await Promise.all([
      diagnosisTemplateOn(context, context.today),
      segmentOf(context, keyOf(customer)),
    ]);
    return questionsFor(template, segment);
  }
}
