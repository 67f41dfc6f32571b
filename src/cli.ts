import "reflect-metadata";
import { Command } from "commander";
import { addAssess } from "./app/commands/assess";
import { addDemo } from "./app/commands/demo";
import { addFit } from "./app/commands/fit";
import { addImport } from "./app/commands/import";
import { addMigrate } from "./app/commands/migrate";
import { addSchema } from "./app/commands/schema";
import { addPay } from "./app/commands/pay";
import { addScorecard } from "./app/commands/scorecard";
import { addServe } from "./app/commands/serve";
import { addStart } from "./app/commands/start";
import { addToken } from "./app/commands/token";
import { addVerify } from "./app/commands/verify";

const program = new Command("holdfast").description("Which customers are about to leave, and who keeps them.");

addStart(program);
addServe(program);
addMigrate(program);
addImport(program);
addDemo(program);
addFit(program);
addAssess(program);
addScorecard(program);
addPay(program);
addVerify(program);
addToken(program);
addSchema(program);

void program.parseAsync();
