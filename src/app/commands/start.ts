import type { Command } from "commander";
import type { Database } from "../../platform/database/database";
import { isOccupied, loadDemo, USUAL_DEMO } from "../demo";
import { serve } from "../serve";
import { runCommand, say } from "./command";
import { progressBar } from "./progress-bar";

export function addStart(program: Command): void {
  program
    .command("start")
    .description("prepare everything that is missing, the demo company for an empty database included, and serve")
    .option("--json", "print the end as JSON")
    .action((options: { json?: boolean }) =>
      runCommand(options, (signal) => serve(signal, (database) => fillEmpty(database, signal))),
    );
}

async function fillEmpty(database: Database, signal: AbortSignal): Promise<void> {
  if (await isOccupied(database)) return;
  say(`The database is empty: loading a made-up company with ${USUAL_DEMO.customers} customers …`);
  const bar = progressBar();
  try {
    await loadDemo(database, USUAL_DEMO, { signal, onProgress: bar.show });
  } finally {
    bar.stop();
  }
}
