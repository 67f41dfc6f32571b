import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { printSchema } from "graphql";
import { planJsonSchema } from "../../compensation/plans/plan-document";
import { must } from "../../kernel/invariant";
import { packageRoot } from "../package-root";
import { makeSchema } from "../schema";
import { type Outcome, runCommand } from "./command";

interface SchemaOptions {
  readonly check?: boolean;
  readonly write?: boolean;
  readonly json?: boolean;
}

/** What is printed from the code and committed, so that a change of it is read as a caller would. */
export const PRINTED: readonly Printed[] = [
  { file: "schema/schema.graphql", print: () => `${printSchema(makeSchema())}\n` },
  { file: "schema/compensation-plan.schema.json", print: () => `${JSON.stringify(planJsonSchema(), null, 2)}\n` },
];

interface Printed {
  /** below the root of the package */
  readonly file: string;
  print(): string;
}

export function addSchema(program: Command): void {
  const files = PRINTED.map(({ file }) => file);
  program
    .command("schema")
    .description("print the graph's schema, with its descriptions")
    .option("--check", `fail when ${files.join(" or ")} differs from the code`)
    .option("--write", `write ${files.join(" and ")}`)
    .option("--json", "print the outcome as JSON")
    .action((options: SchemaOptions) => runCommand(options, () => schema(options)));
}

async function schema({ check, write }: SchemaOptions): Promise<Outcome> {
  if (write) return each(writeDown, "Wrote");
  if (check) return each(compare, "As in the code:");
  const printed = must(PRINTED[0], "a schema of the graph").print();
  return { text: printed.trimEnd(), json: { schema: printed } };
}

/** Does the same with every file, and says what it was done with. */
async function each(work: (file: string, printed: string) => Promise<void>, done: string): Promise<Outcome> {
  const lines: Record<string, number> = {};
  for (const { file, print } of PRINTED) {
    const printed = print();
    await work(file, printed);
    lines[file] = printed.split("\n").length - 1;
  }
  const told = Object.entries(lines).map(([file, count]) => `${file}, ${count} lines`);
  return { text: `${done} ${told.join("; ")}.`, json: { lines } };
}

async function writeDown(file: string, printed: string): Promise<void> {
  await mkdir(path.dirname(committed(file)), { recursive: true });
  await writeFile(committed(file), printed);
}

async function compare(file: string, printed: string): Promise<void> {
  const written = await readFile(committed(file), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const difference = firstDifference(file, written, printed);
  if (difference !== null) throw new Error(difference);
}

const committed = (file: string): string => path.join(packageRoot, file);

/** Where a printed file and the code part, in words with both lines; null when they are the same. */
export function firstDifference(file: string, written: string, printed: string): string | null {
  if (written === printed) return null;
  const [before, after] = [written.split("\n"), printed.split("\n")];
  const at = after.findIndex((line, index) => line !== before[index]);
  const line = at === -1 ? after.length : at;
  return (
    `${file} differs from the code at line ${line + 1}:\n` +
    `  file: ${before[line] ?? "(its end)"}\n  code: ${after[line] ?? "(its end)"}\n` +
    "Read the change as a caller would, then commit it with: npm run schema"
  );
}
