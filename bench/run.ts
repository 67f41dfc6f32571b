import "reflect-metadata";
import { Command } from "commander";
import { addGraph } from "./graph";
import { addImport } from "./import";
import { addPay } from "./pay";
import { addRetention } from "./retention";
import { addRisk } from "./risk";
import { addValidation } from "./validation";

/** `npm run bench -- NAME`: each benchmark builds what it needs and states its target. */
const program = new Command("bench").description("How fast Holdfast is, beside the same work done by hand.");

addGraph(program);
addImport(program);
addPay(program);
addRetention(program);
addRisk(program);
addValidation(program);

program.parseAsync().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
