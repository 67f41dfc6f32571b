/** A trial of a plan where a server does it, in a thread beside the graph, and on the command line. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { aRep, store } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { aHome, removeHomes } from "../support/homes";
import { type Ended, type Running, runScript, until } from "../support/process";
import { asker, serve } from "../support/server";
import { enrol, lock, open, publish, Q1 } from "../compensation/inputs/company";

const bonus = (ifNull: string) => ({
  ...{ code: "KEEP", name: "Keep", currency: "EUR", onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" } },
  components: [
    {
      ...{ kind: "TARGET_BONUS", code: "KEPT", name: "Kept", earningCode: "BON", weight: "1", ifNull },
      input: { of: "MEASURE", measure: "LOGO_RETENTION", reads: "VALUE" },
      curve: { how: "STEP", points: [{ input: "0", payout: "1" }] },
    },
  ],
});

let database: TestDatabase;
let running: Running;
const home = aHome();

beforeAll(async () => {
  database = await testDatabase();
  await store(database.owner, [aRep({ externalId: "ada" })]);
  await publish(database.owner, bonus("0.5"));
  await enrol(database.owner, [{ rep: "ada", plan: "KEEP", target: 365_00 }]);
  await lock(database, await open(database.owner, Q1), "2026-04-10");
  running = runScript("src/cli.ts", ["serve"], environment());
});
afterAll(async () => {
  running.child.kill("SIGKILL");
  await database.close();
  removeHomes();
});

const environment = () => ({
  ...{ NODE_ENV: "development", PORT: "0", HOLDFAST_HOME: home, LOG_LEVEL: "info" },
  ...{ DATABASE_URL: database.runtimeUrl, DATABASE_OWNER_URL: database.ownerUrl },
});
const holdfast = (...args: readonly string[]): Promise<Ended> => runScript("src/cli.ts", args, environment()).ended;

const TRIAL = `query ($document: JSONObject!, $end: Date!) {
  compensationPlanTrial(document: $document, period: { start: "2026-01-01", end: $end }, asOf: "2026-05-01") {
    totals { paid { amount } wouldBe { amount } } people { edges { node { rep { externalId } } } } } }`;

test("a server tries a plan in a thread of its own, and passes on what comes of it or what is wrong with it", async () => {
  const address = (): string | undefined => /at (http:\S+)\/graphql/.exec(running.stderr())?.[1];
  await until(() => address() !== undefined);
  const { stdout } = await holdfast("token", "--role", "HR");
  const ask = asker(address()!, stdout.trim());
  const [tried, ...refused] = await Promise.all([
    ask(TRIAL, { document: bonus("1"), end: "2026-04-01" }),
    ask(TRIAL, { document: bonus("1"), end: "2026-03-01" }),
    ask(TRIAL, { document: bonus("much"), end: "2026-04-01" }),
  ]);
  expect(tried).toMatchObject({
    errors: [],
    data: {
      compensationPlanTrial: {
        totals: [{ paid: { amount: "45.00" }, wouldBe: { amount: "90.00" } }],
        people: { edges: [{ node: { rep: { externalId: "ada" } } }] },
      },
    },
  });
  expect(refused.map(({ codes, errors }) => [...codes, errors[0]!.message])).toEqual([
    ["BAD_USER_INPUT", "period: no locked period of pay lies between 2026-01-01 and 2026-03-01."],
    ["BAD_USER_INPUT", expect.stringContaining(`components.0.ifNull is "much": takes a decimal number`)],
  ]);
});

test("a query whose time runs out says what may take longer", async () => {
  const hurried = await serve({ database, queryTimeoutMilliseconds: 1 });
  const answer = await (await hurried.as("HR"))(TRIAL, { document: bonus("1"), end: "2026-04-01" });
  await hurried.close();
  expect([answer.status, ...answer.codes]).toEqual([504, "QUERY_TIMEOUT"]);
  expect(answer.errors[0]!.message).toBe(
    "The query was cancelled after 0.001 seconds. A trial computes everybody's pay of all its periods twice. Try fewer " +
      "periods at once, or let `holdfast pay trial PLAN.json --start DAY --end DAY` take the time that it needs.",
  );
});

test("the command line tries it for as long as it takes", async () => {
  const file = path.join(home, "plan.json");
  writeFileSync(file, JSON.stringify(bonus("1")));
  const days = ["--start", "2026-01-01", "--end", "2026-04-01", "--as-of", "2026-05-01"];
  const { code, stdout } = await holdfast("pay", "trial", file, ...days);
  expect({ code, lines: stdout.trimEnd().split("\n") }).toEqual({
    code: 0,
    lines: [
      "rep       paid   as planned  would be",
      "ada  EUR  45.00  45.00       90.00",
      "all  EUR  45.00  45.00       90.00",
    ],
  });
  const { stderr } = await holdfast("pay", "trial", "nowhere.json", ...days);
  expect(stderr).toContain("nowhere.json cannot be read: give the way to a plan's document");
});
