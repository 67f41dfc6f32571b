import type { EntityManager } from "typeorm";

import { canonicalJson } from "../../kernel/json";
import type { Viewer } from "../auth/viewer";

export interface AuditEntry {
  readonly viewer: Viewer;
  /** what was done, under the name it was asked by: a mutation ("customerReassign") or a command ("import") */
  readonly action: string;
  /** the record's type as the graph names it in lower camel ("customer"); id null when the action concerns many */
  readonly subject: { readonly type: string; readonly id: string | null };
  /** the stored values that changed; null when there was nothing before */
  readonly before: object | null;
  /** null when nothing is left */
  readonly after: object | null;
}

const INSERT = `
  insert into audit_record (principal, role, action, subject_type, subject_id, before, after)
  select principal, role, action, subject_type, subject_id, before, after
  from jsonb_to_recordset($1::jsonb) as entry
    (principal text, role text, action text, subject_type text, subject_id bigint, before jsonb, after jsonb)
  returning id`;

/**
 * Writes what was done beside what it changed: both are committed, or neither.
 *
 * @returns the ids of the audit records, in the order of the entries
 */
export async function record(tx: EntityManager, ...entries: readonly AuditEntry[]): Promise<string[]> {
  const rows = entries.map(({ viewer, action, subject, before, after }) => ({
    principal: viewer.principal,
    role: viewer.role,
    action,
    subject_type: subject.type,
    subject_id: subject.id,
    before,
    after,
  }));
  const written: { id: string }[] = await tx.query(INSERT, [canonicalJson(rows)]);
  return written.map(({ id }) => id);
}
