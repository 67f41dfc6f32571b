import { amountOfTrace } from "../../../src/compensation/calc/amount-of-trace";
import type { StoredTrace } from "../../../src/compensation/calc/stored-trace";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, type Graph, graphOver } from "../../support/graph";
import { calculateRun } from "../../../src/compensation/periods/calculate-run.service";
import {
  calculate,
  company,
  linesOf,
  lock,
  openPeriod,
  periodNow,
  recordAgain,
  renew,
  startRun,
  told,
  work,
} from "./given";

let database: TestDatabase;
let graph: Graph;

beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await company(database);
  await openPeriod(graph, "2026-01", "2026-01-01", "2026-02-01");
});
afterEach(() => database.close());

const runs = async (): Promise<object[]> =>
  (await database.owner.query<object>(`select status, people, people_done as done, failure from pay_run order by id`))
    .rows;

/** A target of 12,000.00 a year is 1,019.18 for the 31 days of January; half of it hangs on the retention of 100 %. */
const JANUARY = ["bob TARGET_BONUS NRR 50959", "bob COMMISSION KEPT 19000"];

test("a run stores a statement of everybody, whose lines follow from their traces", async () => {
  await calculate(graph, database, "2026-01");
  expect((await told(database, "2026-01")).filter((line) => line.startsWith("bob"))).toEqual(JANUARY);
  expect(await runs()).toEqual([{ status: "DONE", people: 2, done: 2, failure: null }]);
  expect(await periodNow(graph, "2026-01")).toMatchObject({
    status: "CALCULATED",
    inputHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const { rows } = await database.owner.query<{ trace: StoredTrace; amount: string }>(
    `select trace, amount_minor::text as amount from statement_line`,
  );
  for (const { trace, amount } of rows) expect(amountOfTrace(trace).toString()).toBe(amount);
});

test("a person reads what it is paid, and for which events", async () => {
  await calculate(graph, database, "2026-01");
  const { data, errors } = await graph.ask(
    { principal: "bob", role: "REP", repId: "1" },
    `{ statements { edges { node { rep { fullName } payPeriod { externalId } totals { amount currency } lines { edges { node {
      kind component amount { amount } credits { edges { node { customer { name } credited { amount } amount { amount } } } } } } } } } } }`,
  );
  const credit = (name: string, credited: string, amount: string) => ({
    node: { customer: { name }, credited: { amount: credited }, amount: { amount } },
  });
  expect(errors).toEqual([]);
  expect(data).toEqual({
    statements: {
      edges: [
        {
          node: {
            ...{ rep: { fullName: "Rep bob" }, payPeriod: { externalId: "2026-01" } },
            totals: [{ amount: "699.59", currency: "EUR" }],
            lines: {
              edges: [
                {
                  node: {
                    kind: "TARGET_BONUS",
                    component: "NRR",
                    amount: { amount: "509.59" },
                    credits: { edges: [] },
                  },
                },
                {
                  node: {
                    ...{ kind: "COMMISSION", component: "KEPT", amount: { amount: "190.00" } },
                    credits: {
                      edges: [credit("Customer a", "1000.00", "100.00"), credit("Customer b", "900.00", "90.00")],
                    },
                  },
                },
              ],
            },
          },
        },
      ],
    },
  });
});

test("the same facts give the same hash and the same lines, row by row", async () => {
  await calculate(graph, database, "2026-01");
  const [before, { inputHash }] = [await linesOf(database, "2026-01"), await periodNow(graph, "2026-01")];
  await calculate(graph, database, "2026-01");
  expect(await linesOf(database, "2026-01")).toEqual(before);
  expect((await periodNow(graph, "2026-01")).inputHash).toBe(inputHash);
});

test("another fact gives another hash; the line that it concerns keeps its row", async () => {
  await calculate(graph, database, "2026-01");
  const [before, { inputHash }] = [await linesOf(database, "2026-01"), await periodNow(graph, "2026-01")];
  await recordAgain(database.owner, "b", 80_000);
  await calculate(graph, database, "2026-01");
  const after = await linesOf(database, "2026-01");
  expect(after.map(({ id, external_id }) => [id, external_id])).toEqual(
    before.map(({ id, external_id }) => [id, external_id]),
  );
  expect(await told(database, "2026-01")).toContain("bob COMMISSION KEPT 18000");
  expect((await periodNow(graph, "2026-01")).inputHash).not.toBe(inputHash);
});

test("who is not paid any more has no statement any more", async () => {
  await calculate(graph, database, "2026-01");
  await database.owner.query(`delete from enrolment where rep_id = 2`);
  await calculate(graph, database, "2026-01");
  expect((await database.owner.query(`select from statement`)).rowCount).toBe(1);
});

test("fifty who ask at once get the same run", async () => {
  const asked = await Promise.all(
    Array.from({ length: 50 }, (_, n) => startRun(graph, "2026-01", "2026-03-02", `start ${n}`)),
  );
  expect(new Set(asked.map(({ record }) => record?.id)).size).toBe(1);
  expect(await runs()).toEqual([{ status: "QUEUED", people: null, done: 0, failure: null }]);
  expect(await work(database)).toEqual({ DONE: 1, FAILED: 0, TAKEN: 0 });
  expect(await work(database)).toEqual({ DONE: 0, FAILED: 0, TAKEN: 0 });
});

test("two workers at once calculate a run once", async () => {
  await startRun(graph, "2026-01");
  const [one, other] = (await Promise.all([work(database), work(database)])) as Record<string, number>[];
  expect(one!.DONE! + other!.DONE!).toBe(1);
  const { rows } = await database.owner.query(`select from pay_period_step where to_status = 'CALCULATED'`);
  expect(rows).toHaveLength(1);
});

test("a run whose worker died is taken up again", async () => {
  await startRun(graph, "2026-01");
  await database.owner.query(`update pay_run set status = 'RUNNING', started_at = now(), people = 2, people_done = 1`);
  expect(await work(database)).toEqual({ DONE: 1, FAILED: 0, TAKEN: 0 });
  expect(await runs()).toEqual([{ status: "DONE", people: 2, done: 2, failure: null }]);
});

test("a period that took a step meanwhile fails the run, and keeps what it has", async () => {
  await calculate(graph, database, "2026-01");
  await startRun(graph, "2026-01");
  await database.owner.query(`update pay_period set status = 'IN_REVIEW', submitted_by = 'ann'`);
  await recordAgain(database.owner, "b", 80_000);
  expect(await work(database)).toEqual({ DONE: 0, FAILED: 1, TAKEN: 0 });
  expect((await runs())[1]).toMatchObject({
    ...{ status: "FAILED", failure: "2026-01 is IN_REVIEW: only what is OPEN or CALCULATED is calculated." },
  });
  expect((await told(database, "2026-01")).slice(0, 2)).toEqual(JANUARY);
});

test("knows what the period has in it, and no less than what is locked", async () => {
  expect((await startRun(graph, "2026-01", "2025-12-31")).refused).toEqual(["INVALID asOf"]);
  await calculate(graph, database, "2026-01");
  await lock(graph, "2026-01");
  await openPeriod(graph, "2026-02", "2026-02-01", "2026-03-01");
  // Locked as it was known on 2 March: on 1 March less was known, and the difference would be taken back.
  expect((await startRun(graph, "2026-02", "2026-03-01")).refused).toEqual(["INVALID asOf"]);
  expect((await startRun(graph, "2026-02", "2026-03-02")).refused).toEqual([]);
});

test("a rate that is missing fails the run with a sentence that names the pair", async () => {
  await database.owner.query(`update contract set currency = 'USD' where external_id = 'a next'`);
  await database.owner.query(`update renewal set currency = 'USD' where external_id = 'a'`);
  await startRun(graph, "2026-01");
  expect(await work(database)).toEqual({ DONE: 0, FAILED: 1, TAKEN: 0 });
  const [{ failure }] = (await runs()) as [{ failure: string }];
  expect(failure).toMatch(/USD.*EUR/);
});

test("what fails half-way leaves nothing, and says nothing of what is paid", async () => {
  await calculate(graph, database, "2026-01");
  await recordAgain(database.owner, "b", 80_000);
  await database.owner.query(`alter table statement_line add constraint planted check (amount_minor <> 18000)`);
  const { data } = await startRun(graph, "2026-01").then(({ record }) => ({ data: record }));
  expect(data).not.toBeNull();
  await expect(work(database)).rejects.toThrow("planted");
  expect((await runs())[1]).toMatchObject({ status: "FAILED", failure: expect.not.stringMatching(/\d/) });
  expect((await told(database, "2026-01")).slice(0, 2)).toEqual(JANUARY);
});

test("one that is told to stop leaves the run to whoever comes next", async () => {
  await startRun(graph, "2026-01");
  const { rows } = await database.owner.query<{ id: string }>(`select id from pay_run`);
  const stopping = new AbortController();
  const run = calculateRun({ ...contextOf(database), signal: stopping.signal }, rows[0]!.id, () => stopping.abort());
  await expect(run).rejects.toThrow();
  expect(await linesOf(database, "2026-01")).toEqual([]);
  expect(await runs()).toMatchObject([{ status: "RUNNING" }]);
  expect(await work(database)).toMatchObject({ DONE: 1 });
});

test("a period waits for all before it to be locked, and then pays what became known late", async () => {
  await openPeriod(graph, "2026-02", "2026-02-01", "2026-03-01");
  expect((await startRun(graph, "2026-02")).refused).toEqual(["CONFLICT payPeriod"]);
  await calculate(graph, database, "2026-01");
  await lock(graph, "2026-01");
  const [bonus, commission] = await linesOf(database, "2026-01");
  await recordAgain(database.owner, "b", 80_000);
  await calculate(graph, database, "2026-02");
  const february = (await told(database, "2026-02")).filter((line) => line.startsWith("bob"));
  // 95 % retained pay 9 tenths of what 100 % do; a renewal for 800.00 pays 10.00 less.
  expect(february.filter((line) => line.includes("PRIOR_PERIOD"))).toEqual([
    "bob PRIOR_PERIOD NRR -5096",
    "bob PRIOR_PERIOD KEPT -1000",
  ]);
  const { rows } = await database.owner.query(
    `select corrects_id as id from statement_line where kind = 'PRIOR_PERIOD' and rep_id = 1 order by position`,
  );
  expect(rows).toEqual([{ id: bonus!.id }, { id: commission!.id }]);
  await lock(graph, "2026-02");
  await openPeriod(graph, "2026-03", "2026-03-01", "2026-04-01");
  await calculate(graph, database, "2026-03");
  expect((await told(database, "2026-03")).filter((line) => line.includes("PRIOR_PERIOD"))).toEqual([]);
});

test("who asks for a day that has not come is told so", async () => {
  expect((await startRun(graph, "2026-01", "2026-03-03")).refused).toEqual(["INVALID asOf"]);
});

test("what is undecided counts once it is decided", async () => {
  await calculate(graph, database, "2026-01");
  const before = (await told(database, "2026-01")).filter((line) => line.startsWith("cem"));
  await renew(database.owner, "c", 100_000);
  await calculate(graph, database, "2026-01");
  expect((await told(database, "2026-01")).filter((line) => line.startsWith("cem"))).not.toEqual(before);
});
