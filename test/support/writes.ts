import { SYSTEM } from "../../src/platform/auth/viewer";
import { formatNodeId } from "../../src/platform/plan/node-id";
import { transaction } from "../../src/platform/database/transaction";
import type { UpsertSpec } from "../../src/platform/upsert/spec";
import { upsertRows, type Upserted } from "../../src/platform/upsert/upsert";
import type { TestDatabase } from "./database";

/** Writes rows by the one bulk path, as an import and the bulk mutations do. */
export const write = <Row extends { readonly externalId: string }>(
  database: TestDatabase,
  spec: UpsertSpec,
  ...rows: readonly Row[]
): Promise<Upserted> =>
  transaction(database, SYSTEM, (tx) => upsertRows(tx, spec, rows, { viewer: SYSTEM, action: "test" }));

/** What became of each row. */
export const statuses = ({ results }: Upserted): string[] => results.map(({ status }) => status);

/** Why rows were not written, as `field: message`. */
export const reasons = ({ userErrors }: Upserted): string[] =>
  userErrors.map(({ field, message }) => `${field.slice(2).join(".")}: ${message}`);

/** The key of a stored record by the company's own. */
export async function idOf({ owner }: TestDatabase, table: string, externalId: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(`select id from ${table} where external_id = $1`, [externalId]);
  if (!rows[0]) throw new Error(`No ${table} has the external id ${externalId}`);
  return rows[0].id;
}

/** The id that the graph gives a stored record. */
export const nodeIdOf = async (
  database: TestDatabase,
  type: string,
  table: string,
  externalId: string,
): Promise<string> => formatNodeId(type, await idOf(database, table, externalId));
