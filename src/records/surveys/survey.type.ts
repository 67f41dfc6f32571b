import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { ContactType } from "../contacts/contact.type";
import { CustomerType } from "../customers/customer.type";

export const SurveyKind = graphEnum("SurveyKind", "What a customer was asked.", {
  NPS: "Whether it would recommend us, 0 to 10: net promoter score.",
  CSAT: "How content it was with what we did, 1 to 5: customer satisfaction.",
});
export type SurveyKind = keyof typeof SurveyKind;

@ObjectType("SurveyAnswer", {
  implements: NodeType,
  description: "What a customer answered when asked how content it is.",
})
export class SurveyAnswerType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => CustomerType, { description: "Who answered." })
  customer: CustomerType;

  @Field(() => ContactType, { nullable: true, description: "Which person there; null when unknown." })
  contact: ContactType | null;

  @Field(() => SurveyKind, { description: "What was asked: the scale of the score." })
  kind: SurveyKind;

  @Field(() => Int, { description: "The answer: 0 to 10 for NPS, 1 to 5 for CSAT." })
  score: number;

  @Field(() => GraphQLDay, { description: "The day of the answer." })
  answeredOn: string;

  @Field(() => String, { nullable: true, description: "What it added in words; null without any." })
  comment: string | null;
}

export const SurveyAnswerConnection = connectionType("SurveyAnswer", SurveyAnswerType);
