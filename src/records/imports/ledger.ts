import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { EntityManager } from "typeorm";

import { must } from "../../kernel/invariant";
import type { CountsByRecord } from "./summary";

/** SHA-256 of what an import is made of. */
export interface Contents {
  readonly mapping: Buffer;
  /** over the names and contents of all files */
  readonly files: Buffer;
  /** file → hexadecimal hash */
  readonly byFile: Readonly<Record<string, string>>;
}

const sha256 = (bytes: Buffer | string): Buffer => createHash("sha256").update(bytes).digest();

export async function hashContents(mapping: Buffer, paths: ReadonlyMap<string, string>): Promise<Contents> {
  const hashed = await Promise.all(
    [...paths].map(async ([file, path]) => {
      const hash = createHash("sha256");
      await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
      return [file, hash.digest("hex")] as const;
    }),
  );
  return { mapping: sha256(mapping), files: sha256(JSON.stringify(hashed)), byFile: Object.fromEntries(hashed) };
}

const RECALL = `
  select counts from import_ledger ledger
  where mapping_hash = $1 and files_hash = $2 and not exists (
    select from audit_record record where record.id > ledger.settled_audit_id and record.id <> ledger.audit_id)`;

/** What the last import of this mapping counted, if it read the same bytes and nothing at all was written since. */
export async function recall(tx: EntityManager, { mapping, files }: Contents): Promise<CountsByRecord | null> {
  const [entry]: { counts: CountsByRecord }[] = await tx.query(RECALL, [mapping, files]);
  return entry?.counts ?? null;
}

const SETTLED = `
  select coalesce((select max(id) from audit_record), 0) as "settledId", exists (
    select from pg_locks, lateral (select hashtextextended('audit', 0) as key) lock
    where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
      and classid::bigint = (key >> 32) & 4294967295 and objid::bigint = key & 4294967295 and pid <> pg_backend_pid()
  ) as "writersAtWork"`;

/**
 * The audit record up to which everything written is seen by what follows in this transaction; null while somebody is
 * writing, for then it cannot be known.
 */
export async function settledAuditId(tx: EntityManager): Promise<string | null> {
  const [row]: { settledId: string; writersAtWork: boolean }[] = await tx.query(SETTLED);
  const { settledId, writersAtWork } = must(row, "a query without a table answers one row");
  return writersAtWork ? null : settledId;
}

const REMEMBER = `
  insert into import_ledger (mapping_hash, files_hash, settled_audit_id, audit_id, counts) values ($1, $2, $3, $4, $5)
  on conflict (mapping_hash) do update set files_hash = excluded.files_hash, audit_id = excluded.audit_id,
    settled_audit_id = excluded.settled_audit_id, counts = excluded.counts, recorded_at = now()`;

export async function remember(
  tx: EntityManager,
  { mapping, files }: Contents,
  { settledId, auditId, counts }: { settledId: string; auditId: string; counts: CountsByRecord },
): Promise<void> {
  await tx.query(REMEMBER, [mapping, files, settledId, auditId, JSON.stringify(counts)]);
}
