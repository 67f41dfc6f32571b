import type { EntityManager } from "typeorm";
import { type Minor, minor } from "../../kernel/money";
import type { BatchLine, BatchTotal } from "./calc/batch-file";

export interface LockedPeriod {
  readonly id: string;
  readonly externalId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly payOn: string;
  readonly status: string;
}

/** A pay period, held until the transaction ends: batches of one period are made one after another. */
export async function holdPeriod(tx: EntityManager, id: string): Promise<LockedPeriod | null> {
  const [period]: LockedPeriod[] = await tx.query(
    `select id, external_id as "externalId", starts_on as "startsOn", ends_on as "endsOn", pay_on as "payOn", status
     from pay_period where id = $1 for update`,
    [id],
  );
  return period ?? null;
}

export interface StoredBatch {
  readonly id: string;
  readonly externalId: string;
  readonly payPeriodId: string;
  readonly payGroup: string | null;
}

const BATCH = `select id, external_id as "externalId", pay_period_id as "payPeriodId", pay_group as "payGroup"
  from compensation_batch`;

/** The batch that was made of a period for a pay group; null while there is none. */
export async function batchOf(tx: EntityManager, periodId: string, payGroup: string | null) {
  const [batch]: StoredBatch[] = await tx.query(
    `${BATCH} where pay_period_id = $1 and pay_group is not distinct from $2 and reissue_of_id is null`,
    [periodId, payGroup],
  );
  return batch ?? null;
}

/** A batch, held until the transaction ends. It never changes, so its number is locked and not its row. */
export async function holdBatch(tx: EntityManager, id: string): Promise<StoredBatch | null> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('compensation_batch', $1::bigint))`, [id]);
  const [batch]: StoredBatch[] = await tx.query(`${BATCH} where id = $1`, [id]);
  return batch ?? null;
}

/** What is to be sent: the line without what a batch gives it, and whom it concerns. */
export interface Payable extends Omit<BatchLine, "lineId" | "payOn" | "comment" | "replacedLine" | "amountMinor"> {
  readonly amountMinor: string;
  readonly statementLineId: string;
  readonly repId: string;
  readonly fullName: string;
  readonly kind: string;
  readonly plan: string | null;
  readonly component: string | null;
  readonly reversesId: string | null;
  /** the line that HR has rejected; null when it is sent for the first time */
  readonly replacesId: string | null;
  readonly replacedLine: string | null;
  /** how many lines were sent for the same line of the statement */
  readonly sent: number;
}

const PAYABLE = `
  select line.id as "statementLineId", line.external_id as "statementLine", line.rep_id as "repId", rep.full_name as "fullName",
    rep.employee_number as "employeeNumber", rep.cost_centre as "costCentre", coalesce(line.earning_code, line.kind) as "earningCode",
    line.amount_minor as "amountMinor", line.currency, line.kind, line.plan_code as plan, line.component,
    paid_for.starts_on as "coversFrom", paid_for.ends_on - 1 as "coversTo",
    corrected.id as "reversesId", corrected.external_id as "reversedLine"`;

const JOINED = `
  join rep on rep.id = line.rep_id
  join pay_period paid_for on paid_for.id = line.for_period_id
  left join lateral (
    select earlier.id, earlier.external_id from compensation_batch_line earlier
    where earlier.statement_line_id = line.corrects_id order by earlier.id desc limit 1
  ) corrected on true`;

/** The lines of a period that were never sent, of all people or of a pay group, person by person. Nothing is paid by 0. */
export const unsentLines = (tx: EntityManager, periodId: string, payGroup: string | null): Promise<Payable[]> =>
  tx.query(
    `${PAYABLE}, null::bigint as "replacesId", null as "replacedLine", 0 as sent
     from statement_line line ${JOINED}
     where line.pay_period_id = $1 and line.amount_minor <> 0 and ($2::text is null or rep.pay_group = $2)
       and not exists (select from compensation_batch_line sent where sent.statement_line_id = line.id)
     order by rep.employee_number, rep.id, line.position`,
    [periodId, payGroup],
  );

/** The rejected lines of a batch that were not sent again, as their people are kept now. */
export const rejectedLines = (tx: EntityManager, batchId: string, only: readonly string[] | null): Promise<Payable[]> =>
  tx.query(
    `${PAYABLE}, rejected.id as "replacesId", rejected.external_id as "replacedLine",
       (select count(*)::int from compensation_batch_line sent where sent.statement_line_id = line.id) as sent
     from compensation_batch_line rejected join statement_line line on line.id = rejected.statement_line_id ${JOINED}
     where rejected.batch_id = $1 and ($2::text[] is null or rejected.external_id = any ($2))
       and exists (select from compensation_line_answer answer where answer.line_id = rejected.id and answer.status = 'REJECTED')
       and not exists (select from compensation_batch_line later where later.replaces_id = rejected.id)
     order by rejected.position`,
    [batchId, only],
  );

/** Whether a period has anything left to be sent. */
export async function hasUnsentLines(tx: EntityManager, periodId: string): Promise<boolean> {
  const [found]: { left: boolean }[] = await tx.query(
    `select exists (
       select from statement_line line where line.pay_period_id = $1 and line.amount_minor <> 0
         and not exists (select from compensation_batch_line sent where sent.statement_line_id = line.id)) as left`,
    [periodId],
  );
  return found?.left ?? false;
}

export interface NewBatch {
  readonly externalId: string;
  readonly period: LockedPeriod;
  readonly payGroup: string | null;
  readonly reissueOfId: string | null;
  readonly createdBy: string;
  readonly file: Buffer;
  readonly contentHash: string;
  readonly totals: readonly BatchTotal[];
  readonly lines: readonly (BatchLine & Pick<Payable, "repId" | "statementLineId" | "reversesId" | "replacesId">)[];
}

const asText = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);

/** Writes a batch with its lines: from then on both stand as they are. */
export async function storeBatch(tx: EntityManager, batch: NewBatch): Promise<string> {
  const { period, lines } = batch;
  const [stored]: [{ id: string }] = await tx.query(
    `insert into compensation_batch (external_id, pay_period_id, pay_group, reissue_of_id, starts_on, ends_on, pay_on,
       line_count, totals, file, content_hash, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
    [
      ...[batch.externalId, period.id, batch.payGroup, batch.reissueOfId, period.startsOn, period.endsOn, period.payOn],
      ...[lines.length, JSON.stringify(batch.totals, asText), batch.file, batch.contentHash, batch.createdBy],
    ],
  );
  await tx.query(
    `insert into compensation_batch_line (external_id, batch_id, position, rep_id, employee_number, earning_code,
       amount_minor, currency, pay_on, covers_from, covers_to, cost_centre, comment, statement_line_id, reverses_id, replaces_id)
     select line->>'lineId', $1, place, (line->>'repId')::bigint, line->>'employeeNumber', line->>'earningCode',
       (line->>'amountMinor')::bigint, line->>'currency', (line->>'payOn')::date, (line->>'coversFrom')::date,
       (line->>'coversTo')::date, line->>'costCentre', line->>'comment', (line->>'statementLineId')::bigint,
       (line->>'reversesId')::bigint, (line->>'replacesId')::bigint
     from jsonb_array_elements($2::jsonb) with ordinality given (line, place)`,
    [stored.id, JSON.stringify(lines, asText)],
  );
  return stored.id;
}

export const minorOf = (text: string): Minor => minor(BigInt(text));
