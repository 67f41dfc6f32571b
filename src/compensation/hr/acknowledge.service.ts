import type { EntityManager } from "typeorm";
import { groupBy } from "../../kernel/group-by";
import { record } from "../../platform/audit/audit";
import type { Context } from "../../platform/graphql/context";
import { userError, type UserError } from "../../platform/graphql/user-error.type";
import type { Outcome } from "../../platform/mutation/mutate";
import { notFound } from "../../platform/mutation/objection";
import { nodeKey } from "../../platform/plan/node-id";
import type { CompensationLinesAcknowledgeInput, LineAnswerInput } from "./batch.inputs";
import { holdBatch } from "./batch.queries";
import { answersHashOf } from "./batch-seals.queries";
import { type Answer, judge } from "./calc/answers";

const LONGEST_TEXT = 1_000;

interface Answered {
  readonly id: string;
  /** as they were recorded, and those that this call adds */
  readonly answers: Answer[];
}

interface NewAnswer extends Answer {
  readonly lineId: string;
}

/**
 * Records what HR says of lines. What was said before may be said again and changes nothing; what contradicts it is
 * refused line by line, and the other lines are recorded.
 */
export async function acknowledgeLines(
  tx: EntityManager,
  context: Context,
  input: CompensationLinesAcknowledgeInput,
): Promise<Outcome> {
  const batch = await holdBatch(tx, nodeKey(input.batch, "CompensationBatch", "input.batch"));
  if (!batch) return notFound("batch");
  const lines = await answeredLines(
    tx,
    batch.id,
    input.lines.map(({ line }) => line),
  );
  const recorded: NewAnswer[] = [];
  const userErrors: UserError[] = [];
  for (const [index, given] of input.lines.entries()) {
    const line = lines.get(given.line);
    const found = line ? answer(line, given, recorded) : NOT_THERE;
    if (found) userErrors.push(userError(found.code, ["input", "lines", String(index), found.field], found.message));
  }
  if (recorded.length > 0) await store(tx, context, batch.id, recorded);
  return { subjectId: batch.id, userErrors };
}

interface Refusal extends Pick<UserError, "code" | "message"> {
  readonly field: keyof LineAnswerInput;
}

const NOT_THERE: Refusal = { code: "NOT_FOUND", field: "line", message: "line is none of this batch." };

function answer(line: Answered, given: LineAnswerInput, recorded: NewAnswer[]): Refusal | null {
  const { status, reason = null, reference = null } = given;
  const broken = ruleBrokenBy({ status, reason, reference });
  if (broken) return { code: "INVALID", ...broken };
  const verdict = judge({ status, reason, reference }, line.answers);
  if (verdict.kind === "REFUSED") {
    return { code: "CONFLICT", field: "status", message: `line ${given.line} ${verdict.because}.` };
  }
  if (verdict.kind === "NEW") {
    line.answers.push({ status, reason, reference });
    recorded.push({ lineId: line.id, status, reason, reference });
  }
  return null;
}

function ruleBrokenBy({ status, reason, reference }: Answer): Omit<Refusal, "code"> | null {
  if (status === "REJECTED" && !reason?.trim()) return { field: "reason", message: "reason is missing: say why." };
  if (status !== "REJECTED" && reason !== null) {
    return { field: "reason", message: "reason belongs to REJECTED only: leave it out." };
  }
  if (status === "PAID" && !reference?.trim()) {
    return { field: "reference", message: "reference is missing: name what payroll books it under." };
  }
  for (const [field, text] of Object.entries({ reason, reference })) {
    if (text !== null && text.length > LONGEST_TEXT) {
      return { field: field as "reason", message: `${field} is longer than ${LONGEST_TEXT} characters.` };
    }
  }
  return null;
}

async function answeredLines(
  tx: EntityManager,
  batchId: string,
  lines: readonly string[],
): Promise<ReadonlyMap<string, Answered>> {
  const rows: (Answered & { externalId: string })[] = await tx.query(
    `select line.id, line.external_id as "externalId", coalesce(json_agg(json_build_object(
       'status', answer.status, 'reason', answer.reason, 'reference', answer.reference) order by answer.id)
       filter (where answer.id is not null), '[]') as answers
     from compensation_batch_line line left join compensation_line_answer answer on answer.line_id = line.id
     where line.batch_id = $1 and line.external_id = any ($2) group by line.id`,
    [batchId, lines],
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

async function store(tx: EntityManager, { viewer }: Context, batchId: string, answers: NewAnswer[]): Promise<void> {
  const stored: { id: string }[] = await tx.query(
    `insert into compensation_line_answer (batch_id, line_id, status, reason, reference, principal)
     select $1, (answer->>'lineId')::bigint, answer->>'status', answer->>'reason', answer->>'reference', $3
     from jsonb_array_elements($2::jsonb) with ordinality given (answer, place) order by place
     returning id`,
    [batchId, JSON.stringify(answers), viewer.principal],
  );
  const counts = Object.fromEntries(
    [...groupBy(answers, ({ status }) => status)].map(([status, { length }]) => [status, length]),
  );
  const ids = stored.map(({ id }) => id);
  const after = { ...counts, answers: ids.length, ...(await answersHashOf(tx, batchId, ids)) };
  const subject = { type: "compensationBatch", id: batchId };
  await record(tx, { viewer, action: "compensationLinesAcknowledge", subject, before: null, after });
}
