import { sealAudit } from "../platform/audit/seal";
import type { Database } from "../platform/database/database";
import { transaction } from "../platform/database/transaction";
import { forgetKeys } from "../platform/idempotency/once";
import type { Log } from "../platform/log/log";

const SEAL_MILLISECONDS = 60_000;
const FORGET_MILLISECONDS = 3_600_000;
/** For so long a repeated mutation is recognised. */
const KEY_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

/** What the server does by itself: seals new audit records, and forgets idempotency keys of long ago. */
export interface Upkeep {
  /** ends when what is under way has ended */
  stop(): Promise<void>;
}

export function startUpkeep(
  database: Database,
  log: Log,
  clock: () => Date,
  sealMilliseconds = SEAL_MILLISECONDS,
): Upkeep {
  const seal = repeat(sealMilliseconds, log, () => sealAudit(database));
  const forget = repeat(FORGET_MILLISECONDS, log, () =>
    transaction(database, null, (tx) => forgetKeys(tx, new Date(clock().getTime() - KEY_DAYS * DAY_MILLISECONDS))),
  );
  return { stop: async () => void (await Promise.all([seal(), forget()])) };
}

/** Runs work again and again, never twice at once; a failure is logged, and tried again the next time. */
function repeat(milliseconds: number, log: Log, work: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= work()
      .then(
        () => undefined,
        (error: unknown) => log.error({ error }, "upkeep failed"),
      )
      .finally(() => (running = null));
  }, milliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
