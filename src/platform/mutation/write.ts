import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { QueryDeepPartialEntity } from "typeorm/query-builder/QueryPartialEntity";
import { must } from "../../kernel/invariant";
import { record } from "../audit/audit";
import type { StoredRecord } from "../database/stored-record.entity";
import { refusalOf } from "../upsert/faults";
import type { UpsertSpec } from "../upsert/spec";
import { changed, type Actor, type Outcome } from "./mutate";
import { refuse } from "./objection";

/** A business action on its way into one record's table. */
export interface Writing<Row extends StoredRecord> {
  readonly actor: Actor;
  /** the mutation's name, for the audit record */
  readonly action: string;
  readonly entity: new () => Row;
  /** names the record and its table, and says what breaking a constraint means to the caller */
  readonly spec: Pick<UpsertSpec, "record" | "table" | "constraints" | "secret">;
  /** why, in the words of who asked: kept in the audit record */
  readonly reason?: string;
}

/** Adds a record, under a key made up for it unless one is given, beside its audit record. */
export function add<Row extends StoredRecord>(
  tx: EntityManager,
  writing: Writing<Row>,
  values: QueryDeepPartialEntity<Row>,
): Promise<Outcome> {
  const { entity, action } = writing;
  return written(tx, writing, null, async (inner) => {
    const { identifiers } = await inner.insert(entity, { externalId: `${action}-${randomUUID()}`, ...values });
    return must(identifiers[0], "an inserted row has its key").id as string;
  });
}

/** Changes a record that is locked, counts its version up, and says before and after in its audit record. */
export function alter<Row extends StoredRecord>(
  tx: EntityManager,
  writing: Writing<Row>,
  { id, version }: Pick<StoredRecord, "id" | "version">,
  values: QueryDeepPartialEntity<Row>,
): Promise<Outcome> {
  return written(tx, writing, id, async (inner) => {
    await inner
      .createQueryBuilder()
      .update(writing.entity)
      .set({ ...values, version: version + 1 })
      .where("id = :id", { id })
      .execute();
    return id;
  });
}

/** A constraint that the record's specification explains is the caller's to fix; any other is a bug, and thrown. */
async function written<Row extends StoredRecord>(
  tx: EntityManager,
  { actor, action, spec, reason }: Writing<Row>,
  existing: string | null,
  write: (inner: EntityManager) => Promise<string>,
): Promise<Outcome> {
  try {
    return await tx.transaction(async (inner) => {
      const before = existing === null ? null : await storedRow(inner, spec, existing);
      const id = await write(inner);
      await inner.query("set constraints all immediate");
      const stored = await storedRow(inner, spec, id);
      const after = reason === undefined ? stored : { ...stored, reason };
      await record(inner, { viewer: actor.viewer, action, subject: { type: spec.record, id }, before, after });
      return changed(id);
    });
  } catch (error) {
    const meaning = spec.constraints?.[refusalOf(error)?.constraint ?? ""];
    if (!meaning) throw error;
    return refuse("CONFLICT", meaning.field, meaning.message);
  }
}

/** The row as an audit record tells it. */
async function storedRow(
  tx: EntityManager,
  { table, secret = [] }: Pick<UpsertSpec, "table" | "secret">,
  id: string,
): Promise<object> {
  const [found]: { row: object }[] = await tx.query(
    `select to_jsonb(stored) - $2::text[] as row from ${table} stored where id = $1`,
    [id, secret],
  );
  return must(found, `the row of ${table} is there`).row;
}
