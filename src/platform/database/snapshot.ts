import { Pool, type PoolClient } from "pg";
import type { Database } from "./database";

/** What reads at once: fewer than a server's readers, who go on meanwhile. */
const READERS = 4;
const BEGIN = "begin isolation level repeatable read read only";

/**
 * Runs reads that see the database as it is now, however many statements and connections they take and whatever is written
 * meanwhile. Writes within see nothing of it.
 *
 * @param read gets the database with connections of its own, which end with it
 */
export async function inSnapshot<Result>(
  database: Database,
  read: (snapshot: Database) => Promise<Result>,
): Promise<Result> {
  const first = await database.pool.connect();
  let broken = true;
  try {
    await first.query(BEGIN);
    const { rows } = await first.query<{ id: string }>("select pg_export_snapshot() as id");
    const result = await readWithin(database, rows[0]!.id, read);
    await first.query("rollback");
    broken = false;
    return result;
  } finally {
    first.release(broken);
  }
}

async function readWithin<Result>(
  database: Database,
  snapshot: string,
  read: (snapshot: Database) => Promise<Result>,
): Promise<Result> {
  // The id is PostgreSQL's own, and a parameter is not allowed there.
  const join = (client: PoolClient, done: (error?: Error) => void): void => {
    client.query(`${BEGIN}; set transaction snapshot '${snapshot}'`).then(() => done(), done);
  };
  const pool = new Pool({ ...database.pool.options, max: READERS, verify: join });
  pool.on("error", () => undefined);
  try {
    return await read({ ...database, pool });
  } finally {
    await pool.end();
  }
}
