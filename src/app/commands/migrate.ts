import type { Command } from "commander";
import * as schema from "../../../ormconfig";
import { readConfig } from "../../platform/config/config";
import { locate, prepare } from "../../platform/database/connect";
import { runCommand, say } from "./command";

export function addMigrate(program: Command): void {
  program
    .command("migrate")
    .description("bring the database to this version's schema")
    .option("--json", "print the applied migrations as JSON")
    .action((options: { json?: boolean }) =>
      runCommand(options, async () => {
        const location = await locate(readConfig(process.env), { use: "command", say });
        try {
          const applied = await prepare(location, schema, say);
          return {
            text: applied.length === 0 ? "Nothing to migrate." : "The database is up to date.",
            json: { applied },
          };
        } finally {
          await location.close();
        }
      }),
    );
}
