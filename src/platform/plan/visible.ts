import type { EntityManager, EntityTarget } from "typeorm";
import type { Day } from "../../kernel/calendar";
import type { Viewer } from "../auth/viewer";
import type { StoredRecord } from "../database/stored-record.entity";
import { tableOf } from "./columns";
import type { RecordMap } from "./record";
import { Statement } from "./statement";

/** A record that a viewer sees, locked until the transaction ends; null when there is none or it is unseen. */
export async function lockVisible<Row extends StoredRecord>(
  tx: EntityManager,
  who: { readonly viewer: Viewer; readonly today: Day },
  record: RecordMap,
  key: string,
): Promise<Row | null> {
  const request = { ...who, variables: {}, keys: [key] };
  const statement = new Statement(request);
  const row = statement.alias();
  const id = statement.parameter("bigint", ({ keys }) => keys?.[0]);
  const sees = record.sees(row, statement.scope);
  const locked: unknown[] = await tx.query(
    `select from ${tableOf(record.entity).name} ${row} where ${row}.id = ${id}${sees ? ` and ${sees}` : ""} for update of ${row}`,
    statement.binder()(request),
  );
  if (locked.length === 0) return null;
  // By the entity, whose transformers know what a column means in the code.
  return (await tx.findOneByOrFail(record.entity as EntityTarget<StoredRecord>, { id: key })) as Row;
}
