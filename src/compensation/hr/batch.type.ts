import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay, GraphQLDecimal, GraphQLInstant } from "../../platform/graphql/scalars";
import { RepType } from "../../records/reps/rep.type";

export const BatchStatus = graphEnum("BatchStatus", "How far HR is with a batch.", {
  OPEN: "There are lines that HR has not answered.",
  ACKNOWLEDGED: "Every line is answered; some are accepted and not paid yet.",
  SETTLED: "Every line is paid or sent back.",
});
export type BatchStatus = keyof typeof BatchStatus;

export const LineStatus = graphEnum("CompensationLineStatus", "What HR has said of a line.", {
  WAITING: "Nothing yet.",
  ACCEPTED: "It will be paid.",
  REJECTED: "It was sent back, with a reason. Final: what is mended is issued again as a new line.",
  PAID: "It was paid, under a reference. Final.",
});
export type LineStatus = keyof typeof LineStatus;

@ObjectType("CompensationTotal", { description: "What a batch sums up to in one currency." })
export class CompensationTotalType {
  @Field(() => String, { description: "ISO 4217 code." })
  currency: string;

  @Field(() => GraphQLDecimal, { description: "The sum of the lines, in the major unit." })
  amount: string;

  @Field(() => GraphQLDecimal, { description: "The same in whole minor units." })
  amountMinor: string;

  @Field(() => Int, { description: "How many lines." })
  lines: number;
}

@ObjectType("CompensationLineAnswer", { description: "What HR said of a line, once." })
export class LineAnswerType {
  @Field(() => LineStatus, { description: "What." })
  status: LineStatus;

  @Field(() => String, { nullable: true, description: "Why it was sent back; null unless it was." })
  reason: string | null;

  @Field(() => String, { nullable: true, description: "Under which payroll books it; null where none was given." })
  reference: string | null;

  @Field(() => GraphQLInstant, { description: "When it was recorded." })
  answeredAt: string;

  @Field(() => String, { description: "Who said so: the subject of the token, or the name of the API token." })
  answeredBy: string;
}

@ObjectType("CompensationBatch", {
  implements: NodeType,
  description: "What HR is to pay for a period, of all people or of one pay group. It never changes.",
})
export class CompensationBatchType extends NodeType {
  @Field(() => String, { description: "Names it in the address of its file: /exports/compensation/<externalId>.csv" })
  externalId: string;

  @Field(() => String, { nullable: true, description: "Whose pay it is; null: of everybody who was in none before." })
  payGroup: string | null;

  @Field(() => GraphQLDay, { description: "First day of the period." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "First day behind the period." })
  endsOn: string;

  @Field(() => GraphQLDay, { description: "The day on which it is to be paid." })
  payOn: string;

  @Field(() => BatchStatus, { description: "How far HR is with it." })
  status: BatchStatus;

  @Field(() => Int, { description: "How many lines it has." })
  lineCount: number;

  @Field(() => [CompensationTotalType], { description: "What its lines sum up to, by currency." })
  totals: CompensationTotalType[];

  @Field(() => String, {
    description: "SHA-256 of its file, in hex, which is also the file's ETag: compare it with what you have pulled.",
  })
  contentHash: string;

  @Field(() => GraphQLInstant, { description: "When it was made." })
  createdAt: string;

  @Field(() => CompensationBatchType, {
    nullable: true,
    description: "The batch whose rejected lines it issues again; null when it is no such one.",
  })
  reissueOf: CompensationBatchType | null;
}

@ObjectType("CompensationLine", { implements: NodeType, description: "What HR is to book for one person." })
export class CompensationLineType extends NodeType {
  @Field(() => String, { description: "Stable, the file's `line_id`: the key by which a line is paid once." })
  externalId: string;

  @Field(() => CompensationBatchType, { description: "The batch that it belongs to." })
  batch: CompensationBatchType;

  @Field(() => RepType, { description: "Who is paid." })
  rep: RepType;

  @Field(() => String, { description: "The key that HR knows the person by." })
  employeeNumber: string;

  @Field(() => String, { description: "What HR books it as." })
  earningCode: string;

  @Field(() => MoneyType, { description: "How much; below zero takes back." })
  amount: MoneyType;

  @Field(() => GraphQLDecimal, { description: "How much, in whole minor units of the currency." })
  amountMinor: string;

  @Field(() => String, { description: "ISO 4217 code." })
  currency: string;

  @Field(() => GraphQLDay, { description: "The day on which it is to be paid." })
  payOn: string;

  @Field(() => GraphQLDay, { description: "First day of the time it is paid for." })
  coversFrom: string;

  @Field(() => GraphQLDay, { description: "Last day of the time it is paid for." })
  coversTo: string;

  @Field(() => String, { nullable: true, description: "The unit that bears the cost; null when the rep has none." })
  costCentre: string | null;

  @Field(() => String, { description: "What it is, for a payslip." })
  comment: string;

  @Field(() => String, { description: "External id of the line of the person's statement." })
  statementLine: string;

  @Field(() => CompensationLineType, {
    nullable: true,
    description: "The line sent before that it corrects; null when it corrects none.",
  })
  reverses: CompensationLineType | null;

  @Field(() => CompensationLineType, {
    nullable: true,
    description: "The rejected line that it stands for; null when it was not issued again.",
  })
  replaces: CompensationLineType | null;

  @Field(() => CompensationLineType, {
    nullable: true,
    description: "The line that stands for this rejected one; null while there is none.",
  })
  replacedBy: CompensationLineType | null;

  @Field(() => LineStatus, { description: "What HR has said of it last." })
  status: LineStatus;

  @Field(() => [LineAnswerType], { description: "All that HR has said of it, the first one first." })
  answers: LineAnswerType[];
}

export const CompensationBatchConnection = connectionType("CompensationBatch", CompensationBatchType);
export const CompensationLineConnection = connectionType("CompensationLine", CompensationLineType);
