import { ArrayMaxSize, ArrayMinSize, IsNotEmpty, Max, MaxLength, Min } from "class-validator";
import { Field, Float, InputType, Int } from "type-graphql";
import { IfGiven } from "../../platform/mutation/if-given";
import { VersionPublishInput } from "../../platform/versions/version.inputs";
import type { RiskDimension as Dimension } from "../signals/calc/signal-code";
import { RiskDimension } from "../signals/risk-signal.type";

@InputType("DiagnosisQuestionInput", { description: "What a reviewer is asked, to be answered with 0 to 4." })
export class DiagnosisQuestionInput {
  @Field(() => String, { description: "Its name in code: capital letters and _, once in a template." })
  code: string;

  @Field(() => RiskDimension, { description: "What it belongs to." })
  dimension: Dimension;

  @Field(() => String, { description: "The question: 4 must be the answer of a customer that may leave over it." })
  text: string;

  @Field(() => Float, { defaultValue: 1, description: "How much it counts among the others: above 0, at most 100." })
  weight: number;
}

@InputType("SegmentQuestionsInput", { description: "How the review of a segment's customers differs." })
export class SegmentQuestionsInput {
  @Field(() => String, { description: "The segment, as the customers have it." })
  segment: string;

  @Field(() => [String], { defaultValue: [], description: "Codes of the questions that are left out." })
  without: string[];

  @Field(() => [DiagnosisQuestionInput], { defaultValue: [], description: "Questions that only this segment has." })
  questions: DiagnosisQuestionInput[];
}

@InputType("DiagnosisTemplatePublishInput", {
  description:
    "A new version of what a review asks: the latest one with what is given here changed. What is left out stays.",
})
export class DiagnosisTemplatePublishInput extends VersionPublishInput {
  @Field(() => String, { nullable: true, description: "External id of the course that trains the method." })
  @IfGiven()
  @IsNotEmpty()
  @MaxLength(200)
  course?: string;

  @Field(() => Int, { nullable: true, description: "For how many days a review speaks: 1 to 3,650." })
  @IfGiven()
  @Min(1)
  @Max(3_650)
  holdsDays?: number;

  @Field(() => [DiagnosisQuestionInput], {
    nullable: true,
    description: "What is asked: this list takes the place of the one before.",
  })
  @IfGiven()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  questions?: DiagnosisQuestionInput[];

  @Field(() => [SegmentQuestionsInput], {
    nullable: true,
    description: "Segments that are asked otherwise: this list takes the place of the one before.",
  })
  @IfGiven()
  @ArrayMaxSize(200)
  bySegment?: SegmentQuestionsInput[];
}
