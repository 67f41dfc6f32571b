import { readFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import path from "node:path";
import { from as copyFrom } from "pg-copy-streams";
import { importable } from "../../src/app/records";
import { SYSTEM } from "../../src/platform/auth/viewer";
import { importFiles, type ImportSummary } from "../../src/records/imports/import";
import type { TestDatabase } from "./database";
import { sharedData } from "./shared";

const dir = sharedData("northwind");

/** The whole company through the mapping that describes its exports. */
export const importNorthwind = (database: TestDatabase): Promise<ImportSummary> =>
  importFiles(database, importable, {
    viewer: SYSTEM,
    mapping: path.join(__dirname, "northwind.json"),
    dir,
    partial: false,
    dryRun: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });

/** The CSV files as tables of text, `original_…`, loaded by PostgreSQL itself. */
export async function copyOriginals(database: TestDatabase): Promise<void> {
  for (const table of ["orders", "order_details"]) {
    const content = readFileSync(path.join(dir, `${table}.csv`), "utf8");
    const columns = content.slice(0, content.indexOf("\n")).trim().split(",");
    await database.owner.query(
      `create table original_${table} (${columns.map((name) => `"${name}" text`).join(", ")})`,
    );
    const client = await database.owner.connect();
    const copy = client.query(copyFrom(`copy original_${table} from stdin (format csv, header)`));
    copy.end(content);
    await finished(copy);
    client.release();
  }
}
