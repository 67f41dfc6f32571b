import type { ClientBase } from "pg";
import type { EntityManager } from "typeorm";
import { must } from "../../kernel/invariant";
import { sendCancelRequest } from "../../platform/database/cancellable";

/**
 * Does work whose running statement is cancelled when the signal is aborted.
 *
 * @throws the signal's reason then, whatever the cancelled statement says
 */
export async function cancelledBy<T>(signal: AbortSignal, tx: EntityManager, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const client: ClientBase = await must(tx.queryRunner, "a transaction has its connection").connect();
  let cancelled: Promise<unknown> = Promise.resolve();
  const cancel = (): void => {
    // Should PostgreSQL be gone, the work itself fails.
    cancelled = sendCancelRequest(client);
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
