import "reflect-metadata";
import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { entities, migrations } from "../../ormconfig";
import { addDays, type Day } from "../../src/kernel/calendar";
import { SYSTEM } from "../../src/platform/auth/viewer";
import { readConfig } from "../../src/platform/config/config";
import { connect, locate, prepare } from "../../src/platform/database/connect";
import type { Database } from "../../src/platform/database/database";
import type { Context } from "../../src/platform/graphql/context";
import { assess } from "../../src/risk/assessments/assess.service";
import { readAfresh, type ReadKnown } from "../../src/risk/facts/known";
import type { News } from "../../src/risk/facts/news";
import { readAfter } from "../../src/risk/facts/read-after-news";
import { definitionOn } from "../../src/value/definitions/definition.queries";
import { scan } from "./bare";
import { addFacts, AS_OF, CHANGED, clear, CUSTOMERS, fill } from "./data";
import { median } from "../support/load";
import { CACHE } from "../support/options";
import { type Result, rounded } from "../support/result";
import { type Measuring, measuring, type Say } from "../support/thread";

export interface Asked extends Measuring {
  /** how often each is done */
  readonly rounds: number;
}

/** Years of history: the same days are measured behind three and behind twelve. */
const HISTORIES = [3, 12] as const;

/** How often facts change between two looks at everybody. */
const WRITES = 5;

async function measureAll({ rounds }: Asked, say: Say): Promise<readonly Result[]> {
  say(`${CUSTOMERS} customers; Node ${process.version}, ${os.cpus().length} cores, ${rounds} rounds`);
  const companies: Company[] = [];
  try {
    for (const years of HISTORIES) companies.push(await open(years, say));
    // Round by round, so that a noisy machine disturbs both alike; the first one warms up.
    for (let round = 0; round <= rounds; round++) {
      for (const company of companies) await measure(company, round);
      if (round === 0) for (const { times } of companies) Object.values(times).forEach((all) => (all.length = 0));
    }
    const [short, long] = companies.map(({ times }) => medians(times));
    // Whoever else works on the machine is in the figures, too.
    say(
      `load average ${os
        .loadavg()
        .map((load) => load.toFixed(1))
        .join(", ")}`,
    );
    const results = told(short!, long!);
    for (const { case: name, product, ratio, limit, target, met } of results) {
      const found = `${product.toFixed(0)} ms, ${ratio} × ${limit.toFixed(0)} ms`;
      say(`${name}: ${found}; target ${target} × at most: ${met ? "met" : "not met"}`);
    }
    return results;
  } finally {
    for (const { close } of companies) await close();
  }
}

const NAMES = ["scan", "facts", "run", "changedFacts", "changedRun"] as const;
type Name = (typeof NAMES)[number];

interface Company {
  readonly database: Database;
  readonly ownerUrl: string;
  readonly times: Readonly<Record<Name, number[]>>;
  readonly close: () => Promise<void>;
}

async function open(years: number, say: Say): Promise<Company> {
  const home = path.join(CACHE, `risk-${years}`);
  mkdirSync(home, { recursive: true });
  const location = await locate({ ...readConfig({}), home }, { use: "command", say });
  try {
    await prepare(location, { entities, migrations }, say);
    await fill(location.ownerUrl, years, say);
    await clear(location.ownerUrl);
    const database = await connect(location.runtimeUrl, entities, { readTimeoutMilliseconds: 0 });
    const close = async (): Promise<void> => {
      await database.close();
      await location.close();
    };
    const times = { scan: [], facts: [], run: [], changedFacts: [], changedRun: [] };
    return { database, ownerUrl: location.ownerUrl, times, close };
  } catch (error) {
    await location.close();
    throw error;
  }
}

/** A request of its own: nothing computed before is at hand. */
const request = (database: Database): Context => ({
  ...{ requestId: "bench", viewer: SYSTEM, database, now: new Date(), today: AS_OF as Day },
  signal: new AbortController().signal,
});

/** As a run reads the facts of every signal, to the last customer. */
async function facts(context: Context, asOf: Day, news: News | null): Promise<void> {
  const read: ReadKnown = news ? readAfter(news) : readAfresh;
  const customers = news && [...news.keys()];
  const known = await read(context, { asOf, definition: await definitionOn(context, asOf), customers });
  for (const _one of known.customers);
}

/** Every round is the next day: all customers are assessed anew, and every assessment is a new row. */
async function measure({ database, ownerUrl, times }: Company, round: number): Promise<void> {
  const timed = async (name: Name, work: () => Promise<unknown>): Promise<void> => {
    const started = performance.now();
    await work();
    times[name].push(performance.now() - started);
  };
  const day = addDays(AS_OF as Day, round);
  await timed("scan", () => scan(database.pool));
  await timed("facts", () => facts(request(database), day, null));
  await timed("run", () => assess(request(database), day, "ALL"));
  // The scans have swept the cache: what follows a write is measured as often as it happens between two of them.
  for (let time = 0; time < WRITES; time++) {
    const changed = await addFacts(ownerUrl, WRITES * round + time);
    await timed("changedFacts", () => facts(request(database), day, changed));
    await timed("changedRun", () => assess(request(database), day, "CHANGED"));
  }
}

type Medians = Readonly<Record<Name, number>>;

const medians = (times: Company["times"]): Medians =>
  Object.fromEntries(NAMES.map((name) => [name, median(times[name])])) as Medians;

function told(short: Medians, long: Medians): Result[] {
  const result = (name: string, product: number, limit: number, target: number): Result => {
    const ratio = rounded(product / limit, 3);
    const figures = { limit: rounded(limit), product: rounded(product), ratio, target, met: ratio <= target };
    return { bench: "risk", case: name, unit: "ms", peers: {}, ...figures };
  };
  const behind = (years: number, { scan: bare, facts, run: all, changedFacts, changedRun }: Medians): Result[] => [
    result(`facts of all beside the scan, ${years} years`, facts, bare, 4),
    result(`all assessed and stored beside 10 s, ${years} years`, all, 10_000, 1),
    result(`facts after ${CHANGED} new ones beside 50 ms, ${years} years`, changedFacts, 50, 1),
    result(`assessed and stored after ${CHANGED} new ones beside 0.5 s, ${years} years`, changedRun, 500, 1),
    result(`facts after ${CHANGED} new ones beside those of all, ${years} years`, changedFacts, facts, 0.05),
  ];
  const [few, many] = HISTORIES;
  return [
    ...behind(few, short),
    ...behind(many, long),
    result(`facts after ${CHANGED} new ones, ${many} beside ${few} years`, long.changedFacts, short.changedFacts, 1.15),
    result(`assessed and stored, ${many} beside ${few} years`, long.changedRun, short.changedRun, 1.15),
  ];
}

measuring(measureAll);
