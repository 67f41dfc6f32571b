import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { entities, migrations } from "../ormconfig";
import type { Day } from "../src/kernel/calendar";
import { SYSTEM } from "../src/platform/auth/viewer";
import { readConfig } from "../src/platform/config/config";
import { connect, locate, prepare } from "../src/platform/database/connect";
import type { Database } from "../src/platform/database/database";
import type { Context } from "../src/platform/graphql/context";
import { assess } from "../src/risk/assessments/assess.service";
import { riskFacts } from "../src/risk/facts/facts.queries";
import { definitionOn } from "../src/value/definitions/definition.queries";
import { scan } from "./risk/bare";
import { addFacts, AS_OF, CHANGED, CUSTOMERS, fill } from "./risk/data";
import { median } from "./support/load";
import { type Result, rounded } from "./support/result";

const CACHE = path.resolve(__dirname, "../.cache/bench");
/** Years of history: the same day is measured behind three and behind twelve. */
const HISTORIES = [3, 12];

interface Options {
  readonly rounds: number;
  readonly json?: boolean;
}

type Say = (sentence: string) => void;

export function addRisk(program: Command): void {
  program
    .command("risk")
    .description("how at risk 50,000 customers are, and those with 1,000 new facts, behind 3 and 12 years of history")
    .option("--rounds <count>", "how often each is done", count, 5)
    .option("--json", "print the results only, one line of JSON each")
    .action(run);
}

function count(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Takes a whole number above 0.");
}

async function run({ rounds, json }: Options): Promise<void> {
  const say: Say = (sentence) => (json ? undefined : console.log(sentence));
  say(`${CUSTOMERS} customers; Node ${process.version}, ${os.cpus().length} cores, ${rounds} rounds`);
  const results: Result[] = [];
  for (const years of HISTORIES) results.push(...(await behind(years, rounds, say)));
  for (const result of results) console.log(JSON.stringify(result));
}

async function behind(years: number, rounds: number, say: Say): Promise<Result[]> {
  const home = path.join(CACHE, `risk-${years}`);
  mkdirSync(home, { recursive: true });
  const location = await locate({ ...readConfig({}), home }, { use: "command", say });
  try {
    await prepare(location, { entities, migrations }, say);
    await fill(location.ownerUrl, years, say);
    const database = await connect(location.runtimeUrl, entities, { readTimeoutMilliseconds: 0 });
    try {
      const times = await measure(database, location.ownerUrl, rounds);
      return told(years, times, say);
    } finally {
      await database.close();
    }
  } finally {
    await location.close();
  }
}

/** A request of its own: nothing computed before is at hand. */
const request = (database: Database): Context => ({
  ...{ requestId: "bench", viewer: SYSTEM, database, now: new Date(), today: AS_OF as Day },
  signal: new AbortController().signal,
});

const NAMES = ["scan", "facts", "run", "changedFacts", "changedRun"] as const;
type Times = Readonly<Record<(typeof NAMES)[number], number>>;

/** @returns the medians, in milliseconds */
async function measure(database: Database, ownerUrl: string, rounds: number): Promise<Times> {
  const times = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Record<
    (typeof NAMES)[number],
    number[]
  >;
  const timed = async (name: (typeof NAMES)[number], work: () => Promise<unknown>): Promise<void> => {
    const started = performance.now();
    await work();
    times[name].push(performance.now() - started);
  };
  const day = AS_OF as Day;
  const definition = await definitionOn(request(database), day);
  for (let round = 0; round <= rounds; round++) {
    await timed("scan", () => scan(database.pool));
    await timed("facts", () => riskFacts(request(database), day, definition, null));
    await timed("run", () => assess(request(database), day, "ALL"));
    const changed = await addFacts(ownerUrl, round);
    await timed("changedFacts", () => riskFacts(request(database), day, definition, changed));
    await timed("changedRun", () => assess(request(database), day, "CHANGED"));
    // The first round warms up.
    if (round === 0) for (const all of Object.values(times)) all.length = 0;
  }
  return Object.fromEntries(NAMES.map((name) => [name, median(times[name])])) as Times;
}

function told(years: number, { scan: limit, facts, run, changedFacts, changedRun }: Times, say: Say): Result[] {
  const result = (name: string, product: number, against: number, target: number): Result => {
    const ratio = rounded(product / against, 3);
    const met = ratio <= target;
    say(
      `${years} years, ${name}: ${product.toFixed(0)} ms, ${ratio} × ${against.toFixed(0)} ms; target ${target} × at most`,
    );
    const figures = { limit: rounded(against), product: rounded(product), ratio, target, met };
    return { bench: "risk", case: `${name}, ${years} years`, unit: "ms", peers: {}, ...figures };
  };
  return [
    result("facts of all, beside the scan", facts, limit, 4),
    result("all assessed and stored, beside 10 s", run, 10_000, 1),
    result(`facts after ${CHANGED} new ones, beside 50 ms`, changedFacts, 50, 1),
    result(`assessed and stored after ${CHANGED} new ones, beside 0.5 s`, changedRun, 500, 1),
    result(`facts after ${CHANGED} new ones, beside those of all`, changedFacts, facts, 0.05),
  ];
}
