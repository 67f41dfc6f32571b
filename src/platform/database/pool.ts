import { Pool, type PoolConfig } from "pg";

/** A pool whose connections may break at any time: whoever asks over one is told, and nothing else happens. */
export function makePool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  // Unheard, the error of a connection would end the process: an idle one leaves the pool by itself …
  pool.on("error", () => undefined);
  // … and a borrowed one fails its next statement.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
