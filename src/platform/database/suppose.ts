import type { Pool, PoolClient } from "pg";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../auth/viewer";
import type { Database } from "./database";
import { ofOneMoment } from "./one-moment";
import { SET_VIEWER, viewerSettings } from "./viewer-settings";

/**
 * Runs work in a transaction that is always rolled back: what would be, if something were so. Nothing that is written in it
 * stays, whether the work ends well or not; numbers that a sequence has given out stay given out.
 *
 * @param viewer whom row security policies see in it
 * @param work may write by `tx`, and read what it wrote by `supposed`, one statement after the other
 */
export async function suppose<Result>(
  database: Database,
  viewer: Viewer,
  work: (tx: EntityManager, supposed: Database) => Promise<Result>,
): Promise<Result> {
  const runner = database.dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    await runner.startTransaction("REPEATABLE READ");
    await client.query(SET_VIEWER, viewerSettings(viewer));
    return await work(runner.manager, { ...database, pool: ofOneMoment(inTurn(client)) });
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

/** What a pg client has beside its types: by these its running query is cancelled. */
type Backend = Record<"processID" | "secretKey" | "host" | "port" | "ssl", unknown>;

/** A pool of one connection, which whoever borrows it leaves as it is. */
function inTurn(client: PoolClient): Pool {
  const { processID, secretKey, host, port, ssl } = client as unknown as Backend;
  let free: Promise<void> = Promise.resolve();
  const connect = async (): Promise<object> => {
    const before = free;
    let release = (): void => undefined;
    free = new Promise((resolve) => (release = resolve));
    await before;
    return { processID, secretKey, host, port, ssl, release, query: client.query.bind(client) };
  };
  return { connect } as unknown as Pool;
}
