import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { calculateRun } from "../../src/compensation/periods/calculate-run.service";
import type { Day } from "../../src/kernel/calendar";
import { entities, migrations } from "../../ormconfig";
import { SYSTEM } from "../../src/platform/auth/viewer";
import { readConfig } from "../../src/platform/config/config";
import { connect, locate, prepare } from "../../src/platform/database/connect";
import type { Database } from "../../src/platform/database/database";
import type { Context } from "../../src/platform/graphql/context";
import { median } from "../support/load";
import { type Result, rounded } from "../support/result";
import { readAndWrite } from "./bare";
import { AS_OF, CUSTOMERS, fill } from "./data";
import { REPS } from "./people";

const CACHE = path.resolve(__dirname, "../../.cache/bench/pay");
/** Seconds of a whole run. */
const LIMIT = 10;

/** The whole run, from its start to the last statement stored, beside the bare reading and writing of the same rows. */
export async function wholeRun(rounds: number, say: (sentence: string) => void): Promise<Result> {
  mkdirSync(CACHE, { recursive: true });
  const location = await locate({ ...readConfig({}), home: CACHE }, { use: "command", say });
  try {
    await prepare(location, { entities, migrations }, say);
    await fill(location.ownerUrl, say);
    const owner = new Client(location.ownerUrl);
    await owner.connect();
    const database = await connect(location.runtimeUrl, entities, { readTimeoutMilliseconds: 0 });
    try {
      return await measured(database, owner, rounds, say);
    } finally {
      await database.close();
      await owner.end();
    }
  } finally {
    await location.close();
  }
}

async function measured(
  database: Database,
  owner: Client,
  rounds: number,
  say: (sentence: string) => void,
): Promise<Result> {
  const [runs, bare, processor]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round <= rounds; round++) {
    // A run that a benchmark left under way would keep every other from starting.
    await owner.query(
      `delete from line_credit; delete from statement_line; delete from statement; delete from pay_run`,
    );
    await owner.query(`vacuum line_credit, statement_line, statement`);
    const before = process.cpuUsage();
    runs.push(await seconds(() => run(database, owner)));
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1e6);
    bare.push(await seconds(() => readAndWrite(owner)));
    // The first round warms up.
    if (round === 0) [runs.length, bare.length, processor.length] = [0, 0, 0];
  }
  const [product, limit] = [rounded(median(runs)), rounded(median(bare))];
  const { rows } = await owner.query<{ lines: number }>(`select count(*)::int as lines from statement_line`);
  say(`${REPS} reps, ${CUSTOMERS} customers, ${rows[0]!.lines} lines: ${product} s; target ${LIMIT} s at most`);
  say(`${rounded(product / limit, 1)} × the bare reading and writing of the same rows, ${limit} s`);
  const [own, load] = [rounded(median(processor)), rounded(os.loadavg()[0]!, 1)];
  say(`${own} s of it are processor time of this process; what else runs on the machine is in the rest, load ${load}`);
  const peers = { bareReadAndWrite: limit, timesBare: rounded(product / limit, 1), processor: own, load };
  return {
    ...{ bench: "pay", case: "whole run", unit: "s", limit: LIMIT, product, peers },
    ...{ ratio: rounded(product / LIMIT, 3), target: 1, met: product <= LIMIT },
  };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** As a server's worker does it. */
async function run(database: Database, owner: Client): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into pay_run (external_id, pay_period_id, as_of, requested_by)
     select gen_random_uuid()::text, id, $1, 'bench' from pay_period returning id`,
    [AS_OF],
  );
  const context: Context = {
    ...{ requestId: "bench", viewer: SYSTEM, database, now: new Date(), today: AS_OF as Day },
    signal: new AbortController().signal,
  };
  const ending = await calculateRun(context, rows[0]!.id);
  if (ending !== "DONE") throw new Error(`The run ended ${ending}.`);
}
