import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { importable } from "../../../src/app/records";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import type { Database } from "../../../src/platform/database/database";
import { importFiles, type ImportRequest, type ImportSummary } from "../../../src/records/imports/import";

const made: string[] = [];

/** A folder with these files, gone with `removeFolders`. */
export function aFolder(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-import-"));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Imports files that are written first. The mapping may be given as its `files` alone. */
export function importOf(
  database: Database,
  mapping: object | readonly object[],
  files: Readonly<Record<string, string | Buffer>>,
  request: Partial<ImportRequest> = {},
): Promise<ImportSummary> {
  const whole = Array.isArray(mapping) ? { currency: "EUR", files: mapping } : mapping;
  const dir = aFolder({ ...files, "mapping.json": JSON.stringify(whole) });
  return importFiles(database, importable, {
    viewer: SYSTEM,
    mapping: path.join(dir, "mapping.json"),
    dir,
    partial: false,
    dryRun: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...request,
  });
}

/** A CSV file of rows of plain texts. */
export const csv = (...rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n");
