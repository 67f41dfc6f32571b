import type { Command } from "commander";
import type { Asked } from "./risk/thread";
import { count } from "./support/options";
import { measureInThread } from "./support/thread";

export function addRisk(program: Command): void {
  program
    .command("risk")
    .description("how at risk 50,000 customers are, and those with 1,000 new facts, behind 3 and 12 years of history")
    .option("--rounds <count>", "how often each is done", count, 5)
    .option("--json", "print the results only, one line of JSON each")
    .action((asked: Asked) => measureInThread(require.resolve("./risk/thread"), asked));
}
