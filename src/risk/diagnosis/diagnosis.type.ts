import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay, GraphQLInstant } from "../../platform/graphql/scalars";
import { CustomerType } from "../../records/customers/customer.type";
import { RepType } from "../../records/reps/rep.type";
import type { RiskDimension as Dimension } from "../signals/calc/signal-code";
import { RiskDimension } from "../signals/risk-signal.type";
import { DiagnosisQuestionType, DiagnosisTemplateType } from "./diagnosis-template.type";

@ObjectType("DiagnosisAnswer", { description: "A question as it was asked, with its answer." })
export class DiagnosisAnswerType extends DiagnosisQuestionType {
  @Field(() => Int, {
    nullable: true,
    description: "0 (nothing is wrong) to 4 (the customer may leave over it); null when it was not answered.",
  })
  answer: number | null;
}

@ObjectType("DiagnosisDimension", { description: "What a review found in a dimension." })
export class DiagnosisDimensionType {
  @Field(() => RiskDimension, { description: "Which." })
  dimension: Dimension;

  @Field(() => Float, {
    nullable: true,
    description:
      "100 × Σ weight × answer ÷ (4 × Σ weight) over its questions answered, in tenths; 100 is most at risk. Null when none was.",
  })
  score: number | null;

  @Field(() => Int, { description: "How many of its questions were answered." })
  answered: number;

  @Field(() => Int, { description: "How many questions it has." })
  asked: number;
}

@ObjectType("Diagnosis", {
  implements: NodeType,
  description:
    "A review of a customer by a person trained in the method. It is never changed: a later one takes its place.",
})
export class DiagnosisType extends NodeType {
  @Field(() => CustomerType, { description: "Who was reviewed." })
  customer: CustomerType;

  @Field(() => RepType, { description: "Who reviewed." })
  reviewer: RepType;

  @Field(() => DiagnosisTemplateType, { description: "What was asked." })
  template: DiagnosisTemplateType;

  @Field(() => GraphQLDay, { description: "The day of the review." })
  on: string;

  @Field(() => Float, {
    description:
      "100 × Σ weight × answer ÷ (4 × Σ weight) over the questions answered, in tenths; 100 is most at risk.",
  })
  score: number;

  @Field(() => RiskDimension, {
    nullable: true,
    description: "The dimension with the highest score, of several the first; null when nothing is wrong.",
  })
  worstDimension: Dimension | null;

  @Field(() => [DiagnosisDimensionType], { description: "What it found in each dimension that was asked about." })
  dimensions: DiagnosisDimensionType[];

  @Field(() => [DiagnosisAnswerType], {
    description: "The questions as they were asked of its segment, with their answers.",
  })
  answers: DiagnosisAnswerType[];

  @Field(() => String, { nullable: true, description: "What the reviewer noted; null when it noted nothing." })
  note: string | null;

  @Field(() => GraphQLInstant, { description: "When it was filed." })
  filedAt: Date;
}

export const DiagnosisConnection = connectionType("Diagnosis", DiagnosisType);
