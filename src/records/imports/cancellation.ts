import type { EntityManager } from "typeorm";

import type { Database } from "../../platform/database/database";

/**
 * Does work whose running statement is cancelled when the signal is aborted.
 *
 * @throws the signal's reason then, whatever the cancelled statement says
 */
export async function cancelledBy<T>(
  signal: AbortSignal,
  { pool }: Database,
  tx: EntityManager,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const [{ pid }]: [{ pid: number }] = await tx.query(`select pg_backend_pid() as pid`);
  let cancelled: Promise<unknown> = Promise.resolve();
  const cancel = (): void => {
    // Should PostgreSQL be gone, the work itself fails.
    cancelled = pool.query(`select pg_cancel_backend($1)`, [pid]).catch(() => undefined);
  };
  signal.addEventListener("abort", cancel);
  try {
    const done = await work();
    signal.throwIfAborted();
    return done;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
    // Else it could hit the connection's next statement.
    await cancelled;
  }
}
