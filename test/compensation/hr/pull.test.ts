import { execFile } from "node:child_process";
import { createHash, randomInt } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Line, pull, type PullOptions } from "../../../examples/hr-client/pull";
import { makeSchema } from "../../../src/app/schema";
import { act } from "../../support/action";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { serve, type ServedGraph } from "../../support/server";
import { FAULTS, type Fault, faultyProxy, type FaultyProxy } from "./faulty-proxy";
import { HR, storePeriod } from "./given";

/** What is to go wrong in all; the crashes of the client come on top. */
const FAULTS_IN_ALL = 200;
const REPS = 8;
const SEED = Number(process.env.HOLDFAST_SEED ?? randomInt(2 ** 31));

const schema = makeSchema();
let database: TestDatabase;
let graph: Graph;
let server: ServedGraph;
let proxy: FaultyProxy;
let folder: string;
let token: string;

/** Numerical Recipes' linear congruential generator: the seed alone decides what goes wrong. */
let state = SEED;
const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;

let calm = false;
const next = (): Fault | null => {
  if (calm || random() < 0.35) return null;
  // To start a server takes longer than all else: one of many.
  const fault = FAULTS[Math.floor(random() * FAULTS.length)]!;
  return fault === "restart" && random() < 0.6 ? "lost" : fault;
};

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-hr-"));
  const reps = Array.from({ length: REPS }, (_, n) => aRep({ externalId: `r${n}`, payGroup: `group ${n % 2}` }));
  await store(database.owner, reps);
  const { data } = await graph.ask<{ apiTokenCreate: { secret: string } }>(
    { principal: "ada", role: "ADMIN" },
    `mutation { apiTokenCreate(input: { name: "payroll", scopes: [COMPENSATION_READ, COMPENSATION_ACKNOWLEDGE],
      expiresAt: "2027-01-01T00:00:00Z" }, idempotencyKey: "t") { secret } }`,
  );
  token = data.apiTokenCreate.secret;
  const start = () => serve({ database, schema, clock: () => new Date("2026-07-01T00:00:00Z") });
  server = await start();
  const restart = async (): Promise<void> => {
    await server.close();
    server = await start();
  };
  proxy = await faultyProxy({ upstream: () => server.url, next, restart });
});
afterAll(async () => {
  await proxy.close();
  await server.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const create = { name: "compensationBatchCreate", subject: "batch", selection: "id externalId" };
const reissue = { name: "compensationLinesReissue", subject: "batch", selection: "id lineCount" };

let periods = 0;
/** A quarter of everybody, some of it taken back, one batch for each pay group. */
async function payOnce(): Promise<void> {
  const year = 2000 + ++periods;
  const lines = Array.from({ length: 3 * REPS }, (_, n) => ({
    ...{ rep: `r${n % REPS}`, amount: n % 5 === 4 ? -n : 1_000 + n, currency: n % 7 === 0 ? "CHF" : "EUR" },
  }));
  const payPeriod = await storePeriod(database, {
    ...{ name: `y${year}`, startsOn: `${year}-01-01`, endsOn: `${year}-04-01`, lines },
  });
  for (const payGroup of ["group 0", "group 1"]) {
    expect((await act(graph, HR, create, { payPeriod, payGroup })).refused).toEqual([]);
  }
}

class Crash extends Error {}

/** Fails for good once in a while, as a process that is killed: what it had in its hands is gone. */
const crashing: typeof fetch = (input, init) =>
  !calm && random() < 0.08 ? Promise.reject(new Crash("killed")) : fetch(input, init);

/** The fetch of a run whose first crash ends it: the client would try again what only failed. */
function mortal(): typeof fetch {
  let dead = false;
  return async (input, init) => {
    if (dead) return new Promise(() => undefined);
    return crashing(input, init).catch((error: unknown) => {
      dead ||= error instanceof Crash;
      throw error;
    });
  };
}

/** Payroll does not know the number that a rep has until HR has mended it. */
const objectTo = ({ employee_number }: Line): string | null =>
  employee_number === "r3" ? 'unknown employee r3, "mend it"' : null;

/** Pulls until it gets through, or is killed. */
async function pullOnce(options: PullOptions): Promise<"done" | "killed"> {
  const fetching = mortal();
  let kill: (outcome: "killed") => void;
  const killed = new Promise<"killed">((resolve) => (kill = resolve));
  const watched: typeof fetch = (input, init) =>
    fetching(input, init).catch((error: unknown) => {
      if (error instanceof Crash) kill("killed");
      throw error;
    });
  return Promise.race([pull({ ...options, fetch: watched }).then(() => "done" as const), killed]);
}

const landed = (): number => Object.values(proxy.landed).reduce((sum, count) => sum + count, 0);
const query = async <Row extends object>(sql: string): Promise<Row[]> => (await database.owner.query<Row>(sql)).rows;

test("through 200 faults and many crashes nothing is missing, nothing is paid twice, and every byte is the same", async () => {
  const options = { url: proxy.url, token, folder, objectTo, pageSize: 2, answersAtOnce: 5 };
  let crashes = 0;
  await payOnce();
  while (landed() < FAULTS_IN_ALL) {
    if ((await pullOnce(options)) === "killed") crashes++;
    else await payOnce();
  }
  console.log(`seed ${SEED}: ${JSON.stringify(proxy.landed)}, ${crashes} crashes, ${2 * periods} batches`);
  for (const fault of FAULTS) expect([fault, proxy.landed[fault] > 0]).toEqual([fault, true]);
  expect(crashes).toBeGreaterThan(0);

  calm = true;
  await pull(options);
  await database.owner.query(`update rep set employee_number = 'E3' where external_id = 'r3'`);
  const rejecting = await query<{ id: string }>(
    `select distinct batch_id as id from compensation_line_answer where status = 'REJECTED'`,
  );
  expect(rejecting).toHaveLength(periods);
  for (const { id } of rejecting) {
    const batch = Buffer.from(`CompensationBatch:${id}`).toString("base64url");
    expect((await act(graph, HR, reissue, { batch })).refused).toEqual([]);
  }
  await pull(options);
  expect(await pull(options)).toEqual([]);
  await everythingHolds();
}, 300_000);

async function everythingHolds(): Promise<void> {
  const stored = await query<{ name: string; file: Buffer; hash: string }>(
    `select external_id as name, file, content_hash as hash from compensation_batch`,
  );
  expect(readdirSync(path.join(folder, "files")).sort()).toEqual(stored.map(({ name }) => `${name}.csv`).sort());
  for (const { name, file, hash } of stored) {
    const bytes = readFileSync(path.join(folder, "files", `${name}.csv`));
    expect(bytes.equals(file)).toBe(true);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(hash);
  }
  const booked = stored.flatMap(({ name }) => {
    const text = readFileSync(path.join(folder, "booked", `${name}.json`), "utf8");
    const { booked: lines, reference } = JSON.parse(text) as { booked: Line[]; reference: string };
    return lines.map((line): Line => ({ ...line, reference }));
  });
  // Each line of a statement is booked once, under whichever of its keys, with its own amount.
  const owed = await query<{ line: string; amount: string; currency: string }>(
    `select external_id as line, amount_minor::text as amount, currency from statement_line order by external_id`,
  );
  const paid = booked.map((line) => ({
    ...{ line: line.statement_line, amount: line.amount_minor, currency: line.currency },
  }));
  expect(paid.sort((a, b) => (a.line! < b.line! ? -1 : 1))).toEqual(owed);
  const answers = await query<{ line: string; reference: string }>(
    `select l.external_id as line, a.reference from compensation_line_answer a
     join compensation_batch_line l on l.id = a.line_id where a.status = 'PAID'`,
  );
  const byLine = (one: { line: string }, other: { line: string }) => (one.line < other.line ? -1 : 1);
  const told = booked.map(({ line_id: line, reference }) => ({ line: line!, reference: reference! }));
  expect(answers.sort(byLine)).toEqual(told.sort(byLine));
  const [{ count }] = (await query<{ count: number }>(
    `select count(*)::int as count from compensation_line_answer where status = 'REJECTED'`,
  )) as [{ count: number }];
  expect(count).toBe(3 * periods);
}

test("the script for curl pulls a batch, accepts its lines, and may be run again", async () => {
  calm = true;
  await payOnce();
  const { data } = await graph.ask<{ compensationBatches: { edges: { node: { id: string; externalId: string } }[] } }>(
    HR,
    `{ compensationBatches(filter: { status: [OPEN] }) { edges { node { id externalId } } } }`,
  );
  const { id, externalId } = data.compensationBatches.edges[0]!.node;
  const script = path.join(__dirname, "../../../examples/hr-client/pull.sh");
  const cwd = mkdtempSync(path.join(folder, "curl-"));
  const run = () =>
    promisify(execFile)("sh", [script, id, externalId], {
      cwd,
      env: { ...process.env, HOLDFAST_URL: proxy.url, HOLDFAST_TOKEN: token },
    });
  for (const { stdout } of [await run(), await run()]) {
    const answer = { compensationLinesAcknowledge: { userErrors: [], batch: { status: "ACKNOWLEDGED" } } };
    expect(JSON.parse(stdout)).toEqual({ data: answer });
  }
  const [stored] = await query<{ file: Buffer }>(
    `select file from compensation_batch where external_id = '${externalId}'`,
  );
  expect(readFileSync(path.join(cwd, `${externalId}.csv`)).equals(stored!.file)).toBe(true);
});
