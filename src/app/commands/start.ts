import type { Command } from "commander";
import { serve } from "../serve";
import { runCommand } from "./command";

export function addStart(program: Command): void {
  program
    .command("start")
    .description("prepare everything that is missing, and serve")
    .option("--json", "print the end as JSON")
    .action((options: { json?: boolean }) => runCommand(options, (signal) => serve(signal)));
}
