import type { Database } from "../../platform/database/database";
import type { Importable } from "./mapping";

/** Whether anything at all is stored of what can be imported. */
export async function holdsRecords({ pool }: Database, importable: Importable): Promise<boolean> {
  const tables = [...importable.values()].map(({ table }) => `exists (select from ${table})`);
  const { rows } = await pool.query<{ stored: boolean }>(`select ${tables.join(" or ")} as stored`);
  return rows[0]?.stored ?? false;
}
