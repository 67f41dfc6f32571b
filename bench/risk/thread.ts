import "reflect-metadata";
import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { entities, migrations } from "../../ormconfig";
import { addDays, type Day } from "../../src/kernel/calendar";
import { SYSTEM } from "../../src/platform/auth/viewer";
import { readConfig } from "../../src/platform/config/config";
import { connect, locate, prepare } from "../../src/platform/database/connect";
import { transaction } from "../../src/platform/database/transaction";
import type { Database } from "../../src/platform/database/database";
import type { Context } from "../../src/platform/graphql/context";
import { assess } from "../../src/risk/assessments/assess.service";
import { takeChanged } from "../../src/risk/assessments/run.queries";
import { readAfresh, type ReadKnown } from "../../src/risk/facts/known";
import type { News } from "../../src/risk/facts/news";
import { readAfter } from "../../src/risk/facts/read-after-news";
import { definitionOn } from "../../src/value/definitions/definition.queries";
import { scan } from "./bare";
import { AS_OF, CUSTOMERS, fill } from "./data";
import { addFacts, clear, KINDS, type Kind, NEW } from "./news";
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

/** How often facts of each kind are new between two looks at everybody. */
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

const NAMED = Object.keys(KINDS) as Kind[];
const NAMES = [
  ...(["scan", "facts", "run"] as const),
  ...NAMED.flatMap((kind) => [`facts after ${kind}`, `run after ${kind}`] as const),
];
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
    const times = Object.fromEntries(NAMES.map((name) => [name, []])) as unknown as Company["times"];
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
    for (const kind of NAMED) {
      await addFacts(ownerUrl, kind, day, WRITES * round + time);
      await withQueue(database, day, (news) => timed(`facts after ${kind}`, () => facts(request(database), day, news)));
      await timed(`run after ${kind}`, () => assess(request(database), day, "CHANGED"));
    }
  }
}

const LEFT = new Error("The queue is left to the run.");

/** What is new, as the next run finds it. */
async function withQueue(database: Database, day: Day, look: (news: News) => Promise<void>): Promise<void> {
  const work = transaction(database, SYSTEM, async (tx) => {
    const news = await takeChanged(tx, day);
    if (news.size !== NEW) throw new Error(`${news.size} customers are queued, not ${NEW}.`);
    await look(news);
    throw LEFT;
  });
  await work.catch((error: unknown) => {
    if (error !== LEFT) throw error;
  });
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
  const after = (years: number, of: Medians, kind: Kind): Result[] => [
    result(`facts after ${NEW} ${kind} beside 50 ms, ${years} years`, of[`facts after ${kind}`], 50, 1),
    result(`assessed and stored after ${NEW} ${kind} beside 0.5 s, ${years} years`, of[`run after ${kind}`], 500, 1),
  ];
  const behind = (years: number, of: Medians): Result[] => [
    result(`facts of all beside the scan, ${years} years`, of.facts, of.scan, 4),
    result(`all assessed and stored beside 10 s, ${years} years`, of.run, 10_000, 1),
    ...NAMED.flatMap((kind) => after(years, of, kind)),
  ];
  const flat = (kind: Kind): Result[] =>
    (["facts", "run"] as const).map((what) => {
      const name: Name = `${what} after ${kind}`;
      return result(`${what} after ${NEW} ${kind}, ${many} beside ${few} years`, long[name], short[name], 1.15);
    });
  const [few, many] = HISTORIES;
  return [...behind(few, short), ...behind(many, long), ...NAMED.flatMap(flat)];
}

measuring(measureAll);
