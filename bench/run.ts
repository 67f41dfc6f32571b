import "reflect-metadata";
import { Command } from "commander";
import { addGraph } from "./graph";

/** `npm run bench -- NAME`: each benchmark builds what it needs and states its target. */
const program = new Command("bench").description("How fast Holdfast is, beside the same work done by hand.");

addGraph(program);

program.parseAsync().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
