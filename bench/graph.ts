import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { entities, migrations } from "../ormconfig";
import { readConfig } from "../src/platform/config/config";
import { type Location, locate, prepare } from "../src/platform/database/connect";
import { answerHash, ask, type Places, walk } from "./graph/ask";
import { CASES, type Case, list } from "./graph/cases";
import { fill, LEADER, sizeFor } from "./graph/data";
import { startPostGraphile } from "./graph/postgraphile";
import { report } from "./graph/report";
import { FLAGS, leaderToken, startBare, startProduct } from "./graph/servers";
import { interleaved, type Target } from "./support/load";
import { CACHE, count } from "./support/options";
import type { Program } from "./support/program";

/** Different questions of each case, asked in turn. */
const QUESTIONS = 64;
const CONCURRENCY = 32;
const WARM_UP_SECONDS = 4;

interface Options {
  readonly customers: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly peer: boolean;
  readonly json?: boolean;
}

type Say = (sentence: string) => void;

export function addGraph(program: Command): void {
  program
    .command("graph")
    .description("a nested list of customers, and one customer by id, as a leader sees them")
    .option("--customers <count>", "how many customers, with 30 interactions each", count, 50_000)
    .option("--rounds <count>", "how often each server is loaded", count, 5)
    .option("--seconds <count>", "how long each time", count, 6)
    .option("--no-peer", "leave PostGraphile out")
    .option("--json", "print the results only, one line of JSON each")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const say: Say = options.json ? () => undefined : (sentence) => console.log(sentence);
  const home = path.join(CACHE, `graph-${options.customers}`);
  mkdirSync(home, { recursive: true });
  const location = await locate({ ...readConfig({}), home }, { use: "command", say });
  const running: Program[] = [];
  try {
    await prepare(location, { entities, migrations }, say);
    const size = sizeFor(options.customers);
    await fill(location.ownerUrl, size, say);
    say(`${size.customers} customers, ${size.interactions} interactions, ${size.reps} reps; asked as ${LEADER}`);
    await compare(await startServers(home, location, options, say, running), options, say);
  } finally {
    for (const program of running) await program.stop();
    await location.close();
  }
}

interface Servers {
  readonly product: Program;
  readonly bare: Program;
  readonly postgraphile: Program | null;
  /** signs in to the product and the bare server */
  readonly headers: Readonly<Record<string, string>>;
}

async function startServers(
  home: string,
  location: Location,
  { peer }: Options,
  say: Say,
  running: Program[],
): Promise<Servers> {
  const started = async <P extends Program | null>(starting: Promise<P>): Promise<P> => {
    const program = await starting;
    if (program) running.push(program);
    return program;
  };
  const headers = { authorization: `Bearer ${await leaderToken(home)}` };
  const product = await started(startProduct(home));
  const bare = await started(startBare(home, location.runtimeUrl));
  const folder = path.join(CACHE, "postgraphile");
  const postgraphile = peer ? await started(startPostGraphile(folder, location.ownerUrl, say)) : null;
  return { product, bare, postgraphile, headers };
}

async function compare(servers: Servers, options: Options, say: Say): Promise<void> {
  const { product, bare, postgraphile, headers } = servers;
  const [productUrl, peerUrl] = [`${product.url}/graphql`, `${postgraphile?.url}/graphql`];
  const places = await walk(QUESTIONS, (after) => ask(productUrl, headers, bodyOf(list.document, { after })));
  const peerPlaces = postgraphile
    ? await walk(QUESTIONS, (after) => ask(peerUrl, {}, bodyOf(list.peerDocument, { after })))
    : null;
  say(`Node ${process.version} ${FLAGS.join(" ")}, ${os.cpus().length} cores, concurrency ${CONCURRENCY}`);
  say(`${options.rounds} rounds of ${options.seconds} s each, after ${WARM_UP_SECONDS} s to warm up`);
  const results = [];
  for (const one of CASES) {
    const targets: Target[] = [
      { name: "product", url: productUrl, headers, bodies: bodies(one.document, one, places) },
      { name: "bare", url: `${bare.url}/${one.name}`, headers, bodies: bodies(one.document, one, places) },
    ];
    await checkAnswers(one, targets, say);
    if (peerPlaces)
      targets.push({
        name: "postgraphile",
        url: peerUrl,
        headers: {},
        bodies: bodies(one.peerDocument, one, peerPlaces),
      });
    const { rounds, seconds: secondsPerRound } = options;
    const load = { concurrency: CONCURRENCY, warmUpSeconds: WARM_UP_SECONDS, rounds, secondsPerRound };
    results.push(report(one, await interleaved(targets, load), say));
  }
  for (const result of results) console.log(JSON.stringify(result));
}

const bodyOf = (query: string, variables: Readonly<Record<string, string | null>>): string =>
  JSON.stringify({ query, variables });

const bodies = (document: string, { name }: Case, places: Places): string[] =>
  places[name].slice(0, QUESTIONS).map((variables) => bodyOf(document, variables));

/** @throws when the targets answer differently: their rates would compare different work */
async function checkAnswers(one: Case, targets: readonly Target[], say: Say): Promise<void> {
  const hashes: string[] = [];
  for (const { name, url, headers, bodies } of targets) {
    const answers = [];
    for (const body of bodies) answers.push(await ask(url, headers, body));
    hashes.push(answerHash(answers));
    say(`${one.name.padEnd(8)}${name.padEnd(14)}SHA-256 of ${answers.length} answers ${hashes.at(-1)}`);
  }
  if (new Set(hashes).size > 1) throw new Error(`${one.name}: the servers do not give the same answers`);
}
