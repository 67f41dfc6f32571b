import { Client } from "pg";
import { sessionOf, withDatabase } from "../../src/platform/database/session";

/** The PostgreSQL of a test run. The URLs lead to a database that always exists. */
export interface TestServer {
  /** may create databases */
  readonly admin: string;
  /** whether `admin` is one, as it is where the server is our own */
  readonly superuser: boolean;
  readonly owner: string;
  readonly runtime: string;
  /** the migrated database that every test file gets a copy of */
  readonly template: string;
}

/** Jest's workers inherit the environment of the process that runs the global setup. */
const VARIABLE = "HOLDFAST_TEST_SERVER";

export const announceServer = (server: TestServer): void => {
  process.env[VARIABLE] = JSON.stringify(server);
};

export function testServer(): TestServer {
  const text = process.env[VARIABLE];
  if (text === undefined)
    throw new Error("No PostgreSQL for the tests: run them by jest, whose global setup starts it.");
  return JSON.parse(text) as TestServer;
}

/** Runs work on a connection of its own. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(sessionOf(url));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const loginOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** Makes a database that belongs to the owner, empty or a copy. */
export const createDatabase = (server: TestServer, name: string, template = "template1"): Promise<string> =>
  connected(server.admin, async (admin) => {
    await admin.query(`create database "${name}" template "${template}" owner "${loginOf(server.owner)}"`);
    return withDatabase(server.owner, name);
  });

export const dropDatabase = (server: TestServer, name: string): Promise<void> =>
  connected(server.admin, async (admin) => {
    const drop = `drop database if exists "${name}"`;
    // Whoever is no superuser may force out no autovacuum worker, which a drop without force sends away by itself.
    if (!server.superuser && (await admin.query(drop).then(Boolean, () => false))) return;
    await admin.query(`${drop} with (force)`);
  });
