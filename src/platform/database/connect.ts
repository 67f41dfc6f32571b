import { Client, type Pool } from "pg";
import type { EntityTarget, ObjectLiteral } from "typeorm";
import type { Config } from "../config/config";
import type { Use } from "./claim";
import { makeDataSource } from "./data-source";
import type { Database } from "./database";
import { EMBEDDED_DATABASE, startEmbedded } from "./embedded";
import { migrate, type MigrationClass } from "./migrate";
import type { Say } from "./place";
import { makePool } from "./pool";
import { grantRuntimeRole, OWNER_ROLE, RUNTIME_ROLE, verifyRuntimeRole } from "./roles";
import { sessionOf, type SessionSettings } from "./session";

/** What the application brings: its tables and how to make them. */
export interface Schema {
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
}
export type EntityClass = EntityTarget<ObjectLiteral> & (new () => object);

/** Where the database is, and how to log in. */
export interface Location {
  readonly ownerUrl: string;
  readonly runtimeUrl: string;
  /** lets go of the embedded PostgreSQL; nothing to do for an own one */
  close(): Promise<void>;
}

/** What pools are opened with. */
export interface PoolSettings {
  /** of a statement of the reading pool; 0 is none */
  readonly readTimeoutMilliseconds?: number;
  /** how many each of the two pools opens at most */
  readonly connections?: number;
}

export interface OpenOptions extends PoolSettings {
  readonly use: Use;
  readonly say: Say;
}

const CONNECTIONS = 10;
const READ_TIMEOUT_MILLISECONDS = 30_000;
/** Who typed a command waits for its end, or ends it. */
const READ_TIMEOUTS: Readonly<Record<Use, number>> = { server: READ_TIMEOUT_MILLISECONDS, command: 0 };

/** Finds the database that the settings name, starting the embedded one if it does not run. */
export async function locate(config: Config, { use, say }: OpenOptions): Promise<Location> {
  const { url, ownerUrl } = config.database;
  if (url !== null) return { ownerUrl: ownerUrl ?? url, runtimeUrl: url, close: () => Promise.resolve() };
  const embedded = await startEmbedded({ home: config.home, use, say });
  return {
    ownerUrl: embedded.url(OWNER_ROLE, EMBEDDED_DATABASE),
    runtimeUrl: embedded.url(RUNTIME_ROLE, EMBEDDED_DATABASE),
    close: () => embedded.close(),
  };
}

/** Migrates what is pending, and lets the one login of a database without a second one work as the runtime role. */
export async function prepare(location: Location, schema: Schema, say: Say): Promise<string[]> {
  const applied = await migrate(location.ownerUrl, schema.migrations);
  applied.forEach((name) => say(`Migrated: ${name}.`));
  if (location.ownerUrl !== location.runtimeUrl) return applied;
  say("One login migrates and serves: two are safer, DATABASE_OWNER_URL and DATABASE_URL.");
  const login = new Client(sessionOf(location.ownerUrl));
  await login.connect();
  try {
    await grantRuntimeRole(login);
  } finally {
    await login.end();
  }
  return applied;
}

/** A connection knows the plans of what it ran before: a new one takes several times as long for its first queries. */
const IDLE_MILLISECONDS = 60_000;

/**
 * Opens the connections of a database that is prepared, as the runtime role.
 *
 * @throws UnsafeRole when row security would not hold
 */
export async function connect(
  runtimeUrl: string,
  entities: readonly EntityClass[],
  { readTimeoutMilliseconds = READ_TIMEOUT_MILLISECONDS, connections = CONNECTIONS }: PoolSettings = {},
): Promise<Database> {
  const role: SessionSettings = { role: RUNTIME_ROLE };
  const timeouts = { statement_timeout: String(readTimeoutMilliseconds) };
  const session = sessionOf(runtimeUrl, { ...role, ...timeouts });
  const pool = makePool({ ...session, max: connections, idleTimeoutMillis: IDLE_MILLISECONDS });
  const dataSource = makeDataSource(runtimeUrl, role, { entities: [...entities], poolSize: connections });
  const close = async (): Promise<void> => {
    await Promise.all([pool.end(), dataSource.isInitialized ? dataSource.destroy() : undefined]);
  };
  try {
    await verify(pool);
    await dataSource.initialize();
  } catch (error) {
    await close();
    throw error;
  }
  return { url: runtimeUrl, dataSource, pool, close };
}

async function verify(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await verifyRuntimeRole(client);
  } finally {
    client.release();
  }
}

/** The database of the settings: started, migrated, checked and connected. Closing it also stops what it started. */
export async function openDatabase(config: Config, schema: Schema, options: OpenOptions): Promise<Database> {
  const location = await locate(config, options);
  try {
    await prepare(location, schema, options.say);
    const readTimeoutMilliseconds = READ_TIMEOUTS[options.use];
    const database = await connect(location.runtimeUrl, schema.entities, { readTimeoutMilliseconds, ...options });
    return {
      ...database,
      close: async () => {
        await database.close();
        await location.close();
      },
    };
  } catch (error) {
    await location.close();
    throw error;
  }
}
