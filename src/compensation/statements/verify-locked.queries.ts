import type { EntityManager } from "typeorm";
import { answersHash, batchHash } from "../hr/batch-seals.queries";
import { linesHash } from "./locked-lines.queries";

/**
 * Every period that was ever locked, as the audit records tell, beside every one that says it is: what it was sealed as,
 * and what its rows come to now.
 */
const LOCKED = `
  with sealed as (
    select subject_id as id, (array_agg(after ->> 'lines_hash' order by id desc))[1] as hash,
      (array_agg(after ->> 'external_id' order by id desc))[1] as external_id
    from audit_record where action = 'payPeriodLock' and subject_type = 'payPeriod' group by subject_id
  ), locked as (select * from pay_period where status in ('LOCKED', 'DELIVERED'))
  select coalesce(locked.external_id, sealed.external_id) as period,
    coalesce(sealed.hash = locked.lines_hash and sealed.hash = ${linesHash("locked.id")}, false) as holds
  from sealed full join locked on locked.id = sealed.id
  order by locked.starts_on, 1`;

/** What follows from every calculation: a total is never below 0, and what a line is paid for adds up to it. */
const SUMS = `
  with paid as (
    select p.external_id as period, l.* from statement_line l join pay_period p on p.id = l.pay_period_id
    where p.status in ('LOCKED', 'DELIVERED'))
  select distinct period from (
    select period from paid group by period, statement_id, currency having sum(amount_minor) < 0
    union all
    select period from paid join line_credit c on c.line_id = paid.id
    group by period, paid.id, paid.amount_minor having sum(c.amount_minor) not in (paid.amount_minor, 0)
  ) broken order by 1`;

/**
 * What HR was sent is what its file says and its audit record sealed, each line of it is what the statement says, and each
 * answer what its audit record sealed.
 */
const BATCHES = `
  with sealed as (
    select subject_id as id, after ->> 'externalId' as external_id, after ->> 'contentHash' as content_hash, after ->> 'hash' as hash
    from audit_record where subject_type = 'compensationBatch' and after ? 'contentHash'
  ), answered as (
    select subject_id as id, (after ->> 'answers')::int as answers, (after ->> 'first')::bigint as first,
      (after ->> 'last')::bigint as last, after ->> 'hash' as hash
    from audit_record where subject_type = 'compensationBatch' and action = 'compensationLinesAcknowledge'
  )
  select distinct batch from (
    select coalesce(b.external_id, sealed.external_id) as batch from compensation_batch b full join sealed on sealed.id = b.id
    where encode(sha256(b.file), 'hex') is distinct from sealed.content_hash or ${batchHash("b.id")} is distinct from sealed.hash
    union all
    select b.external_id from compensation_batch b join compensation_batch_line sent on sent.batch_id = b.id
    left join statement_line l on l.id = sent.statement_line_id
    where (sent.amount_minor, sent.currency) is distinct from (l.amount_minor, l.currency)
    union all
    select b.external_id from compensation_batch b join answered on answered.id = b.id
    where answered.hash is distinct from ${answersHash("answered.id", "answered.first", "answered.last")}
    union all
    select b.external_id from compensation_batch b
    where (select count(*) from compensation_line_answer a where a.batch_id = b.id)
      <> (select coalesce(sum(answers), 0) from answered where answered.id = b.id)
  ) broken order by 1`;

export interface LockedPeriods {
  readonly periods: number;
  /** those that are not what they were sealed as, by their keys */
  readonly brokenPeriods: readonly string[];
  /** those whose sums cannot have been calculated */
  readonly brokenTotals: readonly string[];
  /** batches that are not what HR was sent, or not what it answered */
  readonly brokenBatches: readonly string[];
}

/** Recomputes what every locked period was sealed as. */
export async function verifyLocked(tx: EntityManager): Promise<LockedPeriods> {
  const locked: { period: string; holds: boolean }[] = await tx.query(LOCKED);
  const sums: { period: string }[] = await tx.query(SUMS);
  const batches: { batch: string }[] = await tx.query(BATCHES);
  return {
    periods: locked.length,
    brokenPeriods: locked.filter(({ holds }) => !holds).map(({ period }) => period),
    brokenTotals: sums.map(({ period }) => period),
    brokenBatches: batches.map(({ batch }) => batch),
  };
}
