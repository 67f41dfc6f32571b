import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";

/** What a process wants of the embedded PostgreSQL: to be its one server, or to join whoever is there. */
export type Use = "server" | "command";

/** Another living server holds the database. */
export class InUse extends Error {
  override readonly name = "InUse";
}

/** Advisory locks in the database `postgres`: (our number, what is locked). */
const LOCKS = 7_402;
const IN_USE = 1;
const SERVER = 2;
const FURNISHING = 3;
/** A server killed a moment ago holds its lock until PostgreSQL sees that the connection is gone. */
const PATIENCE_MILLISECONDS = 2_000;

/**
 * Says that this process uses the embedded PostgreSQL. PostgreSQL itself keeps the register, as locks of the session:
 * unlike a file, they vanish with a killed process, and no process id is ever mistaken for another's.
 *
 * @throws InUse when another server lives
 */
export async function claim(session: Client, use: Use, home: string): Promise<void> {
  await session.query("select set_config('application_name', $1, false)", [`holdfast ${use} ${process.pid}`]);
  // Waits while the last user is stopping PostgreSQL; the connection then breaks, and the caller starts it again.
  await session.query("select pg_advisory_lock_shared($1, $2)", [LOCKS, IN_USE]);
  if (use === "command") return;
  for (let waited = 0; ; waited += 50) {
    if (await tryLock(session, SERVER)) return;
    if (waited >= PATIENCE_MILLISECONDS) throw await inUse(session, home);
    await sleep(50);
  }
}

async function tryLock(session: Client, what: number): Promise<boolean> {
  const sql = "select pg_try_advisory_lock($1, $2) as taken";
  const { rows } = await session.query<{ taken: boolean }>(sql, [LOCKS, what]);
  return rows[0]?.taken === true;
}

async function inUse(session: Client, home: string): Promise<InUse> {
  const { rows } = await session.query<{ holder: string }>(
    `select application_name as holder
       from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and classid = $1 and objid = $2 and granted`,
    [LOCKS, SERVER],
  );
  const pid = rows[0]?.holder.split(" ").at(-1) ?? "unknown";
  return new InUse(
    `Another Holdfast server (process ${pid}) uses ${home}: stop it first, or give this one another HOLDFAST_HOME.`,
  );
}

/** Gives up what `claim` took. True for the last user, who then keeps all others out until the session ends. */
export async function release(session: Client): Promise<boolean> {
  await session.query("select pg_advisory_unlock_shared($1, $2)", [LOCKS, IN_USE]);
  return tryLock(session, IN_USE);
}

/** Runs work that only one process may do at a time: creating logins and databases knows no "if not exists". */
export async function alone(session: Client, work: () => Promise<void>): Promise<void> {
  await session.query("select pg_advisory_lock($1, $2)", [LOCKS, FURNISHING]);
  await work();
  await session.query("select pg_advisory_unlock($1, $2)", [LOCKS, FURNISHING]);
}
