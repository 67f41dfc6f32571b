import type { EntityManager } from "typeorm";

import type { Database } from "../database/database";

/** Records per seal: few enough that a writer never waits long for the hash. */
const BATCH_SIZE = 10_000;

export interface Sealed {
  readonly batches: number;
  readonly records: number;
}

/**
 * What a seal covers, of every record in (after, until]: SHA-256 over the previous seal's hash, the range, and the
 * SHA-256 of each record in the order of ids. Written out here and not in a function of the database, which the one who
 * tampers could replace.
 */
export const sealedHash = (records: string, previousHash: string, firstId: string, lastId: string): string => `
  sha256(${previousHash} || convert_to(${firstId} || '-' || ${lastId} || '-' || count(${records}.id), 'UTF8') || coalesce(
    string_agg(sha256(convert_to(jsonb_build_array(
      ${records}.id, extract(epoch from ${records}.recorded_at), ${records}.principal, ${records}.role, ${records}.action,
      ${records}.subject_type, ${records}.subject_id, ${records}.before, ${records}.after)::text, 'UTF8')), ''::bytea
      order by ${records}.id), ''::bytea))`;

/** The chain starts from 32 zero bytes. */
export const GENESIS = `decode(repeat('00', 32), 'hex')`;

const SEAL = `
  with previous as (
    select coalesce(max(number), 0) as number, coalesce(max(last_id), 0) as last_id,
           coalesce((select hash from audit_batch order by number desc limit 1), ${GENESIS}) as hash
    from audit_batch
  ), range as (
    select previous.*, previous.last_id + 1 as first_id,
           (select max(id) from (select id from audit_record where id > previous.last_id order by id limit $1) as next)
             as until_id
    from previous
  )
  insert into audit_batch (number, first_id, last_id, count, previous_hash, hash)
  select range.number + 1, range.first_id, range.until_id, count(record.id), range.hash,
         ${sealedHash("record", "range.hash", "range.first_id", "range.until_id")}
  from range join audit_record record on record.id between range.first_id and range.until_id
  group by range.number, range.first_id, range.until_id, range.hash
  returning count`;

/**
 * Seals the audit records that have none yet, in chained batches.
 *
 * Waits for no writer: with one at work it seals nothing, and the next call does. `patient` waits for those at work,
 * and makes new ones wait, at most five seconds.
 */
export async function sealAudit(database: Database, { patient = false } = {}): Promise<Sealed> {
  let batches = 0;
  let records = 0;
  for (;;) {
    const count = await database.dataSource.transaction((tx) => sealBatch(tx, patient));
    if (count === 0) return { batches, records };
    batches += 1;
    records += count;
  }
}

async function sealBatch(tx: EntityManager, patient: boolean): Promise<number> {
  if (!(await lockOutWriters(tx, patient))) return 0;
  // A statement of its own: it must see what was committed before the lock was granted.
  const [batch]: { count: string }[] = await tx.query(SEAL, [BATCH_SIZE]);
  return Number(batch?.count ?? 0);
}

async function lockOutWriters(tx: EntityManager, patient: boolean): Promise<boolean> {
  if (patient) {
    await tx.query(`set local lock_timeout = '5s'`);
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('audit', 0))`);
    return true;
  }
  const [attempt]: { locked: boolean }[] = await tx.query(
    `select pg_try_advisory_xact_lock(hashtextextended('audit', 0)) as locked`,
  );
  return attempt?.locked ?? false;
}
