import type { EntityManager } from "typeorm";

import { type AuditEntry, record } from "../audit/audit";
import type { Viewer } from "../auth/viewer";
import { keyed, type Keyed } from "./key";
import { layoutOf } from "./layout";
import type { Fault } from "./faults";
import { mergeSound } from "./merge";
import { rowWriter } from "./row-text";
import type { UpsertSpec } from "./spec";
import { closeStaging, openStaging, PartWriter, type Staging } from "./staging";

export type RowStatus = "CREATED" | "UPDATED" | "UNCHANGED" | "REJECTED";

export interface RowResult {
  readonly externalId: string;
  readonly status: RowStatus;
  /** null when the row was rejected */
  readonly id: string | null;
}

export interface RowError {
  readonly code: Fault["code"];
  /** where in the arguments: ["inputs", "3", "name"] */
  readonly field: readonly string[];
  readonly message: string;
}

export interface Upserted {
  /** one for each row, in their order */
  readonly results: readonly RowResult[];
  readonly userErrors: readonly RowError[];
}

export interface UpsertCall {
  readonly viewer: Viewer;
  /** the mutation's name, for the audit records */
  readonly action: string;
}

/**
 * Creates and updates the rows of a bulk mutation by their external ids. A field that is undefined stays as it is
 * stored, null clears it. Good rows are written, each with its audit record; of a bad row nothing is.
 */
export async function upsertRows(
  tx: EntityManager,
  spec: UpsertSpec,
  inputs: readonly object[],
  call: UpsertCall,
): Promise<Upserted> {
  const rows = inputs.map((input) => keyed(spec, input));
  const staging = await openStaging(tx, spec);
  const broken = await stageRows(tx, staging, rows);
  const before = await storedRows(tx, staging);
  const { faults } = await mergeSound(tx, staging, { marked: true });
  const after = await storedRows(tx, staging);
  const entries = [...after].flatMap(([externalId, row]) =>
    auditEntry(spec, call, before.get(externalId) ?? null, row),
  );
  if (entries.length > 0) await record(tx, ...entries);
  await closeStaging(tx, staging);
  const userErrors = [...broken, ...faults.map(errorOf)].sort((a, b) => indexOf(a) - indexOf(b));
  const rejected = new Set(userErrors.map(indexOf));
  const results = rows.map(({ externalId }, index): RowResult => {
    const stored = rejected.has(index) ? undefined : after.get(externalId);
    return { externalId, status: stored?.status ?? "REJECTED", id: stored?.id ?? null };
  });
  return { results, userErrors };
}

/** Rows that give the same fields are staged together. Answers which rules were broken. */
async function stageRows(tx: EntityManager, staging: Staging, rows: readonly Keyed[]): Promise<RowError[]> {
  const errors: RowError[] = [];
  for (const [given, members] of byShape(staging.spec, rows)) {
    const toText = rowWriter(staging.spec, given);
    const writer = await PartWriter.open(tx, staging, given);
    try {
      for (const [index, row] of members) {
        const written = toText(row);
        if ("text" in written) await writer.write(index, written.text);
        else errors.push(...written.violations.map(({ field, message }) => rowError("INVALID", index, field, message)));
      }
    } catch (error) {
      await writer.abandon();
      throw error;
    }
    await writer.close();
  }
  return errors;
}

type Members = [index: number, row: Keyed][];

function byShape(spec: UpsertSpec, rows: readonly Keyed[]): Map<ReadonlySet<string>, Members> {
  const names = [...layoutOf(spec).keys()];
  const shapes = new Map<string, { given: Set<string>; members: Members }>();
  rows.forEach((row, index) => {
    const given = new Set(names.filter((name) => (row as unknown as Record<string, unknown>)[name] !== undefined));
    const key = [...given].join();
    const shape = shapes.get(key) ?? { given, members: [] };
    shape.members.push([index, row]);
    shapes.set(key, shape);
  });
  return new Map([...shapes.values()].map(({ given, members }) => [given, members]));
}

interface Stored {
  readonly id: string;
  readonly status: RowStatus;
  readonly row: object;
}

/** The rows that are staged as an audit record tells them now, locked until the transaction ends, by external id. */
async function storedRows(tx: EntityManager, { spec, table }: Staging): Promise<Map<string, Stored>> {
  const rows: (Stored & { externalId: string })[] = await tx.query(
    `
    select stored.id, stored.external_id as "externalId", coalesce(s.merge_status, 'UNCHANGED') as status,
           to_jsonb(stored) - $1::text[] as row
    from ${spec.table} stored join ${table} s on s.external_id = stored.external_id
    order by stored.external_id for update of stored`,
    [spec.secret ?? []],
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

function auditEntry(spec: UpsertSpec, call: UpsertCall, before: Stored | null, after: Stored): AuditEntry[] {
  if (after.status === "UNCHANGED") return [];
  return [{ ...call, subject: { type: spec.record, id: after.id }, before: before?.row ?? null, after: after.row }];
}

function errorOf({ code, line, field, value, message, twin }: Fault): RowError {
  const place = twin ? `; inputs.${twin.line} has it too` : "";
  const quoted = value === null ? "" : `${JSON.stringify(value)} `;
  return rowError(code, line, field, `${quoted}${message}${place}`);
}

const rowError = (code: RowError["code"], index: number, field: string | null, message: string): RowError => ({
  code,
  field: field === null ? ["inputs", String(index)] : ["inputs", String(index), field],
  message,
});

const indexOf = ({ field }: RowError): number => Number(field[1]);
