import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from "pg";
import type { Viewer } from "../auth/viewer";
import { cancellable, runCancellable } from "./cancellable";
import type { Database } from "./database";
import { isOfOneMoment, ofOneMoment } from "./one-moment";
import { makePool } from "./pool";
import { SET_VIEWER, viewerSettings } from "./viewer-settings";

/** What reads at once: fewer than a server's readers, who go on meanwhile. */
const READERS = 4;
const BEGIN = "begin isolation level repeatable read read only";

/**
 * Runs reads that see the database as it is now, however many statements and connections they take and whatever is written
 * meanwhile. Writes within see nothing of it.
 *
 * @param read gets the database with connections of its own, which end with it
 * @param viewer whom row security policies see in it; nobody when it is not given
 */
export async function inSnapshot<Result>(
  database: Database,
  read: (snapshot: Database) => Promise<Result>,
  viewer: Viewer | null = null,
): Promise<Result> {
  const first = await database.pool.connect();
  let broken = true;
  let loss: Error | null = null;
  const onLoss = (error: Error): void => void (loss = error);
  first.on("error", onLoss);
  try {
    await first.query(BEGIN);
    const { rows } = await first.query<{ id: string }>("select pg_export_snapshot() as id");
    const result = await readWithin(database, { id: rows[0]!.id, viewer }, read);
    await first.query("rollback");
    broken = false;
    return result;
  } catch (error) {
    // The moment ends with this connection: whatever the others then fail with follows from that.
    throw loss ?? error;
  } finally {
    first.off("error", onLoss);
    first.release(broken);
  }
}

async function readWithin<Result>(
  database: Database,
  { id, viewer }: { readonly id: string; readonly viewer: Viewer | null },
  read: (snapshot: Database) => Promise<Result>,
): Promise<Result> {
  const enter = async (client: PoolClient): Promise<void> => {
    // The id is PostgreSQL's own, and a parameter is not allowed there.
    await client.query(`${BEGIN}; set transaction snapshot '${id}'`);
    if (viewer) await client.query(SET_VIEWER, viewerSettings(viewer));
  };
  const join = (client: PoolClient, done: (error?: Error) => void): void => void enter(client).then(() => done(), done);
  const pool = ofOneMoment(makePool({ ...database.pool.options, max: READERS, verify: join }));
  try {
    const result = await read({ ...database, pool });
    await leave(pool);
    return result;
  } finally {
    await pool.end();
  }
}

/** A connection that just ends leaves the last statement of its transaction out of PostgreSQL's statistics. */
async function leave(pool: Pool): Promise<void> {
  const all = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()));
  await Promise.all(all.map((client) => client.query("rollback")));
  for (const client of all) client.release();
}

/** So many queries run side by side at most: more would only wait for processors, and keep others from their connections. */
const SIDE_BY_SIDE = 3;

/**
 * Runs queries side by side, all as of one moment, on a few connections of the pool: for queries that take less time than
 * new connections would.
 *
 * @returns the results in the order of the queries
 * @throws Aborted once all of them have ended
 */
export async function runInOneSnapshot<Row extends QueryResultRow>(
  pool: Pool,
  queries: readonly QueryConfig[],
  signal: AbortSignal,
): Promise<readonly QueryResult<Row>[]> {
  if (!isOfOneMoment(pool)) return inTurn(pool, () => inOneTransaction<Row>(pool, queries, signal));
  const all = queries.map((query) => runCancellable<Row>(pool, query, signal));
  await Promise.allSettled(all);
  return Promise.all(all);
}

const inOneTransaction = <Row extends QueryResultRow>(
  pool: Pool,
  queries: readonly QueryConfig[],
  signal: AbortSignal,
): Promise<readonly QueryResult<Row>[]> =>
  within(pool, signal, BEGIN, async (client) => {
    const { rows } = await client.query<{ id: string }>("select pg_export_snapshot() as id");
    const join = `${BEGIN}; set transaction snapshot '${rows[0]!.id}'`;
    const results: QueryResult<Row>[] = [];
    const waiting = queries.entries();
    const work = async (one: PoolClient): Promise<void> => {
      for (const [place, query] of waiting) results[place] = await one.query<Row>(query);
    };
    const others = Array.from({ length: Math.min(queries.length, SIDE_BY_SIDE) - 1 });
    const all = [work(client), ...others.map(() => within(pool, signal, join, work))];
    // The snapshot ends with the first transaction: nobody leaves before all are through.
    await Promise.allSettled(all);
    await Promise.all(all);
    return results;
  });

const within = <T>(
  pool: Pool,
  signal: AbortSignal,
  begin: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> =>
  cancellable(pool, signal, async (client) => {
    try {
      await client.query(begin);
      return await work(client);
    } finally {
      await client.query("rollback");
    }
  });

const turns = new WeakMap<Pool, Promise<unknown>>();

/** One at a time: two that each hold a connection and wait for the other's would wait for ever. */
function inTurn<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(pool) ?? Promise.resolve()).then(work);
  turns.set(
    pool,
    turn.catch(() => undefined),
  );
  return turn;
}
