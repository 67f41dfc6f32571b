import type { Command } from "commander";

import * as schema from "../../../ormconfig";
import { dayOf } from "../../kernel/calendar";
import { SYSTEM } from "../../platform/auth/viewer";
import { readConfig } from "../../platform/config/config";
import { openDatabase } from "../../platform/database/connect";
import { assess } from "../../risk/assessments/assess.service";
import type { Run } from "../../risk/assessments/run.queries";
import { dayFrom, type Outcome, runCommand, say } from "./command";

interface Options {
  readonly json?: boolean;
  readonly asOf?: string;
  readonly all?: boolean;
}

export function addAssess(program: Command): void {
  program
    .command("assess")
    .description(
      "assess how at risk the customers are whose facts changed since the last time; the first of a day, all",
    )
    .option("--as-of <day>", "know nothing later than this day, yyyy-MM-dd; today unless given")
    .option("--all", "assess all customers, whatever changed")
    .option("--json", "print what was done as JSON")
    .action((options: Options) => runCommand(options, (signal) => assessNow(options, signal)));
}

async function assessNow({ asOf, all }: Options, signal: AbortSignal): Promise<Outcome> {
  const now = new Date();
  const today = dayOf(now);
  const day = asOf === undefined ? today : dayFrom("--as-of", asOf);
  const database = await openDatabase(readConfig(process.env), schema, { use: "command", say });
  try {
    const context = { requestId: "assess", viewer: SYSTEM, database, now, today, signal };
    const run = await assess(context, day, all ? "ALL" : "CHANGED");
    return { text: describe(run), json: run };
  } finally {
    await database.close();
  }
}

const describe = ({ scope, asOf, modelVersion, lookedAt, assessed }: Run): string => {
  const whom = scope === "ALL" ? "all customers" : "the customers whose facts changed";
  return `Assessed ${whom} as of ${asOf} under version ${modelVersion} of the risk model: ${assessed} of ${lookedAt} are there and have enough history.`;
};
