import { userInfo } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import type { EntityManager } from "typeorm";

import * as schema from "../../../ormconfig";
import { createBatch } from "../../compensation/hr/batch.service";
import { calculateRun } from "../../compensation/periods/calculate-run.service";
import {
  approvePeriod,
  lockPeriod,
  openPeriod,
  returnPeriod,
  submitPeriod,
} from "../../compensation/periods/pay-period.service";
import {
  periodKeyed,
  type StoredPeriod,
  tellPeriod,
  type ToldPeriod,
} from "../../compensation/periods/pay-run.queries";
import { startRun } from "../../compensation/periods/pay-run.service";
import { runNow } from "../../compensation/periods/worked-run.queries";
import { dayOf } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import type { Viewer } from "../../platform/auth/viewer";
import { readConfig } from "../../platform/config/config";
import { openDatabase } from "../../platform/database/connect";
import { transaction } from "../../platform/database/transaction";
import type { Context } from "../../platform/graphql/context";
import type { Outcome as Acted } from "../../platform/mutation/mutate";
import { formatNodeId } from "../../platform/plan/node-id";
import { dayFrom, type Outcome, runCommand, say } from "./command";
import { addPayTrial, type Work } from "./pay-trial";
import { progressBar } from "./progress-bar";

interface Options {
  readonly as?: string;
  readonly start?: string;
  readonly end?: string;
  readonly payOn?: string;
  readonly asOf?: string;
  readonly reason?: string;
  readonly payGroup?: string;
  readonly json?: true;
}

/** What is done with a period that is found by its key. */
type Act = (tx: EntityManager, context: Context, period: Named) => Promise<Acted>;
type Named = StoredPeriod & { readonly payPeriod: string };

const STEPS: Readonly<Record<string, { readonly does: string; readonly act: Act }>> = {
  submit: {
    does: "put a calculated period into review",
    act: (tx, context, period) => submitPeriod(tx, context, period),
  },
  approve: {
    does: "approve what somebody else submitted",
    act: (tx, context, period) => approvePeriod(tx, context, period),
  },
  lock: { does: "seal an approved period for good", act: (tx, context, period) => lockPeriod(tx, context, period) },
};

export function addPay(program: Command): void {
  const pay = program.command("pay").description("take a period of pay through its stages; two people at least");
  command(pay, "open", "add a period behind all that there are")
    .requiredOption("--start <day>", "its first day, yyyy-MM-dd")
    .requiredOption("--end <day>", "the first day behind it")
    .requiredOption("--pay-on <day>", "the day on which it is paid")
    .action((key: string, options: Options) => run(options, (context) => open(context, key, options)));
  command(pay, "calculate", "calculate everybody's pay")
    .option("--as-of <day>", "know no fact that is dated later; today unless given")
    .action((key: string, options: Options) => run(options, (context) => calculate(context, key, options)));
  for (const [name, { does, act }] of Object.entries(STEPS)) {
    command(pay, name, does).action((key: string, options: Options) =>
      run(options, (context) => take(context, key, act)),
    );
  }
  command(pay, "return", "take a period a step back, before it is locked")
    .requiredOption("--reason <text>", "why, for the record")
    .action((key: string, options: Options) =>
      run(options, (context) =>
        take(context, key, (tx, acting, period) => returnPeriod(tx, acting, { ...period, reason: options.reason! })),
      ),
    );
  command(pay, "deliver", "make HR's batch of a locked period")
    .option("--pay-group <name>", "of these people only; of everybody unless given")
    .action((key: string, options: Options) =>
      run(options, (context) =>
        take(context, key, (tx, acting, { payPeriod }) =>
          createBatch(tx, acting, { payPeriod, payGroup: options.payGroup }),
        ),
      ),
    );
  addPayTrial(pay, run);
}

const command = (pay: Command, name: string, does: string): Command =>
  pay
    .command(`${name} <period>`)
    .description(does)
    .option("--as <name>", "who acts, for the record; the user of this machine unless given")
    .option("--json", "print the period as JSON");

const run = (options: Pick<Options, "as" | "json">, work: Work): Promise<void> =>
  runCommand(options, async (signal) => {
    const now = new Date();
    const viewer: Viewer = { principal: options.as ?? userInfo().username, role: "HR", repId: null };
    const database = await openDatabase(readConfig(process.env), schema, { use: "command", say });
    try {
      return await work({ requestId: "pay", viewer, database, now, today: dayOf(now), signal });
    } finally {
      await database.close();
    }
  });

async function open(context: Context, key: string, { start, end, payOn }: Options): Promise<Outcome> {
  const days = { startsOn: dayFrom("--start", start!), endsOn: dayFrom("--end", end!) };
  const input = { externalId: key, ...days, payOn: dayFrom("--pay-on", payOn!) };
  await done(
    key,
    acting(context, (tx) => openPeriod(tx, context, input)),
  );
  return tell(context, key);
}

async function take(context: Context, key: string, act: Act): Promise<Outcome> {
  const period = await named(context, key);
  await done(
    key,
    acting(context, (tx) => act(tx, context, period)),
  );
  return tell(context, key);
}

/** Does what a server would; one that runs beside may be faster, and is waited for. */
async function calculate(context: Context, key: string, { asOf }: Options): Promise<Outcome> {
  const { payPeriod } = await named(context, key);
  const input = { payPeriod, asOf: asOf === undefined ? null : dayFrom("--as-of", asOf) };
  const runId = await done(
    key,
    acting(context, (tx) => startRun(tx, context, input)),
  );
  const bar = progressBar();
  const show = (people: number, all: number): void => bar.show("people", people, all);
  try {
    for (;;) {
      await calculateRun(context, runId, show);
      const { status, failure, people, peopleDone } = await runNow(context.database, runId);
      if (status === "FAILED") throw new Error(must(failure, "a run that failed says why"));
      if (status === "DONE") return await tell(context, key);
      show(peopleDone, people ?? peopleDone);
      await sleep(200, undefined, { signal: context.signal });
    }
  } finally {
    bar.stop();
  }
}

const acting = <Result>({ database, viewer }: Context, work: (tx: EntityManager) => Promise<Result>): Promise<Result> =>
  transaction(database, viewer, work);

async function named(context: Context, key: string): Promise<Named> {
  const period = await periodKeyed(context.database, key);
  if (!period) throw new Error(`No period of pay has the key ${key}: open it with holdfast pay open.`);
  return { ...period, payPeriod: formatNodeId("PayPeriod", period.id) };
}

/** @throws what kept it from happening, told of the period by its key */
async function done(key: string, acted: Promise<Acted>): Promise<string> {
  const { subjectId, userErrors } = await acted;
  if (subjectId !== null) return subjectId;
  throw new Error(userErrors.map(({ message }) => message.replace(/^payPeriod\b/, key)).join("\n"));
}

async function tell(context: Context, key: string): Promise<Outcome> {
  const period = await acting(context, (tx) => tellPeriod(tx, key));
  return { text: sentenceOf(period), json: period };
}

function sentenceOf({ externalId, status, startsOn, endsOn, people, lines, inputHash, linesHash }: ToldPeriod): string {
  const what = `${externalId}, [${startsOn}, ${endsOn}), is ${status}`;
  if (inputHash === null) return `${what}.`;
  const sealed = linesHash === null ? "" : `, sealed as ${linesHash}`;
  return `${what}: ${lines} lines for ${people} people${sealed}.`;
}
