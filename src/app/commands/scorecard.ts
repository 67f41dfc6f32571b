import { type Command, Option } from "commander";
import { stringify } from "csv-stringify/sync";

import * as schema from "../../../ormconfig";
import { dayOf, type Period } from "../../kernel/calendar";
import { cellText } from "../../kernel/spreadsheet";
import { SYSTEM } from "../../platform/auth/viewer";
import { readConfig } from "../../platform/config/config";
import { openDatabase } from "../../platform/database/connect";
import type { Context } from "../../platform/graphql/context";
import { RepRole } from "../../records/reps/rep.type";
import { AttributionRule } from "../../retention/credit/policy.type";
import type { MeasureUnit } from "../../retention/measures/measure";
import type { ScorecardArgs } from "../../retention/scorecards/question";
import { type ReportedMeasure, reportOf, type ScorecardReport } from "../../retention/scorecards/report";
import { scorecardOf } from "../../retention/scorecards/scorecard";
import type { Subject } from "../../retention/scorecards/subject";
import { repsKeyed, teamKeyed } from "../../retention/scorecards/subject.queries";
import { columns } from "./columns";
import { dayFrom, type Outcome, runCommand, say } from "./command";

interface Options {
  readonly rep?: string;
  readonly team?: string;
  readonly company?: true;
  readonly reps?: true;
  readonly start: string;
  readonly end: string;
  readonly baseStart?: string;
  readonly baseEnd?: string;
  readonly asOf?: string;
  readonly policy?: ScorecardArgs["policy"];
  readonly role?: string;
  readonly segment?: string;
  readonly scope: "OWN" | "SUBTREE";
  readonly csv?: true;
  readonly json?: true;
}

export function addScorecard(program: Command): void {
  program
    .command("scorecard")
    .description("print how a rep, a team or the company keeps its customers: what the API's scorecard gives")
    .option("--rep <externalId>", "of this rep")
    .option("--team <externalId>", "of this team")
    .option("--company", "of the company")
    .option("--reps", "of every rep")
    .requiredOption("--start <day>", "the period's first day, yyyy-MM-dd")
    .requiredOption("--end <day>", "the first day behind it")
    .option("--base-start <day>", "first day of what repeat purchasers' period is compared with")
    .option("--base-end <day>", "the first day behind that")
    .option("--as-of <day>", "know nothing later than this day; today unless given")
    .addOption(new Option("--policy <rule>", "whose customers are").choices(Object.keys(AttributionRule)))
    .addOption(new Option("--role <role>", "in which role").choices(Object.keys(RepRole)))
    .option("--segment <segment>", "only customers of this segment")
    .addOption(
      new Option("--scope <scope>", "a rep's own customers, or those of all its people")
        .choices(["OWN", "SUBTREE"])
        .default("OWN"),
    )
    .option("--csv", "print one line of CSV per measure")
    .option("--json", "print it as JSON")
    .action((options: Options) => runCommand(options, (signal) => scorecard(options, signal)));
}

/** A report with the external id of whose it is; "company" for the company. */
type Named = ScorecardReport & { readonly subject: string };

async function scorecard(options: Options, signal: AbortSignal): Promise<Outcome> {
  const args = argsOf(options);
  const now = new Date();
  const database = await openDatabase(readConfig(process.env), schema, { use: "command", say });
  try {
    const context: Context = { requestId: "scorecard", viewer: SYSTEM, database, now, today: dayOf(now), signal };
    const subjects = await subjectsOf(context, options);
    const reports = await Promise.all(
      subjects.map(async ({ name, subject }): Promise<Named> => {
        const report = await reportOf(context, await scorecardOf(context, subject, args));
        return { subject: name, ...report };
      }),
    );
    const text = options.csv ? csv(reports) : reports.map(table).join("\n\n");
    return { text, json: options.reps ? reports : reports[0] };
  } finally {
    await database.close();
  }
}

function argsOf({ start, end, baseStart, baseEnd, asOf, policy, role, segment }: Options): ScorecardArgs {
  if ((baseStart === undefined) !== (baseEnd === undefined)) {
    throw new Error("--base-start and --base-end are the two ends of one period: give both of them, or none.");
  }
  const base: Period | undefined =
    baseStart === undefined
      ? undefined
      : { start: dayFrom("--base-start", baseStart), end: dayFrom("--base-end", baseEnd!) };
  return {
    ...{ base, policy, role, segment },
    period: { start: dayFrom("--start", start), end: dayFrom("--end", end) },
    asOf: asOf === undefined ? undefined : dayFrom("--as-of", asOf),
  };
}

interface NamedSubject {
  readonly name: string;
  readonly subject: Subject;
}

async function subjectsOf(
  context: Context,
  { rep, team, company, reps, scope }: Options,
): Promise<readonly NamedSubject[]> {
  if ([rep, team, company, reps].filter((one) => one !== undefined).length !== 1) {
    throw new Error("Say whose scorecard it is: one of --rep, --team, --company and --reps.");
  }
  if (company) return [{ name: "company", subject: { kind: "COMPANY" } }];
  if (team !== undefined) {
    const found = await teamKeyed(context, team);
    if (!found) throw new Error(`--team: no team has the external id ${team}.`);
    return [{ name: found.externalId, subject: { kind: "TEAM", id: found.id } }];
  }
  const found = await repsKeyed(context, rep ?? null);
  if (rep !== undefined && found.length === 0) throw new Error(`--rep: no rep has the external id ${rep}.`);
  const kind = scope === "OWN" ? "REP" : "SUBTREE";
  return found.map(({ id, externalId }) => ({ name: externalId, subject: { kind, id } }));
}

/** Ratios with 1 = 100 %, amounts in the major unit, days as yyyy-MM-dd; what is not there is empty. */
const CSV_HEADER = [
  ...["subject", "period_start", "period_end", "base_start", "base_end", "as_of", "rule", "role", "segment"],
  ...["currency", "definition_version", "policy_version", "provisional", "measure", "unit", "value", "numerator"],
  ...["denominator", "sample_size", "goal", "attainment", "difference"],
] as const;

function csv(reports: readonly Named[]): string {
  const rows = reports.flatMap((report) => {
    const { period, base, asOf, rule, role, segment, currency, definition, policy, provisional } = report;
    return report.measures.map(({ code, unit, value, amount, numerator, denominator, sampleSize, quota }) => [
      ...[report.subject, period.start, period.end, base.start, base.end, asOf, rule, role, segment],
      ...[currency, definition.version, policy.version, String(provisional), code, unit, amount?.amount ?? value],
      ...[numerator, denominator, sampleSize, quota?.goal, quota?.attainment, quota?.difference],
    ]);
  });
  return stringify([[...CSV_HEADER], ...rows], { cast: { string: cellText } }).trimEnd();
}

function table(report: Named): string {
  const { subject, period, base, asOf, rule, role, segment, definition, policy, provisional } = report;
  const whose = [subject, role, segment === null ? null : `segment ${segment}`].filter((one) => one !== null);
  const rows = report.measures.map((measure) => [
    ...[measure.code, told(measure), fraction(measure), String(measure.sampleSize), against(measure)],
  ]);
  return [
    `${whose.join(", ")}: [${period.start}, ${period.end}) against [${base.start}, ${base.end}), as of ${asOf}`,
    `${rule} by policy ${policy.version}, definition ${definition.version}${provisional ? ", provisional" : ""}`,
    ...columns([["measure", "value", "of", "sample", "goal"], ...rows]),
  ].join("\n");
}

function told({ unit, value, amount }: ReportedMeasure): string {
  if (value === null) return "nothing to measure";
  return amount ? `${amount.amount} ${amount.currency}` : SHOWN[unit](value);
}

const SHOWN: Readonly<Record<MeasureUnit, (value: number) => string>> = {
  RATIO: (value) => `${(100 * value).toFixed(1)} %`,
  MONEY: (value) => value.toFixed(2),
  HOURS: (value) => `${value.toFixed(1)} h`,
  POINTS: (value) => value.toFixed(1),
  SCORE: (value) => value.toFixed(2),
};

const fraction = ({ numerator, denominator }: ReportedMeasure): string =>
  denominator === null ? "" : numerator === null ? denominator : `${numerator} ÷ ${denominator}`;

function against({ quota }: ReportedMeasure): string {
  if (!quota) return "";
  return quota.attainment === null ? quota.goal : `${quota.goal}, ${(100 * quota.attainment).toFixed(1)} % attained`;
}
