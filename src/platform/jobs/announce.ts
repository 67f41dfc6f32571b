import type { EntityManager } from "typeorm";
import type { JobEvent } from "./job";

const ANNOUNCE = `
  insert into pgboss.job (name, policy, expire_in, retry_limit, retry_delay, retry_backoff)
  select q.name, q.policy, make_interval(secs => q.expire_seconds), q.retry_limit, q.retry_delay, q.retry_backoff
  from pgboss.subscription s join pgboss.queue q on q.name = s.name where s.event = $1`;

/**
 * Makes every job due that follows an event, once the transaction commits. Each call adds its own: one that waited for
 * another's to be taken would miss what it wrote, or make writers wait for each other. Whoever does them takes all at once.
 */
export const announce = (tx: EntityManager, event: JobEvent): Promise<unknown> => tx.query(ANNOUNCE, [event]);
