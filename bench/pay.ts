import type { Command } from "commander";
import { inThread } from "../src/platform/jobs/thread";
import type { Measured, Measuring } from "./pay/thread";
import { count } from "./support/options";

interface Options extends Omit<Measuring, "quiet"> {
  readonly json?: boolean;
}

export function addPay(program: Command): void {
  program
    .command("pay")
    .description("what 10,000 reps under a plan of ten components are paid, every line with its trace")
    .option("--rounds <count>", "how often everybody is paid", count, 9)
    .option("--runs <count>", "how often the whole run is done, with reading and writing", count, 3)
    .option("--json", "print the results only, one line of JSON each")
    .action(run);
}

/** In a thread as a server's jobs have: what it allows a job in memory is part of what is measured. */
async function run({ rounds, runs, json = false }: Options): Promise<void> {
  const measuring: Measuring = { rounds, runs, quiet: json };
  const ended = await inThread(require.resolve("./pay/thread"), measuring, new AbortController().signal);
  for (const one of (ended as Measured).results) console.log(JSON.stringify(one));
}
