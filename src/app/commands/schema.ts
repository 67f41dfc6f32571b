import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { printSchema } from "graphql";
import { packageRoot } from "../package-root";
import { makeSchema } from "../schema";
import { type Outcome, runCommand } from "./command";

interface SchemaOptions {
  readonly check?: boolean;
  readonly write?: boolean;
  readonly json?: boolean;
}

export const SCHEMA_FILE = path.join(packageRoot, "schema", "schema.graphql");

export function addSchema(program: Command): void {
  program
    .command("schema")
    .description("print the graph's schema, with its descriptions")
    .option("--check", "fail when schema/schema.graphql differs from the code")
    .option("--write", "write schema/schema.graphql")
    .option("--json", "print the outcome as JSON")
    .action((options: SchemaOptions) => runCommand(options, () => schema(options)));
}

async function schema({ check, write }: SchemaOptions): Promise<Outcome> {
  const printed = `${printSchema(makeSchema())}\n`;
  const lines = printed.split("\n").length - 1;
  if (write) {
    await mkdir(path.dirname(SCHEMA_FILE), { recursive: true });
    await writeFile(SCHEMA_FILE, printed);
    return { text: `Wrote ${lines} lines to schema/schema.graphql.`, json: { lines } };
  }
  if (!check) return { text: printed.trimEnd(), json: { schema: printed } };
  const difference = firstDifference(await committedSchema(), printed);
  if (difference !== null) throw new Error(difference);
  return { text: `schema/schema.graphql is the schema of the code, ${lines} lines.`, json: { lines } };
}

/** Where two schemas part, in words with both lines; null when they are the same. */
export function firstDifference(committed: string, printed: string): string | null {
  if (committed === printed) return null;
  const [before, after] = [committed.split("\n"), printed.split("\n")];
  const at = after.findIndex((line, index) => line !== before[index]);
  const line = at === -1 ? after.length : at;
  return (
    `schema/schema.graphql differs from the code at line ${line + 1}:\n` +
    `  file: ${before[line] ?? "(its end)"}\n  code: ${after[line] ?? "(its end)"}\n` +
    "Read the change as a caller would, then commit it with: npm run schema"
  );
}

async function committedSchema(): Promise<string> {
  return readFile(SCHEMA_FILE, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}
