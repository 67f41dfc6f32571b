import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { fileName, PAY, RECORDS, type RecordName, type TableName } from "../../demo/files";
import { isOccupied, loadDemo, USUAL_DEMO, writeCompany } from "../../src/app/demo";
import { importable } from "../../src/app/records";
import { SYSTEM } from "../../src/platform/auth/viewer";
import { importFiles, type ImportSummary } from "../../src/records/imports/import";
import { type TestDatabase, testDatabase } from "../support/database";
import { type Answer, type Graph, graphOver } from "../support/graph";
import { add, decimals, monthsOf, type Tally, tally } from "./tally";

/** The files, read by themselves: what is added up here has never been in the database. */
const dir = mkdtempSync(path.join(tmpdir(), "holdfast-load-"));
const company = { ...USUAL_DEMO, customers: 120 };
const work = { signal: new AbortController().signal, onProgress: () => undefined };
type Line = Readonly<Record<string, string>>;
const read = (record: TableName): Line[] => parse(readFileSync(path.join(dir, fileName(record))), { columns: true });

let database: TestDatabase;
let graph: Graph;
let loaded: ImportSummary;
let months: readonly { start: string; end: string }[];

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  expect(await isOccupied(database)).toBe(false);
  loaded = await loadDemo(database, company, work);
  await writeCompany(company, dir, work);
  months = monthsOf(read("interaction").map(({ occurredAt }) => occurredAt!));
});
afterAll(async () => {
  await database.close();
  rmSync(dir, { recursive: true });
});

/** The nodes of a list that is read to its end: `reps`, `customers`. */
async function all<Node>(list: string, selection: string): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ;) {
    const source = `query ($after: String) { ${list}(first: 200, after: $after) {
      edges { node { ${selection} } } pageInfo { hasNextPage endCursor } } }`;
    const answer: Answer<Record<string, Page<Node>>> = await graph.ask({ role: "AUDITOR" }, source, { after });
    expect(answer.errors).toEqual([]);
    const page = answer.data[list]!;
    nodes.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
}
interface Page<Node> {
  edges: { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
interface Money {
  amount: string;
  currency: string;
}

test("every row of every file is a record", () => {
  const rows = Object.fromEntries(
    (Object.keys({ ...RECORDS, ...PAY }) as TableName[]).map((name) => [name, read(name).length]),
  );
  expect(Object.fromEntries(Object.entries(loaded.records).map(([name, { created }]) => [name, created]))).toEqual(
    rows,
  );
});

test("the same files under another mapping are read again, and change nothing", async () => {
  const mapping = path.join(dir, "mapping-again.json");
  writeFileSync(mapping, `${readFileSync(path.join(dir, "mapping.json"), "utf8")}\n`);
  const again = await importFiles(database, importable, {
    ...{ viewer: SYSTEM, mapping, dir, partial: false, dryRun: false, ...work },
  });
  expect(again.repeated).toBe(false);
  for (const [record, { read, unchanged }] of Object.entries(again.records))
    expect([record, unchanged]).toEqual([record, read]);
});

/** Between two account managers nobody sells: such purchases are counted by their customers below. */
const soldByReps = (): Line[] => read("purchase").filter(({ rep }) => rep !== "");

test("purchases and revenue are the files', per rep, month and currency", async () => {
  const ofFiles = tally(soldByReps(), ({ rep, purchasedOn, currency, amount }) => ({
    [`${rep} ${purchasedOn!.slice(0, 7)} ${currency} revenue`]: decimals(amount!),
    [`${rep} ${purchasedOn!.slice(0, 7)} ${currency} purchases`]: Number(amount) >= 0 ? 1n : 0n,
  }));
  const ofGraph: Tally = {};
  for (const { start, end } of months) {
    const totals = `purchaseTotals(period: { start: "${start}", end: "${end}" }) { purchases revenue { amount currency } }`;
    type Totals = { externalId: string; purchaseTotals: { purchases: number; revenue: Money }[] };
    for (const { externalId, purchaseTotals } of await all<Totals>("reps", `externalId ${totals}`))
      for (const { purchases, revenue } of purchaseTotals) {
        const key = `${externalId} ${start.slice(0, 7)} ${revenue.currency}`;
        add(ofGraph, { [`${key} revenue`]: decimals(revenue.amount), [`${key} purchases`]: BigInt(purchases) });
      }
  }
  expect(Object.keys(ofFiles).length).toBeGreaterThan(300);
  expect(ofGraph).toEqual(ofFiles);
});

/** How many of each node's connection fall into each month, counted by the graph. */
async function countedByMonth(list: string, counted: string, filter: (start: string, end: string) => string) {
  const ofGraph: Tally = {};
  for (const { start, end } of months) {
    const selection = `externalId counted: ${counted}(first: 0, filter: { ${filter(start, end)} }) { totalCount }`;
    for (const { externalId, counted } of await all<Counted>(list, selection))
      add(ofGraph, { [`${externalId} ${start.slice(0, 7)}`]: BigInt(counted.totalCount) });
  }
  return ofGraph;
}
interface Counted {
  externalId: string;
  counted: { totalCount: number };
}
const instants = (start: string, end: string) => `from: "${start}T00:00:00Z", before: "${end}T00:00:00Z"`;
const days = (start: string, end: string) => `from: "${start}", before: "${end}"`;

test.each<[RecordName, string, string, string, (start: string, end: string) => string]>([
  ["interaction", "occurredAt", "rep", "reps", instants],
  ["interaction", "occurredAt", "customer", "customers", instants],
  ["issue", "openedAt", "customer", "customers", instants],
  ["survey", "answeredOn", "customer", "customers", days],
  ["purchase", "purchasedOn", "customer", "customers", days],
])("%ss by %s are the files', per %s and month", async (record, column, owner, list, filter) => {
  const rows = read(record).filter((row) => row[owner] !== "");
  const ofFiles = tally(rows, (row) => ({ [`${row[owner]} ${row[column]!.slice(0, 7)}`]: 1n }));
  expect(await countedByMonth(list, `${record}s`, filter)).toEqual(ofFiles);
});

test("renewals are the files', per status, reason, competitor and month, to the cent", async () => {
  const decided = ({ status, lossReason, competitor, dueOn }: Line | Renewal) =>
    [status, lossReason || "–", competitor || "–", dueOn!.slice(0, 7)].join(" ");
  const ofFiles = tally(read("renewal"), (row) => ({
    [`${decided(row)} due`]: decimals(row.valueDue!),
    [`${decided(row)} renewed`]: decimals(row.valueRenewed || "0.00"),
  }));
  const selection = "status lossReason competitor dueOn valueDue { amount } valueRenewed { amount }";
  const ofGraph = tally(await all<Renewal>("renewals", selection), (renewal) => ({
    [`${decided(renewal)} due`]: decimals(renewal.valueDue.amount),
    [`${decided(renewal)} renewed`]: decimals(renewal.valueRenewed?.amount ?? "0.00"),
  }));
  expect(ofGraph).toEqual(ofFiles);
});
interface Renewal {
  status: string;
  lossReason: string | null;
  competitor: string | null;
  dueOn: string;
  valueDue: Money;
  valueRenewed: Money | null;
}

test("the scores of surveys and the kinds of issues are the files'", async () => {
  const surveys = await all<Line>("surveys", "externalId kind score answeredOn");
  expect(tally(surveys, score)).toEqual(tally(read("survey"), score));
  const issues = await all<Line>("issues", "kind severity openedAt resolvedAt");
  expect(tally(issues, trouble)).toEqual(tally(read("issue"), trouble));
});
const score = ({ kind, score, answeredOn }: Line) => ({ [`${kind} ${answeredOn!.slice(0, 7)}`]: BigInt(score!) });
const trouble = ({ kind, severity, openedAt, resolvedAt }: Line) => ({
  [`${kind} ${severity} ${openedAt!.slice(0, 7)} ${resolvedAt ? "resolved" : "open"}`]: 1n,
});

test("goals, rates and referrals are the files', row by row", async () => {
  const goal = ({ externalId, measure, startsOn, endsOn, goal, currency }: Line) =>
    [externalId, measure, startsOn, endsOn, Number(goal), currency || null].join(" ");
  const quotas = await all<Line>("quotas", "externalId measure startsOn endsOn goal currency");
  expect(quotas.map(goal).sort()).toEqual(read("quota").map(goal).sort());
  const rate = ({ base, quote, day, rate }: Line) => [base, quote, day, Number(rate)].join(" ");
  expect((await all<Line>("fxRates", "base quote day rate")).map(rate).sort()).toEqual(read("fxRate").map(rate).sort());
  const referral = ({ externalId, receivedOn, firstFollowedUpOn, convertedOn }: Line) =>
    [externalId, receivedOn, firstFollowedUpOn || null, convertedOn || null].join(" ");
  const referrals = await all<Line>("referrals", "externalId receivedOn firstFollowedUpOn convertedOn");
  expect(referrals.map(referral).sort()).toEqual(read("referral").map(referral).sort());
});

/** On the second an account manager leaves: what ends on a day does not cover it. */
const ON = ["2023-09-01", "2024-03-18", "2025-07-15", USUAL_DEMO.until];
const covers = (day: string, startsOn?: string, endsOn?: string) => startsOn! <= day && day < (endsOn || "9999");

test.each(ON)("who serves whom on %s is as the files say, share by share", async (day) => {
  const inForce = read("assignment").filter(({ startsOn, endsOn }) => covers(day, startsOn, endsOn));
  const ofFiles = tally(inForce, ({ customer, rep, role, share }) => ({
    [`${customer} ${rep} ${role}`]: BigInt(share!),
  }));
  type Team = { externalId: string; team: { rep: { externalId: string }; role: string; share: number }[] };
  const ofGraph = tally(
    (await all<Team>("customers", `externalId team(asOf: "${day}") { rep { externalId } role share }`)).flatMap(
      ({ externalId, team }) => team.map((member) => ({ customer: externalId, ...member })),
    ),
    ({ customer, rep, role, share }) => ({ [`${customer} ${rep.externalId} ${role}`]: BigInt(share) }),
  );
  expect(Object.keys(ofFiles).length).toBeGreaterThan(100);
  expect(ofGraph).toEqual(ofFiles);
});

test.each(ON)("the contracts in force on %s are worth what the files say", async (day) => {
  const contracts = read("contract");
  const replaced = new Set(contracts.filter(({ startsOn }) => startsOn! <= day).map(({ replaces }) => replaces));
  const inForce = contracts.filter(
    ({ externalId, startsOn, endsOn, endedOn }) =>
      covers(day, startsOn, endedOn || endsOn) && !replaced.has(externalId),
  );
  const ofFiles = tally(inForce, ({ customer, annualValue, currency }) => ({
    [`${customer} ${currency}`]: decimals(annualValue!),
  }));
  type Covered = { externalId: string; contracts: { edges: { node: { annualValue: Money } }[] } };
  const selection = `externalId contracts(filter: { coversOn: "${day}" }) { edges { node { annualValue { amount currency } } } }`;
  const ofGraph: Tally = {};
  for (const { externalId, contracts } of await all<Covered>("customers", selection))
    for (const { annualValue } of contracts.edges.map(({ node }) => node))
      add(ofGraph, { [`${externalId} ${annualValue.currency}`]: decimals(annualValue.amount) });
  expect(Object.keys(ofFiles).length).toBeGreaterThan(10);
  expect(ofGraph).toEqual(ofFiles);
});
