import { randomBytes } from "node:crypto";
import { Pool } from "pg";
import { entities } from "../../ormconfig";
import { connect, type EntityClass } from "../../src/platform/database/connect";
import type { Database } from "../../src/platform/database/database";
import { sessionOf, withDatabase } from "../../src/platform/database/session";
import { createDatabase, dropDatabase, testServer } from "./postgres";

/** A migrated database of a test file's own. Its connections work as the runtime role, as the server's do. */
export interface TestDatabase extends Database {
  readonly name: string;
  /** as DATABASE_URL and DATABASE_OWNER_URL for a process that a test starts */
  readonly runtimeUrl: string;
  readonly ownerUrl: string;
  /** the tables' owner, for faults that the server could not commit */
  readonly owner: Pool;
  /** a superuser where the server is our own, else the owner: reads pg_stat_statements and pg_stat_activity */
  readonly admin: Pool;
  /** the server's login, to look at its sessions and to end them: wherever the tests run it may do both */
  readonly watcher: Pool;
  /** closes the connections and drops the database */
  close(): Promise<void>;
}

/** What tells a test's own sessions from the server's, where both log in alike. */
export const TEST_APPLICATION = "test";

const quietPool = (url: string): Pool =>
  // `drop database` ends connections that a failed test left open; that must not fail another one.
  new Pool({ ...sessionOf(url), application_name: TEST_APPLICATION, max: 4 }).on("error", () => undefined);

/**
 * Copies the run's template, in some 50 ms.
 *
 *     let database: TestDatabase;
 *     beforeAll(async () => { database = await testDatabase(); });
 *     afterAll(() => database.close());
 */
export async function testDatabase(mapped: readonly EntityClass[] = entities): Promise<TestDatabase> {
  const server = testServer();
  // By the run's process, so that the next run knows whose left-overs are orphaned.
  const run = server.template.split("_").at(-1);
  const name = `holdfast_test_${run}_${randomBytes(4).toString("hex")}`;
  const ownerUrl = await createDatabase(server, name, server.template);
  const runtimeUrl = withDatabase(server.runtime, name);
  const database = await connect(runtimeUrl, mapped);
  const owner = quietPool(ownerUrl);
  const admin = quietPool(withDatabase(server.admin, name));
  const watcher = quietPool(runtimeUrl);
  const close = async (): Promise<void> => {
    await Promise.all([database.close(), owner.end(), admin.end(), watcher.end()]);
    await dropDatabase(server, name);
  };
  return { ...database, name, runtimeUrl, ownerUrl, owner, admin, watcher, close };
}
