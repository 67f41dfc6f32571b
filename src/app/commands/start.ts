import type { Command } from "commander";
import { loadSample } from "../sample";
import { serve } from "../serve";
import { runCommand } from "./command";

export function addStart(program: Command): void {
  program
    .command("start")
    .description("prepare everything that is missing, and serve")
    .option("--json", "print the end as JSON")
    .action((options: { json?: boolean }) =>
      runCommand(options, (signal) => serve(signal, (database) => loadSample(database, signal))),
    );
}
