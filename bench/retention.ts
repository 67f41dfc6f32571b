import { setMaxListeners } from "node:events";
import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { entities, migrations } from "../ormconfig";
import type { Day } from "../src/kernel/calendar";
import { SYSTEM } from "../src/platform/auth/viewer";
import { readConfig } from "../src/platform/config/config";
import { connect, locate, prepare } from "../src/platform/database/connect";
import type { Database } from "../src/platform/database/database";
import type { Context } from "../src/platform/graphql/context";
import { rangeScan } from "./retention/bare";
import { AS_OF, CUSTOMERS, fill, REPS } from "./retention/data";
import { type Asked, scorecards } from "./retention/product";
import { median } from "./support/load";
import { CACHE, count } from "./support/options";
import { type Result, rounded } from "./support/result";

const TARGET = 3;
/** Years of history: the same quarter is measured behind three and behind twelve. */
const HISTORIES = [3, 12];

interface Options {
  readonly rounds: number;
  readonly json?: boolean;
}

export function addRetention(program: Command): void {
  program
    .command("retention")
    .description(
      "a quarter's scorecards of 500 reps and of everybody who leads them, beside the scan of the facts behind them",
    )
    .option("--rounds <count>", "how often each is done", count, 9)
    .option("--json", "print the results only, one line of JSON each")
    .action(run);
}

async function run({ rounds, json }: Options): Promise<void> {
  const say = (sentence: string): void => (json ? undefined : console.log(sentence));
  say(`${CUSTOMERS} customers, ${REPS} reps; Node ${process.version}, ${os.cpus().length} cores, ${rounds} rounds`);
  const results: Result[] = [];
  for (const years of HISTORIES) results.push(...(await behind(years, rounds, say)));
  for (const result of results) console.log(JSON.stringify(result));
}

async function behind(years: number, rounds: number, say: (sentence: string) => void): Promise<Result[]> {
  const home = path.join(CACHE, `retention-${years}`);
  mkdirSync(home, { recursive: true });
  const location = await locate({ ...readConfig({}), home }, { use: "command", say });
  try {
    await prepare(location, { entities, migrations }, say);
    await fill(location.ownerUrl, years, say);
    const database = await connect(location.runtimeUrl, entities, { readTimeoutMilliseconds: 0 });
    try {
      return await measure(database, years, rounds, say);
    } finally {
      await database.close();
    }
  } finally {
    await location.close();
  }
}

/** A request of its own: nothing computed before is at hand. */
function request(database: Database): Context {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return { requestId: "bench", viewer: SYSTEM, database, now: new Date(), today: AS_OF as Day, signal };
}

async function measure(
  database: Database,
  years: number,
  rounds: number,
  say: (sentence: string) => void,
): Promise<Result[]> {
  const times = { scan: [] as number[], rates: [] as number[], whole: [] as number[] };
  const timed = async (name: keyof typeof times, work: () => Promise<unknown>): Promise<void> => {
    const started = performance.now();
    await work();
    times[name].push(performance.now() - started);
  };
  const product = (asked: Asked) => scorecards(request(database), asked);
  for (let round = 0; round <= rounds; round++) {
    await timed("scan", () => rangeScan(database.pool));
    await timed("rates", () => product("rates"));
    await timed("whole", () => product("whole"));
    // The first round warms up.
    if (round === 0) for (const all of Object.values(times)) all.length = 0;
  }
  const [limit, rates, whole] = [median(times.scan), median(times.rates), median(times.whole)];
  const ratio = rounded(rates / limit);
  say(
    `${years} years: scan ${limit.toFixed(0)} ms, rates ${rates.toFixed(0)} ms, whole scorecards ${whole.toFixed(0)} ms`,
  );
  say(`${years} years: ${ratio} × the scan, target ${TARGET} × at most`);
  const figures = { limit: rounded(limit), product: rounded(rates), ratio, target: TARGET, met: ratio <= TARGET };
  return [{ bench: "retention", case: `${years} years`, unit: "ms", peers: { whole: rounded(whole) }, ...figures }];
}
