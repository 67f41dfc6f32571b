import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";

/** SHA-256 over the SHA-256 of each row, a JSON array, in the order of its place. */
const hashOf = (rows: string): string => `(
  select encode(sha256(string_agg(sha256(convert_to(sealed.row::text, 'UTF8')), ''::bytea order by sealed.place)), 'hex')
  from (${rows}) sealed)`;

/**
 * What a batch and its lines are sealed as, the file by its own hash. Written out here and not in a function of the
 * database, which the one who tampers could replace.
 *
 * @param batch SQL: the key of the batch
 */
export const batchHash = (batch: string): string =>
  hashOf(`
    select 0 as place, jsonb_build_array(b.external_id, b.pay_period_id, b.pay_group, b.reissue_of_id, b.starts_on, b.ends_on,
      b.pay_on, b.line_count, b.totals, b.content_hash, b.created_by) as row
    from compensation_batch b where b.id = ${batch}
    union all
    select l.position, jsonb_build_array(l.external_id, l.rep_id, l.employee_number, l.earning_code, l.amount_minor, l.currency,
      l.pay_on, l.covers_from, l.covers_to, l.cost_centre, l.comment, l.statement_line_id, l.reverses_id, l.replaces_id)
    from compensation_batch_line l where l.batch_id = ${batch}`);

/** What answers of a batch are sealed as that were given at once. All three in SQL: its key, and the first and last of theirs. */
export const answersHash = (batch: string, first: string, last: string): string =>
  hashOf(`
    select a.id as place, jsonb_build_array(a.line_id, a.status, a.reason, a.reference, a.principal) as row
    from compensation_line_answer a where a.batch_id = ${batch} and a.id between ${first} and ${last}`);

export async function batchHashOf(tx: EntityManager, batchId: string): Promise<string> {
  const [found]: { hash: string | null }[] = await tx.query(`select ${batchHash("$1::bigint")} as hash`, [batchId]);
  return must(found?.hash, "a batch has at least its own row");
}

/** Of the answers that this call has given: no other gives answers to the batch meanwhile. */
export async function answersHashOf(tx: EntityManager, batchId: string, ids: readonly string[]) {
  const [found]: { first: string; last: string; hash: string }[] = await tx.query(
    `select first, last, ${answersHash("$1::bigint", "first", "last")} as hash
     from (select min(id) as first, max(id) as last from unnest($2::bigint[]) id) given`,
    [batchId, ids],
  );
  return must(found, "an aggregate answers one row");
}
