import type { Pool } from "pg";

const pools = new WeakSet<Pool>();

/** Notes that all connections of a pool are in transactions which see the database as of one moment, and end with the pool. */
export function ofOneMoment(pool: Pool): Pool {
  pools.add(pool);
  return pool;
}

/** Whether they are: another transaction begun on one of them would end theirs. */
export const isOfOneMoment = (pool: Pool): boolean => pools.has(pool);
