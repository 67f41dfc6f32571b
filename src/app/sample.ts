import path from "node:path";
import { SYSTEM } from "../platform/auth/viewer";
import type { Database } from "../platform/database/database";
import { importFiles } from "../records/imports/import";
import { say } from "./commands/command";
import { packageRoot } from "./package-root";
import { importable } from "./records";

const ANY_RECORD =
  "select exists (select from team) or exists (select from rep) or exists (select from customer) as any";

/** Loads a few made-up rows into a database that holds no record at all, so that there is something to ask for. */
export async function loadSample(database: Database, signal: AbortSignal): Promise<void> {
  const { rows } = await database.pool.query<{ any: boolean }>(ANY_RECORD);
  if (rows[0]?.any) return;
  const dir = path.join(packageRoot, "sample");
  const mapping = path.join(dir, "mapping.json");
  await importFiles(database, importable, {
    ...{ viewer: SYSTEM, mapping, dir, partial: false, dryRun: false, signal },
    onProgress: () => undefined,
  });
  say("The database was empty: a few made-up customers were loaded.");
}
