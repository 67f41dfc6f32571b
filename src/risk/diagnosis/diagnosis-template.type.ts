import { Field, Float, Int, ObjectType } from "type-graphql";
import { NodeType } from "../../platform/graphql/node.type";
import { VersionType } from "../../platform/versions/version.type";
import type { RiskDimension as Dimension } from "../signals/calc/signal-code";
import { RiskDimension } from "../signals/risk-signal.type";

@ObjectType("DiagnosisQuestion", {
  description: "What a reviewer is asked. The answer is 0 (nothing is wrong) to 4 (the customer may leave over it).",
})
export class DiagnosisQuestionType {
  @Field(() => String, { description: "Its name in code: the same through all versions of the template." })
  code: string;

  @Field(() => RiskDimension, { description: "What it belongs to." })
  dimension: Dimension;

  @Field(() => String, { description: "The question." })
  text: string;

  @Field(() => Float, { description: "Above 0: how much it counts among the others." })
  weight: number;
}

@ObjectType("SegmentQuestions", { description: "How the review of a segment's customers differs." })
export class SegmentQuestionsType {
  @Field(() => String, { description: "The customers' segment." })
  segment: string;

  @Field(() => [String], { description: "Codes of the questions that are left out." })
  without: string[];

  @Field(() => [DiagnosisQuestionType], { description: "Questions that only this segment has, after the others." })
  questions: DiagnosisQuestionType[];
}

@ObjectType("DiagnosisTemplate", {
  implements: NodeType,
  description:
    "What is asked in a review of a customer, from a day on. A version never changes, and every diagnosis names the one that it followed.",
})
export class DiagnosisTemplateType extends VersionType {
  @Field(() => String, {
    description:
      "External id of the course that trains the method: who has not completed it, or whose completion has expired, files none.",
  })
  course: string;

  @Field(() => Int, {
    description: "For so many days, its own included, a review speaks as a signal; then it is too old to say anything.",
  })
  holdsDays: number;

  @Field(() => [DiagnosisQuestionType], { description: "What is asked, in this order." })
  questions: DiagnosisQuestionType[];

  @Field(() => [SegmentQuestionsType], {
    description: "Segments that are asked otherwise, in the order of their names.",
  })
  bySegment: SegmentQuestionsType[];
}
