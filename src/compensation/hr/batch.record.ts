import { ownFacts, type RecordMap, reference, type Sql } from "../../platform/plan/record";
import { seesBatches } from "../policy";
import { CompensationLineEntity } from "./batch-line.entity";
import { CompensationBatchEntity } from "./batch.entity";

const answered = (batch: string, condition = "true"): Sql =>
  `(select count(distinct answer.line_id) from compensation_line_answer answer ` +
  `where answer.batch_id = ${batch}.id and ${condition})`;

const statusOf = (batch: string): Sql =>
  `case when ${answered(batch)} < ${batch}.line_count then 'OPEN' ` +
  `when ${answered(batch, "answer.status in ('REJECTED', 'PAID')")} < ${batch}.line_count then 'ACKNOWLEDGED' ` +
  `else 'SETTLED' end`;

const totalsOf = (batch: string): Sql =>
  `(select json_agg(json_build_object('currency', total.currency, 'amountMinor', total."amountMinor", 'lines', total.lines, ` +
  `'amount', major_units(total."amountMinor"::bigint, total.currency)) order by total.currency) ` +
  `from jsonb_to_recordset(${batch}.totals) as total (currency text, "amountMinor" text, lines integer))`;

export const compensationBatchRecord: RecordMap = {
  type: "CompensationBatch",
  entity: CompensationBatchEntity,
  sees: seesBatches,
  guarded: true,
  disclosure: {
    PAY: [
      ...["externalId", "payGroup", "startsOn", "endsOn", "payOn", "status", "lineCount", "totals", "contentHash"],
      ...["createdAt", "reissueOf", "lines"],
    ],
  },
  fields: {
    status: statusOf,
    totals: totalsOf,
    createdAt: (batch) => `${batch}.recorded_at`,
  },
  relations: {
    lines: ownFacts.connection("CompensationLine", (line, batch) => `${line}.batch_id = ${batch}.id`),
  },
  orders: { CREATED_AT: "recordedAt" },
  defaultDirection: "DESC",
  filters: {
    status: { type: "text[]", sql: (batch, value) => `${statusOf(batch)} = any (${value})` },
  },
};

const lastAnswer = (line: string): Sql =>
  `coalesce((select answer.status from compensation_line_answer answer where answer.line_id = ${line}.id ` +
  `order by answer.id desc limit 1), 'WAITING')`;

const ANSWER =
  `json_build_object('status', answer.status, 'reason', answer.reason, 'reference', answer.reference, ` +
  `'answeredAt', answer.recorded_at, 'answeredBy', answer.principal)`;

export const compensationLineRecord: RecordMap = {
  type: "CompensationLine",
  entity: CompensationLineEntity,
  sees: seesBatches,
  guarded: true,
  disclosure: {
    PAY: [
      ...["externalId", "batch", "rep", "employeeNumber", "earningCode", "amount", "amountMinor", "currency", "payOn"],
      ...["coversFrom", "coversTo", "costCentre", "comment", "statementLine", "reverses", "replaces", "replacedBy"],
      ...["status", "answers"],
    ],
  },
  fields: {
    statementLine: (line) =>
      `(select paid.external_id from statement_line paid where paid.id = ${line}.statement_line_id)`,
    status: lastAnswer,
    answers: (line) =>
      `(select coalesce(json_agg(${ANSWER} order by answer.id), '[]') from compensation_line_answer answer ` +
      `where answer.line_id = ${line}.id)`,
  },
  relations: {
    replacedBy: reference(
      "CompensationLine",
      (line) => `(select later.id from compensation_batch_line later where later.replaces_id = ${line}.id)`,
    ),
  },
  orders: { POSITION: "position" },
  filters: {
    status: { type: "text[]", sql: (line, value) => `${lastAnswer(line)} = any (${value})` },
  },
};
