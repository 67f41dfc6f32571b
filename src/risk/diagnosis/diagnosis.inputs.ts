import { ArrayMaxSize, ArrayMinSize, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { GraphQLDay } from "../../platform/graphql/scalars";

@InputType("DiagnosisAnswerInput", { description: "The answer to a question." })
export class DiagnosisAnswerInput {
  @Field(() => String, { description: "The question's code." })
  question: string;

  @Field(() => Int, { description: "0 (nothing is wrong) to 4 (the customer may leave over it)." })
  answer: number;
}

@InputType("DiagnosisFileInput", { description: "What you found in a review of a customer." })
export class DiagnosisFileInput {
  @Field(() => ID, { description: "The customer." })
  customer: string;

  @Field(() => GraphQLDay, { nullable: true, description: "The day of the review; today when it is not given." })
  @IsOptional()
  on?: string | null;

  @Field(() => [DiagnosisAnswerInput], {
    description: "What you answer to `Customer.diagnosisQuestions`; what is left out is not answered.",
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(400)
  answers: DiagnosisAnswerInput[];

  @Field(() => String, { nullable: true, description: "What is worth remembering." })
  @IsOptional()
  @MaxLength(10_000)
  note?: string | null;
}
