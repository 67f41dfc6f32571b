import { type Command, InvalidArgumentError } from "commander";
import path from "node:path";
import * as schema from "../../../ormconfig";
import { readConfig } from "../../platform/config/config";
import { openDatabase } from "../../platform/database/connect";
import { tabulate } from "../../records/imports/summary";
import { type DemoCompany, isOccupied, loadDemo, USUAL_DEMO, type Work, writeCompany } from "../demo";
import { type Outcome, runCommand, say } from "./command";
import { progressBar } from "./progress-bar";

const OCCUPIED =
  "The database holds records, and the demo company only moves into an empty one: " +
  "set HOLDFAST_HOME to a new folder, or DATABASE_URL to an empty database.";

interface Options extends DemoCompany {
  readonly out?: string;
  readonly json?: boolean;
}

export function addDemo(program: Command): void {
  program
    .command("demo")
    .description("simulate three years of a made-up company and load it into an empty database")
    .option("--customers <number>", "how many customers it has", wholeNumber, USUAL_DEMO.customers)
    .option("--seed <number>", "another one makes another company", wholeNumber, USUAL_DEMO.seed)
    .option("--until <day>", "the last day of its history", USUAL_DEMO.until)
    .option(
      "--out <dir>",
      "only write its files here: CSV, a mapping, and what is true but nobody in the company knows",
    )
    .option("--json", "print the summary as JSON")
    .action((options: Options) => runCommand(options, (signal) => demo(options, signal)));
}

async function demo({ out, ...company }: Options, signal: AbortSignal): Promise<Outcome> {
  const bar = progressBar();
  try {
    return await (out === undefined ? load : write(out))(company, { signal, onProgress: bar.show });
  } finally {
    bar.stop();
  }
}

const write =
  (dir: string) =>
  async (company: DemoCompany, work: Work): Promise<Outcome> => {
    const { files } = await writeCompany(company, dir, work);
    const rows = files.reduce((sum, file) => sum + file.rows, 0);
    const text = `Wrote ${rows} rows in ${files.length} files; load them with: holdfast import ${path.join(dir, "mapping.json")}`;
    return { text, json: { files } };
  };

async function load(company: DemoCompany, work: Work): Promise<Outcome> {
  const database = await openDatabase(readConfig(process.env), schema, { use: "command", say });
  try {
    if (await isOccupied(database)) throw new Error(OCCUPIED);
    const summary = await loadDemo(database, company, work);
    return { text: tabulate(summary.records), json: summary };
  } finally {
    await database.close();
  }
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Takes a whole number.");
}
