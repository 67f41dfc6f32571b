import type { Command } from "commander";

import * as schema from "../../../ormconfig";
import { dayOf } from "../../kernel/calendar";
import { SYSTEM } from "../../platform/auth/viewer";
import { readConfig } from "../../platform/config/config";
import { openDatabase } from "../../platform/database/connect";
import type { NewRiskFit } from "../../risk/probability/calc/risk-fit";
import { fitRisk } from "../../risk/probability/fit-risk.service";
import type { NewModel } from "../../value/models/calc/new-model";
import { fitModels } from "../../value/models/fit-models.service";
import { columns } from "./columns";
import { dayFrom, type Outcome, runCommand, say } from "./command";
import { describeRiskFit } from "./describe-risk-fit";

interface Options {
  readonly json?: boolean;
  readonly asOf?: string;
}

export function addFit(program: Command): void {
  program
    .command("fit")
    .description(
      "fit the customer models and the probability of a loss to the company's history, and judge them by the time they did not see",
    )
    .option("--as-of <day>", "know nothing later than this day, yyyy-MM-dd; today unless given")
    .option("--json", "print what was fitted as JSON")
    .action((options: Options) => runCommand(options, (signal) => fit(options, signal)));
}

async function fit({ asOf }: Options, signal: AbortSignal): Promise<Outcome> {
  const now = new Date();
  const today = dayOf(now);
  const day = asOf === undefined ? today : dayFrom("--as-of", asOf);
  const database = await openDatabase(readConfig(process.env), schema, { use: "command", say });
  try {
    const context = { requestId: "fit", viewer: SYSTEM, database, now, today, signal };
    const customerModels = await fitModels(context, day);
    const riskFits = await fitRisk(context, day);
    return { text: describe(customerModels, riskFits), json: { customerModels, riskFits } };
  } finally {
    await database.close();
  }
}

const HEADINGS = ["model", "of", "customers", "parameters", "holdout"] as const;

const describe = (models: readonly NewModel[], riskFits: readonly NewRiskFit[]): string =>
  [...describeModels(models), ...riskFits.flatMap(describeRiskFit)].join("\n");

function describeModels(models: readonly NewModel[]): string[] {
  if (models.length === 0) return ["No customer model: nobody has bought or decided on a renewal yet."];
  const rows = models.map((model) => [
    model.kind,
    model.segment ?? "all customers",
    String(model.customers),
    model.parameters === null
      ? "none"
      : Object.entries(model.parameters)
          .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
          .join(", "),
    holdoutOf(model),
  ]);
  const reasons = models
    .filter(({ reason }) => reason !== null)
    .map(({ kind, segment, reason }) => `${kind} of ${segment ?? "all customers"}: ${reason}`);
  return [...columns([[...HEADINGS], ...rows]), ...reasons];
}

/** Recency ranks as well as the model: what the model adds are probabilities that mean what they say, and value. */
function holdoutOf({ holdout }: NewModel): string {
  if (holdout === null) return "";
  const { customers, startsOn, endsOn, baseRate, auc, brier, recencyAuc } = holdout;
  const figures = { AUC: auc, "by recency alone": recencyAuc, Brier: brier, "base rate": baseRate };
  const told = Object.entries(figures).filter(([, value]) => value !== null);
  const scores = told.map(([name, value]) => `${name} ${value!.toFixed(3)}`).join(", ");
  return `${scores} of ${customers} in [${startsOn}, ${endsOn})`;
}
