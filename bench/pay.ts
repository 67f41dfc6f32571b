import type { Command } from "commander";
import type { Asked } from "./pay/thread";
import { count } from "./support/options";
import { measureInThread } from "./support/thread";

export function addPay(program: Command): void {
  program
    .command("pay")
    .description("what 10,000 reps under a plan of ten components are paid, every line with its trace")
    .option("--rounds <count>", "how often everybody is paid", count, 9)
    .option("--runs <count>", "how often the whole run is done, with reading and writing", count, 3)
    .option("--json", "print the results only, one line of JSON each")
    .action((asked: Asked) => measureInThread(require.resolve("./pay/thread"), asked));
}
