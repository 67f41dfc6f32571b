import { Client } from "pg";
import type { MigrationInterface } from "typeorm";
import { makeDataSource } from "./data-source";
import { prepareRuntimeRole } from "./roles";
import { sessionOf } from "./session";

export type MigrationClass = new () => MigrationInterface;

export const MIGRATION_TABLE = "migration";
const MIGRATION_LOCK = 7_402_001;

/** Names are class names: `CreateFoundation1750000000000`. */
async function appliedMigrations(owner: Client): Promise<Set<string>> {
  const { rows: tables } = await owner.query<{ found: boolean }>("select to_regclass($1) is not null as found", [
    MIGRATION_TABLE,
  ]);
  if (!tables[0]?.found) return new Set();
  const { rows } = await owner.query<{ name: string }>(`select name from ${MIGRATION_TABLE}`);
  return new Set(rows.map(({ name }) => name));
}

async function isPending(owner: Client, migrations: readonly MigrationClass[]): Promise<boolean> {
  const applied = await appliedMigrations(owner);
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new Error(
      `The database was migrated by a newer Holdfast (${unknown.join(", ")}): run that version or newer.`,
    );
  }
  return [...known].some((name) => !applied.has(name));
}

async function runPending(ownerUrl: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  const dataSource = makeDataSource(
    ownerUrl,
    {},
    {
      migrations: [...migrations],
      migrationsTableName: MIGRATION_TABLE,
      poolSize: 1,
    },
  );
  await dataSource.initialize();
  try {
    const done = await dataSource.runMigrations({ transaction: "all" });
    return done.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}

/**
 * Brings the database to the code's schema, in one transaction. Of several processes at once one does it, the others
 * wait and find nothing to do. Where nothing is pending no right is needed but to read.
 *
 * @returns the names of the migrations it applied, oldest first
 * @throws when the database is newer than the code
 */
export async function migrate(ownerUrl: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  const owner = new Client(sessionOf(ownerUrl));
  await owner.connect();
  try {
    if (!(await isPending(owner, migrations))) return [];
    // Held by this session, so that it is let go however the session ends.
    await owner.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    if (!(await isPending(owner, migrations))) return [];
    await prepareRuntimeRole(owner);
    return await runPending(ownerUrl, migrations);
  } finally {
    await owner.end();
  }
}
