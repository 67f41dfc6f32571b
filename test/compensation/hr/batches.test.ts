import { createHash } from "node:crypto";
import { act } from "../../support/action";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { HR, storePeriod } from "./given";

let database: TestDatabase;
let graph: Graph;

const ada = aRep({ externalId: "ada", payGroup: "monthly" });
const bob = aRep({ externalId: "bob", payGroup: "weekly" });

beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [ada, bob]);
});
afterEach(() => database.close());

const LINES = `lines(first: 200) { edges { node { externalId employeeNumber earningCode amount { amount currency } amountMinor
  payOn coversFrom coversTo costCentre comment statementLine status rep { fullName }
  reverses { externalId } replaces { externalId } replacedBy { externalId } answers { status reason reference answeredBy } } } }`;
const BATCH = `id externalId payGroup startsOn endsOn payOn status lineCount totals { currency amount amountMinor lines }
  contentHash reissueOf { id } ${LINES}`;

interface Line {
  readonly externalId: string;
  readonly [field: string]: unknown;
}

const create = { name: "compensationBatchCreate", subject: "batch", selection: BATCH };
const acknowledge = { name: "compensationLinesAcknowledge", subject: "batch", selection: BATCH };
const reissue = { name: "compensationLinesReissue", subject: "batch", selection: BATCH };

const linesOf = (batch: object | null): Line[] =>
  (batch as { lines: { edges: { node: Line }[] } }).lines.edges.map(({ node }) => node);
const statusOf = async (name: string): Promise<string> => {
  const { rows } = await database.owner.query<{ status: string }>(
    `select status from pay_period where external_id = $1`,
    [name],
  );
  return rows[0]!.status;
};

describe("a batch", () => {
  test("holds each line of a locked period as HR books it, and delivers the period", async () => {
    const payPeriod = await storePeriod(database, {
      name: "2026-Q1",
      lines: [
        { rep: "bob", amount: 5000, currency: "CHF" },
        { rep: "ada", amount: 125050 },
        { rep: "ada", amount: 0, kind: "FORFEIT" },
        { rep: "ada", amount: -50, kind: "CLAWBACK", earningCode: "CLW" },
      ],
    });
    const { record, refused } = await act(graph, HR, create, { payPeriod });
    expect(refused).toEqual([]);
    expect(record).toMatchObject({
      ...{ payGroup: null, startsOn: "2026-01-01", endsOn: "2026-04-01", payOn: "2026-04-15", status: "OPEN" },
      ...{ lineCount: 3, reissueOf: null },
      totals: [
        { currency: "CHF", amount: "50.00", amountMinor: "5000", lines: 1 },
        { currency: "EUR", amount: "1250.00", amountMinor: "125000", lines: 2 },
      ],
    });
    expect(linesOf(record).map(({ externalId }) => externalId)).toEqual(["2026-Q1-2", "2026-Q1-4", "2026-Q1-1"]);
    expect(linesOf(record)[0]).toEqual({
      ...{ externalId: "2026-Q1-2", employeeNumber: "ada", rep: { fullName: "Rep ada" }, earningCode: "RET" },
      ...{ amount: { amount: "1250.50", currency: "EUR" }, amountMinor: "125050", payOn: "2026-04-15" },
      ...{ coversFrom: "2026-01-01", coversTo: "2026-03-31", costCentre: "centre ada", statementLine: "2026-Q1-2" },
      ...{ comment: "Target bonus: csm retention, 2026-01-01 to 2026-03-31", status: "WAITING", answers: [] },
      ...{ reverses: null, replaces: null, replacedBy: null },
    });
    const { rows } = await database.owner.query<{ file: Buffer }>(`select file from compensation_batch`);
    expect(createHash("sha256").update(rows[0]!.file).digest("hex")).toBe(record!.contentHash);
    expect(await statusOf("2026-Q1")).toBe("DELIVERED");
  });

  test("is one for a period and a pay group, however often it is asked for", async () => {
    const payPeriod = await storePeriod(database, { name: "q", lines: [{ rep: "ada", amount: 1 }] });
    const asked = await Promise.all(
      Array.from({ length: 50 }, (_, n) => act(graph, HR, create, { payPeriod }, n % 2 ? "the same" : `another ${n}`)),
    );
    expect(new Set(asked.map(({ record }) => record!.id)).size).toBe(1);
    expect(asked.flatMap(({ refused }) => refused)).toEqual([]);
    const { rows } = await database.owner.query(`select from compensation_batch_line`);
    expect(rows).toHaveLength(1);
  });

  test("of a pay group leaves the others to theirs; the period is delivered when nothing is left", async () => {
    await store(database.owner, [aRep({ externalId: "cyd", payGroup: null })]);
    const lines = ["ada", "bob", "cyd"].map((rep, n) => ({ rep, amount: n + 1 }));
    const payPeriod = await storePeriod(database, { name: "q", lines });
    const monthly = await act(graph, HR, create, { payPeriod, payGroup: "monthly" });
    expect(linesOf(monthly.record).map(({ employeeNumber }) => employeeNumber)).toEqual(["ada"]);
    // Ada is paid already: moving to the other group does not pay it twice.
    await database.owner.query(`update rep set pay_group = 'weekly' where external_id = 'ada'`);
    const weekly = await act(graph, HR, create, { payPeriod, payGroup: "weekly" });
    expect(linesOf(weekly.record).map(({ employeeNumber }) => employeeNumber)).toEqual(["bob"]);
    expect(await statusOf("q")).toBe("LOCKED");
    const rest = await act(graph, HR, create, { payPeriod });
    expect(linesOf(rest.record).map(({ employeeNumber }) => employeeNumber)).toEqual(["cyd"]);
    expect(await statusOf("q")).toBe("DELIVERED");
    expect((await act(graph, HR, create, { payPeriod, payGroup: "daily" })).refused).toEqual(["CONFLICT payGroup"]);
  });

  test("names the line sent before that a later one corrects", async () => {
    const first = await storePeriod(database, { name: "q1", lines: [{ rep: "ada", amount: 100 }] });
    await act(graph, HR, create, { payPeriod: first });
    const second = await storePeriod(database, {
      ...{ name: "q2", startsOn: "2026-04-01", endsOn: "2026-07-01" },
      lines: [{ rep: "ada", amount: -30, kind: "PRIOR_PERIOD", corrects: "q1-1", forPeriod: "q1" }],
    });
    const { record } = await act(graph, HR, create, { payPeriod: second });
    expect(linesOf(record)[0]).toMatchObject({
      ...{ reverses: { externalId: "q1-1" }, coversFrom: "2026-01-01", coversTo: "2026-03-31", payOn: "2026-07-15" },
    });
  });

  test.each(["OPEN", "CALCULATED", "IN_REVIEW", "APPROVED"])("is not made of a period that is %s", async (status) => {
    const payPeriod = await storePeriod(database, { name: "q", status, lines: [{ rep: "ada", amount: 1 }] });
    expect((await act(graph, HR, create, { payPeriod })).refused).toEqual(["CONFLICT payPeriod"]);
  });

  test("is refused while somebody has no employee number, by name and without an amount", async () => {
    await database.owner.query(`update rep set employee_number = ' ' where external_id = 'ada'`);
    const lines = ["ada", "bob"].map((rep) => ({ rep, amount: 987654321 }));
    const payPeriod = await storePeriod(database, { name: "q", lines });
    const { data } = await graph.ask<{ compensationBatchCreate: { userErrors: { message: string }[] } }>(
      HR,
      `mutation ($p: ID!) { compensationBatchCreate(input: { payPeriod: $p }, idempotencyKey: "k") { userErrors { message } } }`,
      { p: payPeriod },
    );
    const [{ message }] = data.compensationBatchCreate.userErrors as [{ message: string }];
    expect(message).toBe("payPeriod cannot be sent: Rep ada without an employee number. Give it, and ask again.");
    await database.owner.query(`update rep set employee_number = 'E1' where external_id = 'ada'`);
    expect((await act(graph, HR, create, { payPeriod })).refused).toEqual([]);
  });

  test.each(["REP", "LEADER", "ANALYST", "ADMIN", "AUDITOR"] as const)("is not made by %s", async (role) => {
    const payPeriod = await storePeriod(database, { name: "q", lines: [{ rep: "ada", amount: 1 }] });
    expect((await act(graph, { role, repId: "1" }, create, { payPeriod })).refused).toEqual(["FORBIDDEN"]);
  });
});

describe("HR answers lines", () => {
  let batch: string;
  const answer = (lines: object[], key?: string) => act(graph, HR, acknowledge, { batch, lines }, key);

  beforeEach(async () => {
    const lines = [1, 2, 3].map((amount) => ({ rep: "ada", amount }));
    const payPeriod = await storePeriod(database, { name: "q", lines });
    batch = (await act(graph, HR, create, { payPeriod })).record!.id as string;
  });

  test("from open to settled", async () => {
    const of = (status: string, said = {}) => ["q-1", "q-2"].map((line) => ({ line, status, ...said }));
    expect((await answer(of("ACCEPTED"))).record).toMatchObject({ status: "OPEN" });
    const rejected = { line: "q-3", status: "REJECTED", reason: "unknown cost centre" };
    expect((await answer([rejected])).record).toMatchObject({ status: "ACKNOWLEDGED" });
    const { record } = await answer(of("PAID", { reference: "run 7" }));
    expect(record).toMatchObject({ status: "SETTLED" });
    expect(linesOf(record).map(({ status, answers }) => [status, answers])).toEqual([
      ...[1, 2].map(() => [
        "PAID",
        [
          { status: "ACCEPTED", reason: null, reference: null, answeredBy: "hana" },
          { status: "PAID", reason: null, reference: "run 7", answeredBy: "hana" },
        ],
      ]),
      ["REJECTED", [{ status: "REJECTED", reason: "unknown cost centre", reference: null, answeredBy: "hana" }]],
    ]);
  });

  test("again, and nothing changes", async () => {
    const lines = [
      { line: "q-1", status: "PAID", reference: "run 7" },
      { line: "q-2", status: "ACCEPTED" },
    ];
    const first = await answer(lines);
    expect(await answer(lines)).toEqual(first);
    expect(await answer([...lines, ...lines])).toEqual(first);
    const { rows } = await database.owner.query(`select from compensation_line_answer`);
    expect(rows).toHaveLength(2);
  });

  test("at once from many sides, and each answer is recorded once", async () => {
    const paid = ["run 7", "run 8"].map((reference) => [{ line: "q-1", status: "PAID", reference }]);
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => answer(paid[n % 2]!)));
    expect(all.filter(({ refused }) => refused.length > 0)).toHaveLength(10);
    const { rows } = await database.owner.query(`select from compensation_line_answer`);
    expect(rows).toHaveLength(1);
  });

  test("and what contradicts is refused, line by line", async () => {
    await answer([{ line: "q-1", status: "PAID", reference: "run 7" }]);
    const { record, refused } = await answer([
      { line: "q-1", status: "REJECTED", reason: "no" },
      { line: "q-1", status: "PAID", reference: "run 8" },
      { line: "q-9", status: "ACCEPTED" },
      { line: "q-2", status: "REJECTED" },
      { line: "q-2", status: "ACCEPTED", reason: "so" },
      { line: "q-2", status: "PAID" },
      { line: "q-2", status: "REJECTED", reason: " " },
      { line: "q-3", status: "ACCEPTED" },
    ]);
    expect(refused).toEqual([
      ...["CONFLICT lines.0.status", "CONFLICT lines.1.status", "NOT_FOUND lines.2.line"],
      ...["INVALID lines.3.reason", "INVALID lines.4.reason", "INVALID lines.5.reference"],
      "INVALID lines.6.reason",
    ]);
    expect(linesOf(record).map(({ status }) => status)).toEqual(["PAID", "WAITING", "ACCEPTED"]);
  });

  test("and a rejected line is issued again as a new one, with what was mended", async () => {
    const rejected = ["q-1", "q-2"].map((line) => ({ line, status: "REJECTED", reason: "unknown employee" }));
    await answer(rejected);
    await database.owner.query(`update rep set employee_number = 'E77', cost_centre = 'C5' where external_id = 'ada'`);
    const again = await act(graph, HR, reissue, { batch, lines: ["q-2"] });
    expect(again.record).toMatchObject({ reissueOf: { id: batch }, lineCount: 1, status: "OPEN" });
    expect(linesOf(again.record)).toMatchObject([
      {
        ...{ externalId: "q-2~2", employeeNumber: "E77", costCentre: "C5", amountMinor: "2", statementLine: "q-2" },
        replaces: { externalId: "q-2" },
      },
    ]);
    expect((await act(graph, HR, reissue, { batch, lines: ["q-2"] })).refused).toEqual(["CONFLICT lines"]);
    expect((await act(graph, HR, reissue, { batch, lines: ["q-3"] })).refused).toEqual(["CONFLICT lines"]);
    const rest = await act(graph, HR, reissue, { batch });
    expect(linesOf(rest.record).map(({ externalId }) => externalId)).toEqual(["q-1~2"]);
    expect((await act(graph, HR, reissue, { batch })).refused).toEqual(["CONFLICT batch"]);
    // The one sent for it may be sent back, too.
    const second = again.record!.id as string;
    const lines = [{ line: "q-2~2", status: "REJECTED", reason: "still unknown" }];
    await act(graph, HR, acknowledge, { batch: second, lines });
    const third = await act(graph, HR, reissue, { batch: second });
    expect(linesOf(third.record)).toMatchObject([{ externalId: "q-2~3", replaces: { externalId: "q-2~2" } }]);
  });
});

test("lists batches by how far HR is, and their lines page by page", async () => {
  for (const [name, startsOn, endsOn] of [
    ["a", "2026-01-01", "2026-02-01"],
    ["b", "2026-02-01", "2026-03-01"],
  ] as const) {
    const lines = [1, 2, 3].map((amount) => ({ rep: "ada", amount }));
    const payPeriod = await storePeriod(database, { name, startsOn, endsOn, lines });
    const { record } = await act(graph, HR, create, { payPeriod });
    const paid = ["1", "2", "3"].map((n) => ({ line: `${name}-${n}`, status: "PAID", reference: "7" }));
    if (name === "a") await act(graph, HR, acknowledge, { batch: record!.id, lines: paid });
  }
  const ask = (status: string) =>
    graph.ask(
      HR,
      `{ compensationBatches(filter: { status: [${status}] }) { totalCount edges { node { startsOn
      lines(first: 2, filter: { status: [WAITING] }) { totalCount pageInfo { hasNextPage } } } } } }`,
    );
  const whole = { totalCount: 3, pageInfo: { hasNextPage: true } };
  expect((await ask("OPEN")).data).toEqual({
    compensationBatches: { totalCount: 1, edges: [{ node: { startsOn: "2026-02-01", lines: whole } }] },
  });
  const none = { totalCount: 0, pageInfo: { hasNextPage: false } };
  expect((await ask("SETTLED")).data).toEqual({
    compensationBatches: { totalCount: 1, edges: [{ node: { startsOn: "2026-01-01", lines: none } }] },
  });
});
