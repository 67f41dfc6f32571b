import type { Command } from "commander";
import { serve } from "../serve";
import { runCommand } from "./command";

export function addServe(program: Command): void {
  program
    .command("serve")
    .description("serve the graph until it is interrupted; requests in flight are finished")
    .option("--json", "print the end as JSON")
    .action((options: { json?: boolean }) => runCommand(options, (signal) => serve(signal)));
}
