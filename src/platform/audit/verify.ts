import { must } from "../../kernel/invariant";
import type { Database } from "../database/database";
import { GENESIS, sealedHash } from "./seal";

export interface AuditVerdict {
  /** seals in the chain */
  readonly batches: number;
  /** records under a seal */
  readonly records: number;
  /** the last seal, in hex; kept elsewhere, it shows later that the whole chain was not forged anew. null without any */
  readonly head: string | null;
  /** the first seal that does not fit its records or its predecessor; null when all do */
  readonly brokenBatch: string | null;
  /** guards that are missing or switched off */
  readonly missingTriggers: readonly string[];
}

const GUARDS = ["audit_record_append_only", "audit_batch_append_only", "audit_record_share_lock"];

/** The trigger that refuses every change of a table, by the name that migrations give it. */
const guardOf = (table: string): string => `${table}_append_only`;

/** A record before the first id counts into the first batch, where it is one too many. */
const SMALLEST_ID = "(-9223372036854775808)::bigint";

const CHAIN = `
  with chain as (
    select batch.*, row_number() over w as position,
           coalesce(lag(hash) over w, ${GENESIS}) as expected_previous_hash,
           coalesce(lag(last_id) over w, 0) + 1 as expected_first_id,
           coalesce(lag(last_id) over w, ${SMALLEST_ID}) as settled_id
    from audit_batch batch window w as (order by number)
  ), recomputed as (
    select chain.number, chain.hash, chain.count,
           chain.number = chain.position and chain.previous_hash = chain.expected_previous_hash
             and chain.first_id = chain.expected_first_id and chain.count = count(record.id)
             and chain.hash = ${sealedHash("record", "chain.previous_hash", "chain.first_id", "chain.last_id")} as holds
    from chain left join audit_record record on record.id > chain.settled_id and record.id <= chain.last_id
    group by chain.number, chain.hash, chain.count, chain.position, chain.previous_hash, chain.expected_previous_hash,
             chain.first_id, chain.expected_first_id, chain.last_id
  )
  select count(*) as batches, coalesce(sum(count), 0) as records, min(number) filter (where not holds) as "brokenBatch",
         (array_agg(encode(hash, 'hex') order by number desc))[1] as head
  from recomputed`;

const ARMED = `select tgname as name from pg_trigger where tgname = any ($1) and tgenabled = 'A'`;

/**
 * Recomputes the whole chain of seals from the records, and looks whether the guards stand. Changes nothing.
 *
 * @param appendOnly the features' tables whose rows never change
 */
export async function verifyAudit(database: Database, appendOnly: readonly string[] = []): Promise<AuditVerdict> {
  const [chain]: { batches: string; records: string; brokenBatch: string | null; head: string | null }[] =
    await database.dataSource.query(CHAIN);
  const { batches, records, brokenBatch, head } = must(chain, "an aggregate answers one row");
  const guards = [...GUARDS, ...appendOnly.map(guardOf)];
  const armed: { name: string }[] = await database.dataSource.query(ARMED, [guards]);
  const names = new Set(armed.map(({ name }) => name));
  return {
    batches: Number(batches),
    records: Number(records),
    head,
    brokenBatch,
    missingTriggers: guards.filter((guard) => !names.has(guard)),
  };
}
