import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Summary, USUAL, usualReps, writeDemo } from "../../demo/main";
import { SYSTEM } from "../platform/auth/viewer";
import type { Database } from "../platform/database/database";
import { importFiles, type ImportSummary } from "../records/imports/import";
import { holdsRecords } from "../records/imports/stored.queries";
import { importable } from "./records";

export interface DemoCompany {
  readonly seed: number;
  readonly customers: number;
  /** its last day */
  readonly until: string;
}

export interface Work {
  /** ends it; the database stays as it was */
  readonly signal: AbortSignal;
  readonly onProgress: (what: string, done: number, total: number) => void;
}

const { seed, customers, until } = USUAL;
export const USUAL_DEMO: DemoCompany = { seed, customers, until };

/** Whether there are records already: a made-up company moves only into an empty database. */
export const isOccupied = (database: Database): Promise<boolean> => holdsRecords(database, importable);

/** Has the simulator write a company's files and the mapping to import them by. */
export async function writeCompany(company: DemoCompany, dir: string, { signal, onProgress }: Work): Promise<Summary> {
  return writeDemo({ ...company, reps: usualReps(company.customers), out: dir }, (written) => {
    signal.throwIfAborted();
    onProgress("simulating three years", written, company.customers);
  });
}

/** Writes the files and imports them, as anybody's are. */
export async function loadDemo(database: Database, company: DemoCompany, work: Work): Promise<ImportSummary> {
  const dir = await mkdtemp(path.join(tmpdir(), "holdfast-demo-"));
  try {
    await writeCompany(company, dir, work);
    return await importFiles(database, importable, {
      ...{ viewer: SYSTEM, mapping: path.join(dir, "mapping.json"), dir, partial: false, dryRun: false },
      signal: work.signal,
      onProgress: ({ what, bytes, totalBytes }) => work.onProgress(what, bytes, totalBytes),
    });
  } finally {
    await rm(dir, { recursive: true });
  }
}
