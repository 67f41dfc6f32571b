import { ArrayMaxSize, ArrayNotEmpty, IsOptional, MaxLength } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { orderInput } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { IsTold } from "../../platform/mutation/is-told";
import { BatchStatus, LineStatus } from "./batch.type";

/** As many as a bulk mutation takes rows. */
const MOST_LINES = 1_000;

@InputType("CompensationBatchFilter", { description: "Which batches a list shows: all conditions hold." })
export class CompensationBatchFilter {
  @Field(() => [BatchStatus], { nullable: true, description: "With which HR is so far." })
  status?: BatchStatus[];
}

export const CompensationBatchOrderField = graphEnum("CompensationBatchOrderField", "What batches can be sorted by.", {
  CREATED_AT: "When they were made.",
});
export const CompensationBatchOrder = orderInput("CompensationBatch", CompensationBatchOrderField);

@InputType("CompensationLineFilter", { description: "Which lines of a batch a list shows: all conditions hold." })
export class CompensationLineFilter {
  @Field(() => [LineStatus], { nullable: true, description: "Of which HR has said so last." })
  status?: LineStatus[];
}

@InputType("CompensationBatchCreateInput", { description: "A locked period goes to HR." })
export class CompensationBatchCreateInput {
  @Field(() => ID, { description: "The pay period." })
  payPeriod: string;

  @Field(() => String, {
    nullable: true,
    description: "Whose pay; everybody's that is in no batch of the period yet when it is not given.",
  })
  @IsOptional()
  @IsTold()
  @MaxLength(200)
  payGroup?: string | null;
}

export const AnswerKind = graphEnum("CompensationLineAnswerStatus", "What HR says of a line.", {
  ACCEPTED: "It will be paid.",
  REJECTED: "It cannot be booked, for a reason.",
  PAID: "It was paid, under a reference.",
});
export type AnswerKind = keyof typeof AnswerKind;

@InputType("CompensationLineAnswerInput", { description: "HR answers a line." })
export class LineAnswerInput {
  @Field(() => String, { description: "The line's own key, `line_id` in the file." })
  line: string;

  @Field(() => AnswerKind, { description: "What HR says." })
  status: AnswerKind;

  @Field(() => String, { nullable: true, description: "Why it is sent back: with REJECTED, and only there." })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: "Under which payroll books it: always with PAID." })
  reference?: string | null;
}

@InputType("CompensationLinesAcknowledgeInput", { description: "HR answers lines of a batch." })
export class CompensationLinesAcknowledgeInput {
  @Field(() => ID, { description: "The batch." })
  batch: string;

  @Field(() => [LineAnswerInput], { description: `Up to ${MOST_LINES} lines.` })
  @ArrayNotEmpty()
  @ArrayMaxSize(MOST_LINES)
  lines: LineAnswerInput[];
}

@InputType("CompensationLinesReissueInput", { description: "What HR has rejected is sent once more." })
export class CompensationLinesReissueInput {
  @Field(() => ID, { description: "The batch with the rejected lines." })
  batch: string;

  @Field(() => [String], {
    nullable: true,
    description: "The lines' own keys; all of the batch that are rejected and not issued again when it is not given.",
  })
  @IsOptional()
  @ArrayNotEmpty()
  lines?: string[] | null;
}
