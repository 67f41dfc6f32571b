import type { EntityManager } from "typeorm";
import type { Day } from "../../kernel/calendar";
import type { Viewer } from "../auth/viewer";
import { tableOf } from "./columns";
import type { RecordMap } from "./record";
import { Statement } from "./statement";

/** The row of a record that a viewer sees, locked until the transaction ends; null when there is none or it is unseen. */
export async function lockVisible<Row extends object>(
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
  const { name, columns } = tableOf(record.entity);
  const selected = [...columns].map(([property, column]) => `${row}.${column.name} as "${property}"`).join(", ");
  const [found]: Row[] = await tx.query(
    `select ${selected} from ${name} ${row} where ${row}.id = ${id}${sees ? ` and ${sees}` : ""} for update of ${row}`,
    statement.binder()(request),
  );
  return found ?? null;
}
