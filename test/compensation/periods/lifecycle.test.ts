import type { Viewer } from "../../../src/platform/auth/viewer";
import { act, audits, type Done } from "../../support/action";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";

let database: TestDatabase;
let graph: Graph;
const [ann, ben] = ["ann", "ben"].map((principal): Partial<Viewer> => ({ principal, role: "HR" })) as [object, object];

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
});
afterAll(() => database.close());

const READ = "id externalId status version submittedBy approvedBy linesHash";
const open = (externalId: string, startsOn: string, endsOn: string, viewer = ann): Promise<Done> =>
  act(
    graph,
    viewer,
    { name: "payPeriodOpen", subject: "payPeriod", selection: READ },
    {
      ...{ externalId, startsOn, endsOn, payOn: "2026-04-20" },
    },
  );

type Step = "Submit" | "Approve" | "Return" | "Lock";
async function step(viewer: object, name: Step, period: Done, more: object = {}): Promise<Done> {
  const { id } = period.record!;
  const { rows } = await database.owner.query<{ version: number }>(
    `select version from pay_period where external_id = $1`,
    [period.record!.externalId],
  );
  const action = { name: `payPeriod${name}`, subject: "payPeriod", selection: READ };
  return act(graph, viewer, action, { payPeriod: id, version: rows[0]!.version, ...more });
}
/** As a run leaves it. */
const calculated = (period: Done): Promise<unknown> =>
  database.owner.query(
    `update pay_period set status = 'CALCULATED', input_hash = 'aa', version = version + 1 where external_id = $1`,
    [period.record!.externalId],
  );
const statusOf = (done: Done): unknown => done.record?.status ?? done.refused;

test("a period is opened behind all that there are", async () => {
  expect((await open("2025-11", "2025-11-01", "2025-12-01")).record).toMatchObject({ status: "OPEN", linesHash: null });
  expect((await open("2025-10", "2025-10-01", "2025-11-01")).refused).toEqual(["CONFLICT startsOn"]);
  expect((await open("2025-11", "2025-12-01", "2026-01-01")).refused).toEqual(["CONFLICT externalId"]);
  expect((await open("2025-12", "2025-12-01", "2025-12-01")).refused).toEqual(["CONFLICT endsOn"]);
});

test.each(["REP", "LEADER", "ANALYST", "ADMIN", "AUDITOR"] as const)("no %s opens a period", async (role) => {
  const done = await open("later", "2030-01-01", "2030-02-01", { principal: "x", role, repId: null });
  expect(done).toEqual({ record: null, refused: ["FORBIDDEN"] });
});

describe("a calculated period", () => {
  let period: Done;
  let month = 0;
  beforeEach(async () => {
    month += 1;
    const [start, end] = [month, month + 1].map((one) => `2026-${String(one).padStart(2, "0")}-01`);
    period = await open(`2026-${month}`, start!, end!);
    expect(period.refused).toEqual([]);
    await calculated(period);
  });

  test("goes into review, is approved by somebody else, and is locked", async () => {
    expect(statusOf(await step(ann, "Submit", period))).toBe("IN_REVIEW");
    expect(statusOf(await step(ann, "Approve", period))).toEqual(["CONFLICT payPeriod"]);
    expect((await step(ben, "Approve", period)).record).toMatchObject({
      ...{ status: "APPROVED", submittedBy: "ann", approvedBy: "ben" },
    });
    const locked = await step(ann, "Lock", period);
    expect(locked.record).toMatchObject({ status: "LOCKED", linesHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const [audit] = (await audits(database, "payPeriodLock")).slice(-1);
    expect(audit).toMatchObject({ principal: "ann", after: { lines_hash: locked.record!.linesHash } });
  });

  test.each<[string, Step[]]>([
    ["is not approved before it is submitted", ["Approve"]],
    ["is not locked before it is approved", ["Submit", "Lock"]],
    ["is not submitted twice", ["Submit", "Submit"]],
  ])("%s", async (_rule, steps) => {
    for (const name of steps.slice(0, -1)) await step(ann, name, period);
    expect(statusOf(await step(ben, steps.at(-1)!, period))).toEqual(["CONFLICT payPeriod"]);
  });

  test("goes back a step at a time for a reason, and keeps all steps", async () => {
    await step(ann, "Submit", period);
    await step(ben, "Approve", period);
    const back = await step(ann, "Return", period, { reason: "a rate was missing" });
    expect(back.record).toMatchObject({ status: "CALCULATED", submittedBy: null, approvedBy: null });
    expect(statusOf(await step(ann, "Return", period, { reason: "a quota is wrong" }))).toBe("OPEN");
    expect(statusOf(await step(ann, "Return", period, { reason: "once more" }))).toEqual(["CONFLICT payPeriod"]);
    const { data } = await graph.ask(
      { role: "AUDITOR" },
      `query ($id: ID!) { payPeriod(id: $id) { steps { from to by reason } } }`,
      {
        id: period.record!.id,
      },
    );
    expect(data).toEqual({
      payPeriod: {
        steps: [
          { from: "CALCULATED", to: "IN_REVIEW", by: "ann", reason: null },
          { from: "IN_REVIEW", to: "APPROVED", by: "ben", reason: null },
          { from: "APPROVED", to: "CALCULATED", by: "ann", reason: "a rate was missing" },
          { from: "CALCULATED", to: "OPEN", by: "ann", reason: "a quota is wrong" },
        ],
      },
    });
  });

  test("never goes back once it is locked, and the database refuses it as well", async () => {
    await step(ann, "Submit", period);
    await step(ben, "Approve", period);
    await step(ann, "Lock", period);
    expect(statusOf(await step(ann, "Return", period, { reason: "too late" }))).toEqual(["CONFLICT payPeriod"]);
    const reopened = database.owner.query(`update pay_period set status = 'OPEN' where external_id = $1`, [
      period.record!.externalId,
    ]);
    await expect(reopened).rejects.toThrow("is locked: update of pay_period is refused");
  });

  test("needs a reason to go back, and the version that was read to go on", async () => {
    for (const reason of ["", "  "]) {
      expect((await step(ann, "Return", period, { reason })).refused).toEqual(["INVALID reason"]);
    }
    expect((await step(ann, "Submit", period, { version: 1 })).refused).toEqual(["STALE_VERSION version"]);
  });

  test("is not submitted while it is being calculated", async () => {
    const { rows } = await database.owner.query<{ last: string }>(`select max(id) as last from pay_period`);
    await database.owner.query(
      `insert into pay_run (external_id, pay_period_id, as_of, requested_by) values ('run', $1, '2026-03-01', 'ann')`,
      [rows[0]!.last],
    );
    expect(statusOf(await step(ann, "Submit", period))).toEqual(["CONFLICT payPeriod"]);
  });
});
