import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { Client } from "pg";
import { entities, migrations } from "../ormconfig";
import { importable } from "../src/app/records";
import { SYSTEM } from "../src/platform/auth/viewer";
import { readConfig } from "../src/platform/config/config";
import { connect, type Location, locate, prepare } from "../src/platform/database/connect";
import type { Database } from "../src/platform/database/database";
import { sessionOf } from "../src/platform/database/session";
import { importFiles } from "../src/records/imports/import";
import { importBare } from "./import/bare";
import { CUSTOMERS, emptyOrders, fillPeople, REPS, writeFiles } from "./import/data";
import { median } from "./support/load";
import { CACHE, count } from "./support/options";
import { type Result, rounded } from "./support/result";

interface Options {
  readonly rows: number;
  readonly rounds: number;
  readonly json?: boolean;
}

/** Seconds of each kind of run, one entry per round. */
type Times = Readonly<Record<"bareFresh" | "fresh" | "bareUnchanged" | "unchanged" | "reread", number[]>>;

export function addImport(program: Command): void {
  program
    .command("import")
    .description("an export of orders loaded through a mapping, for the first time and again")
    .option("--rows <count>", "how many orders", count, 600_000)
    .option("--rounds <count>", "how often each is done", count, 5)
    .option("--json", "print the results only, one line of JSON each")
    .action(run);
}

async function run({ rows, rounds, json }: Options): Promise<void> {
  const say = (sentence: string): void => (json ? undefined : console.log(sentence));
  const home = path.join(CACHE, "import");
  mkdirSync(home, { recursive: true });
  const location = await locate({ ...readConfig({}), home }, { use: "command", say });
  try {
    await prepare(location, { entities, migrations }, say);
    const files = await writeFiles(home, rows);
    say(`${rows} orders of ${CUSTOMERS} customers by ${REPS} reps; Node ${process.version}, ${os.cpus().length} cores`);
    const times = await withDatabase(location, async (database, owner) => {
      await fillPeople(owner);
      return measure(database, owner, files, rounds, say);
    });
    for (const result of results(times, rows, say)) console.log(JSON.stringify(result));
  } finally {
    await location.close();
  }
}

async function withDatabase<T>(
  { ownerUrl, runtimeUrl }: Location,
  work: (database: Database, owner: Client) => Promise<T>,
): Promise<T> {
  const owner = new Client(sessionOf(ownerUrl));
  await owner.connect();
  const database = await connect(runtimeUrl, entities, { readTimeoutMilliseconds: 0 });
  try {
    return await work(database, owner);
  } finally {
    await database.close();
    await owner.end();
  }
}

async function measure(
  database: Database,
  owner: Client,
  { csv, mapping }: { csv: string; mapping: string },
  rounds: number,
  say: (sentence: string) => void,
): Promise<Times> {
  const times: Times = { bareFresh: [], fresh: [], bareUnchanged: [], unchanged: [], reread: [] };
  const timed = async (name: keyof Times, work: () => Promise<unknown>): Promise<void> => {
    const started = performance.now();
    await work();
    times[name].push((performance.now() - started) / 1000);
    say(`${name.padEnd(14)}${times[name].at(-1)?.toFixed(2).padStart(7)} s`);
  };
  const product = () => importOnce(database, mapping);
  for (let round = 0; round < rounds; round++) {
    await emptyOrders(owner);
    await timed("bareFresh", () => importBare(database.pool, csv));
    await timed("bareUnchanged", () => importBare(database.pool, csv));
    await emptyOrders(owner);
    await timed("fresh", product);
    await timed("unchanged", product);
    await owner.query("delete from import_ledger");
    await timed("reread", product);
  }
  return times;
}

const importOnce = (database: Database, mapping: string) =>
  importFiles(database, importable, {
    viewer: SYSTEM,
    mapping,
    dir: path.dirname(mapping),
    partial: false,
    dryRun: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });

function results(times: Times, rows: number, say: (sentence: string) => void): Result[] {
  const rate = (name: keyof Times): number => Math.round(rows / median(times[name]));
  const compare = (name: string, limit: number, product: number, peers: Result["peers"], target: number): Result => {
    const ratio = rounded(product / limit, 3);
    say(`${name.padEnd(10)} ${product} of ${limit} rows/s by hand: ${ratio}, target ${target}`);
    return { bench: "import", case: name, unit: "rows/s", limit, product, peers, ratio, target, met: ratio >= target };
  };
  return [
    compare("fresh", rate("bareFresh"), rate("fresh"), {}, 0.5),
    compare("unchanged", rate("bareUnchanged"), rate("unchanged"), { "files read again": rate("reread") }, 1),
  ];
}
