import type { Command } from "commander";
import path from "node:path";

import * as schema from "../../../ormconfig";
import { SYSTEM } from "../../platform/auth/viewer";
import { readConfig } from "../../platform/config/config";
import { openDatabase } from "../../platform/database/connect";
import { importFiles, type ImportSummary } from "../../records/imports/import";
import { tabulate } from "../../records/imports/summary";
import { importable } from "../records";
import { type Outcome, runCommand, say } from "./command";
import { progressBar } from "./progress-bar";

interface Options {
  readonly json?: boolean;
  readonly dir?: string;
  readonly dryRun?: boolean;
  readonly partial?: boolean;
}

export function addImport(program: Command): void {
  program
    .command("import")
    .argument("<mapping>", "JSON file that says which columns are which fields")
    .description("load CSV or JSON Lines exports through a mapping; again, it changes nothing")
    .option("--dir <dir>", "where the files are; beside the mapping unless given")
    .option("--dry-run", "check and count everything, keep nothing")
    .option("--partial", "leave out rows with problems instead of keeping nothing")
    .option("--json", "print the summary as JSON")
    .action((mapping: string, options: Options) =>
      runCommand(options, (signal) => importOnce(mapping, options, signal)),
    );
}

async function importOnce(mapping: string, options: Options, signal: AbortSignal): Promise<Outcome> {
  const database = await openDatabase(readConfig(process.env), schema, { use: "command", say });
  const bar = progressBar();
  try {
    const summary = await importFiles(database, importable, {
      viewer: SYSTEM,
      mapping,
      dir: options.dir ?? path.dirname(mapping),
      partial: options.partial ?? false,
      dryRun: options.dryRun ?? false,
      signal,
      onProgress: ({ what, bytes, totalBytes }) => bar.show(what, bytes, totalBytes),
    });
    return { text: describe(summary), json: summary };
  } finally {
    bar.stop();
    await database.close();
  }
}

function describe({ repeated, dryRun, records, problems }: ImportSummary): string {
  const notes = [
    repeated ? "The same files were imported before and nothing was written since: nothing to do." : null,
    problems.count > 0 ? `Left out because of ${problems.count} problems:\n${problems.text}` : null,
    dryRun ? "This was a dry run: nothing was kept." : null,
  ];
  return [tabulate(records), ...notes.filter((note) => note !== null)].join("\n");
}
