import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { externalIdsOfReps } from "../../compensation/trials/tried-people.queries";
import { planTrial, type TrialTotal } from "../../compensation/trials/plan-trial";
import { formatAmount, type Minor } from "../../kernel/money";
import { must } from "../../kernel/invariant";
import type { Context } from "../../platform/graphql/context";
import { columns } from "./columns";
import { dayFrom, type Outcome } from "./command";

interface Options {
  readonly start: string;
  readonly end: string;
  readonly asOf?: string;
  readonly json?: true;
}

export type Work = (context: Context) => Promise<Outcome>;

export const addPayTrial = (pay: Command, run: (options: Options, work: Work) => Promise<void>): Command =>
  pay
    .command("trial <document>")
    .description("tell what locked periods would have paid under the plan in a file; nothing is written")
    .requiredOption("--start <day>", "the locked periods between here, yyyy-MM-dd,")
    .requiredOption("--end <day>", "and here are tried; the first day behind them")
    .option("--as-of <day>", "know no fact that is dated later; today unless given")
    .option("--json", "print everybody as JSON")
    .action((file: string, options: Options) => run(options, (context) => tried(context, file, options)));

/** The same as the graph's `compensationPlanTrial`, for as long as it takes. */
async function tried(context: Context, file: string, options: Options): Promise<Outcome> {
  const span = { start: dayFrom("--start", options.start), end: dayFrom("--end", options.end) };
  const asOf = options.asOf === undefined ? context.today : dayFrom("--as-of", options.asOf);
  const { people, ...trial } = await planTrial.run(context, { document: await documentIn(file), span, asOf });
  const nameOf = await externalIdsOfReps(
    context,
    people.map(({ repId }) => repId),
  );
  const named = people.map(({ repId, totals }) => ({
    rep: must(nameOf.get(repId), "a rep"),
    totals: totals.map(told),
  }));
  const totals = trial.totals.map(told);
  const rows = [...named, { rep: "all", totals }].flatMap((one) =>
    one.totals.map(({ currency, paid, asPlanned, wouldBe }) => [one.rep, currency, paid, asPlanned, wouldBe]),
  );
  return {
    text: columns([["rep", "", "paid", "as planned", "would be"], ...rows]).join("\n"),
    json: { asOf: trial.asOf, periods: trial.periods, totals, people: named },
  };
}

type Told = Readonly<Record<"currency" | "paid" | "asPlanned" | "wouldBe", string>>;

function told({ currency, paid, asPlanned, wouldBe }: TrialTotal): Told {
  const amount = (minor: Minor): string => formatAmount(minor, currency);
  return { currency, paid: amount(paid), asPlanned: amount(asPlanned), wouldBe: amount(wouldBe) };
}

async function documentIn(file: string): Promise<object> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(
      `${file} cannot be read: give the way to a plan's document, such as examples/plans/team-pool.json.`,
    );
  });
  try {
    return JSON.parse(text) as object;
  } catch {
    throw new Error(`${file} is no JSON: give a plan as schema/compensation-plan.schema.json describes it.`);
  }
}
