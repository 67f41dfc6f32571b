import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Summary, USUAL, usualReps, writeDemo } from "../../demo/main";
import { publishPlan } from "../compensation/plans/plan.service";
import { dayOf } from "../kernel/calendar";
import { must } from "../kernel/invariant";
import { SYSTEM } from "../platform/auth/viewer";
import type { Database } from "../platform/database/database";
import { mutate } from "../platform/mutation/mutate";
import { importFiles, type ImportSummary } from "../records/imports/import";
import { holdsRecords } from "../records/imports/stored.queries";
import { packageRoot } from "./package-root";
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

/** Writes the files and imports them, as anybody's are; its people are paid by the plans that come along as examples. */
export async function loadDemo(database: Database, company: DemoCompany, work: Work): Promise<ImportSummary> {
  const dir = await mkdtemp(path.join(tmpdir(), "holdfast-demo-"));
  try {
    await writeCompany(company, dir, work);
    await publishExamples(database, `${Number(company.until.slice(0, 4)) - 1}-01-01`);
    const mapping = path.join(dir, "all.json");
    await writeFile(mapping, JSON.stringify(await joined(dir, ["mapping.json", "pay.json"])));
    return await importFiles(database, importable, {
      ...{ viewer: SYSTEM, mapping, dir, partial: false, dryRun: false },
      signal: work.signal,
      onProgress: ({ what, bytes, totalBytes }) => work.onProgress(what, bytes, totalBytes),
    });
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** One mapping of several: all of their files are imported in one transaction, or none. */
async function joined(dir: string, names: readonly string[]): Promise<object> {
  const mappings = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(path.join(dir, name), "utf8")) as { files: object[] }),
  );
  return { ...mappings[0], files: mappings.flatMap(({ files }) => files) };
}

/** Publishes them once, even if the import that follows has to be started again. */
async function publishExamples(database: Database, effectiveFrom: string): Promise<void> {
  const folder = path.join(packageRoot, "examples", "plans");
  const now = new Date();
  const today = dayOf(now);
  const context = { requestId: "demo", viewer: SYSTEM, database, now, today, signal: new AbortController().signal };
  for (const file of await readdir(folder)) {
    const document = JSON.parse(await readFile(path.join(folder, file), "utf8")) as object;
    const input = { version: 0, effectiveFrom, document, reason: "It comes along as an example." };
    const { userErrors } = await mutate(context, "compensationPlanPublish", `demo ${file}`, input, (tx) =>
      publishPlan(tx, { viewer: SYSTEM, today }, input),
    );
    must(userErrors.length === 0 || null, `${file} is a plan: ${userErrors.map(({ message }) => message).join(" ")}`);
  }
}
