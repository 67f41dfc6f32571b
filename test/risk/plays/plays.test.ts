import { type Role, SYSTEM } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { act, audits, type Done } from "../../support/action";
import { aCustomer, anAssignment, aRep, REFERENCE_DATE, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf } from "../../support/writes";
import { BY_SIGNALS, openAlarms } from "./by-signals";

const ida = aRep({ externalId: "ida" });
const noor = aRep({ externalId: "noor", managedBy: ida });
const emil = aRep({ externalId: "emil", managedBy: ida });
const zoe = aRep({ externalId: "zoe" });
const quiet = aCustomer({ externalId: "quiet" });
const nobodys = aCustomer({ externalId: "nobodys" });

let database: TestDatabase;
let graph: Graph;
beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [
    ...[ida, noor, emil, zoe, quiet, nobodys],
    anAssignment({ customer: quiet, rep: noor, startsOn: "2025-01-01" }),
    anAssignment({ customer: quiet, rep: emil, role: "SUPPORT", startsOn: "2025-01-01" }),
    anAssignment({ customer: nobodys, rep: zoe, role: "SUPPORT", startsOn: "2025-01-01" }),
  ]);
  await opened("quiet", "2026-03-01");
});
afterEach(() => database.close());

async function opened(customer: string, asOf: string): Promise<void> {
  const drivers = [{ signal: "PURCHASE_RHYTHM", severity: 0.6, evidence: "52 days since the last order." }] as const;
  const customerId = await idOf(database, "customer", customer);
  const alarming = { customerId, band: "WATCH", drivers, ...BY_SIGNALS } as const;
  await transaction(database, SYSTEM, (tx) => openAlarms(tx, asOf, alarming));
}

interface Who {
  readonly as?: Role;
  readonly by?: string;
}

async function viewer({ as = "REP", by = "noor" }: Who): Promise<object> {
  return { principal: by, role: as, repId: ["REP", "LEADER"].includes(as) ? await idOf(database, "rep", by) : null };
}

const AUDITOR: Who = { as: "AUDITOR", by: "audit" };

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly owner: { readonly externalId: string } | null;
  readonly steps: readonly { readonly id: string; readonly what: string; readonly doneOn: string | null }[];
  readonly [field: string]: unknown;
}

const PLAY = `id version status dueOn evidence signal severity band outcome note closedOn snoozedUntil snoozeReason
  owner { externalId } givenTo { externalId } steps { id what doneOn } playbook { code version }`;

async function listed(who: Who, filter = "", of = "quiet"): Promise<Shown[]> {
  const { data } = await graph.ask<{ customer: { plays: { edges: { node: Shown }[] } } | null }>(
    await viewer(who),
    `{ customer(externalId: "${of}") { plays${filter} { edges { node { ${PLAY} } } } } }`,
  );
  return data.customer?.plays.edges.map(({ node }) => node) ?? [];
}

const play = async (of = "quiet"): Promise<Shown> => (await listed(AUDITOR, "", of))[0]!;

async function ask(name: string, who: Who, input: object, of = "quiet"): Promise<Done> {
  const { id, version } = await play(of);
  const action = { name, subject: "play", selection: PLAY };
  return act(graph, await viewer(who), action, { play: id, version, ...input });
}

const step = async (who: Who, position = 0): Promise<Done> =>
  act(
    graph,
    await viewer(who),
    { name: "playStepDone", subject: "play", selection: PLAY },
    {
      step: (await play()).steps[position]!.id,
    },
  );

const snooze = (who: Who, until: string) => ask("playSnooze", who, { until, reason: "on holiday" });
const complete = (who: Who, outcome = "RETAINED", of = "quiet") => ask("playComplete", who, { outcome }, of);
const reassign = async (who: Who, to: string | null) =>
  ask("playReassign", who, { to: to && (await nodeIdOf(database, "Rep", "rep", to)), reason: "away" });

async function ownersOf(rep: string): Promise<number> {
  const { data } = await graph.ask<{ rep: { plays: { totalCount: number } } }>(
    await viewer(AUDITOR),
    `{ rep(externalId: "${rep}") { plays { totalCount } } }`,
  );
  return data.rep.plays.totalCount;
}

test("a play says why it was opened, and what to do, by whom and until when", async () => {
  expect(await play()).toMatchObject({
    ...{ status: "OPEN", dueOn: "2026-03-08", evidence: "52 days since the last order.", band: "WATCH" },
    ...{ signal: "PURCHASE_RHYTHM", severity: 0.6, outcome: null, owner: { externalId: "noor" }, givenTo: null },
    playbook: { code: "PURCHASE_RHYTHM_BROKEN", version: 1 },
  });
  expect((await play()).steps).toHaveLength(3);
});

describe("a play is owned by", () => {
  test("who holds the playbook's role for the customer", async () => {
    expect(await Promise.all(["noor", "emil", "ida"].map(ownersOf))).toEqual([1, 0, 0]);
  });

  test("the successor, once the customer is handed over", async () => {
    await database.owner.query(`update assignment set ends_on = '2026-03-02' where role = 'ACCOUNT_MANAGER'`);
    await database.owner.query(
      `insert into assignment (external_id, customer_id, rep_id, role, share, starts_on)
       select 'handed', c.id, r.id, 'ACCOUNT_MANAGER', 10000, '2026-03-02' from customer c, rep r
       where c.external_id = 'quiet' and r.external_id = 'emil'`,
    );
    expect((await play()).owner).toEqual({ externalId: "emil" });
    expect((await complete({ by: "noor" })).refused).not.toEqual([]);
    expect((await complete({ by: "emil" })).refused).toEqual([]);
  });

  test("the house, once its owner has left, until somebody takes the customer over", async () => {
    const input = {
      ...{
        rep: await nodeIdOf(database, "Rep", "rep", "noor"),
        leftOn: "2026-03-02",
        version: 1,
        reason: "moved away",
      },
    };
    const left = await act(graph, { role: "ADMIN" }, { name: "repLeave", subject: "rep", selection: "id" }, input);
    expect(left.refused).toEqual([]);
    expect((await play()).owner).toBeNull();
    expect((await complete({ by: "emil" })).refused).toEqual(["CONFLICT play"]);
    expect((await complete({ as: "LEADER", by: "ida" })).refused).toEqual([]);
  });

  test("whom it was given to, until that leaves", async () => {
    expect((await reassign({ as: "LEADER", by: "ida" }, "emil")).record).toMatchObject({
      ...{ owner: { externalId: "emil" }, givenTo: { externalId: "emil" } },
    });
    expect(await Promise.all(["noor", "emil"].map(ownersOf))).toEqual([0, 1]);
    await database.owner.query(`update rep set left_on = '2026-03-02' where external_id = 'emil'`);
    expect((await play()).owner).toEqual({ externalId: "noor" });
  });

  test("who holds the role again, when it is given back", async () => {
    await reassign({ as: "LEADER", by: "ida" }, "emil");
    expect((await reassign({ as: "LEADER", by: "ida" }, null)).record).toMatchObject({ owner: { externalId: "noor" } });
  });

  test("whose it was when it was closed, whoever serves the customer later", async () => {
    await complete({});
    await database.owner.query(`update play set closed_on = '2026-03-01'`);
    await database.owner.query(`update assignment set ends_on = '2026-03-02' where role = 'ACCOUNT_MANAGER'`);
    expect((await play()).owner).toEqual({ externalId: "noor" });
  });
});

describe("who may", () => {
  const NOT_SEEN = ["NOT_FOUND play"];
  test.each<[string, Who, readonly string[]]>([
    ["the owner", {}, []],
    ["who leads it", { as: "LEADER", by: "ida" }, []],
    ["an administrator", { as: "ADMIN" }, []],
    ["not a colleague who serves the customer in another role", { by: "emil" }, ["CONFLICT play"]],
    ["not a stranger, who does not learn that there is a play", { by: "zoe" }, NOT_SEEN],
    ["not a leader of others", { as: "LEADER", by: "zoe" }, NOT_SEEN],
    ["not HR", { as: "HR" }, ["FORBIDDEN"]],
    ["not an analyst", { as: "ANALYST" }, ["FORBIDDEN"]],
    ["not an auditor", AUDITOR, ["FORBIDDEN"]],
  ])("%s", async (_rule, who, refused) => {
    expect((await snooze(who, "2026-03-10")).refused).toEqual(refused);
    expect((await complete(who)).refused).toEqual(refused);
  });

  test("a step is done by whom the play belongs to", async () => {
    expect((await step({ by: "emil" })).refused).toEqual(["CONFLICT step"]);
    expect((await step({ by: "zoe" })).refused).toEqual(["NOT_FOUND step"]);
    expect((await step({})).refused).toEqual([]);
  });

  test("a rep gives its plays to nobody, and a leader to none but its own", async () => {
    expect((await reassign({}, "emil")).refused).toEqual(["FORBIDDEN"]);
    expect((await reassign({ as: "LEADER", by: "ida" }, "zoe")).refused).toEqual(["NOT_FOUND to"]);
  });

  test("whom it is given to sees it, though the customer is another's", async () => {
    await reassign({ as: "ADMIN" }, "zoe");
    const { data } = await graph.ask(await viewer({ by: "zoe" }), `{ plays { edges { node { customer { name } } } } }`);
    expect(data).toEqual({ plays: { edges: [{ node: { customer: { name: "Customer quiet" } } }] } });
    expect((await complete({ by: "zoe" })).refused).toEqual([]);
  });
});

describe("a step", () => {
  test("is done once, today", async () => {
    const { record } = await step({});
    expect(record!.steps).toEqual([
      expect.objectContaining({ doneOn: REFERENCE_DATE }),
      expect.objectContaining({ doneOn: null }),
      expect.objectContaining({ doneOn: null }),
    ]);
    expect((await step({})).refused).toEqual(["CONFLICT step"]);
    expect(await audits(database, "playStepDone")).toEqual([
      expect.objectContaining({
        principal: "noor",
        type: "playStep",
        after: expect.objectContaining({ done_by: "noor" }),
      }),
    ]);
  });
});

describe("a snoozed play", () => {
  test("is put off for a reason, and wakes by itself on its day", async () => {
    expect((await snooze({}, "2026-03-03")).record).toMatchObject({ status: "SNOOZED", snoozeReason: "on holiday" });
    expect(await listed(AUDITOR, "(filter: { status: OPEN })")).toEqual([]);
    await database.owner.query(`update play set snoozed_until = $1`, [REFERENCE_DATE]);
    expect((await play()).status).toBe("OPEN");
    expect(await listed(AUDITOR, "(filter: { status: OPEN })")).toHaveLength(1);
  });

  test("opens no other", async () => {
    await snooze({}, "2026-06-01");
    await opened("quiet", "2026-04-15");
    expect(await listed(AUDITOR)).toHaveLength(1);
  });

  test.each([REFERENCE_DATE, "2026-03-01", "2027-03-03"])("does not wake on %s", async (until) => {
    expect((await snooze({}, until)).refused).toEqual(["INVALID until"]);
  });

  test("sleeps for a year at most", async () => {
    expect((await snooze({}, "2027-03-02")).refused).toEqual([]);
  });
});

describe("a play ends", () => {
  test("with an outcome, and then nothing about it changes", async () => {
    const { record } = await ask("playComplete", {}, { outcome: "RETAINED", note: "orders again" });
    expect(record).toMatchObject({
      ...{ status: "DONE", outcome: "RETAINED", note: "orders again", closedOn: REFERENCE_DATE },
    });
    expect((await complete({}, "LOST")).refused).toEqual(["CONFLICT play"]);
    expect((await snooze({}, "2026-03-10")).refused).toEqual(["CONFLICT play"]);
    expect((await step({})).refused).toEqual(["CONFLICT step"]);
    expect((await reassign({ as: "ADMIN" }, "emil")).refused).toEqual(["CONFLICT play"]);
    expect(await audits(database, "playComplete")).toEqual([
      expect.objectContaining({
        ...{ principal: "noor", type: "play" },
        ...{
          before: expect.objectContaining({ outcome: null }),
          after: expect.objectContaining({ outcome: "RETAINED" }),
        },
      }),
    ]);
  });

  test("as cancelled where there was nothing to do", async () => {
    expect((await complete({}, "NOT_NEEDED")).record).toMatchObject({ status: "CANCELLED" });
  });

  test("by who has read it as it is", async () => {
    await snooze({}, "2026-03-10");
    expect((await ask("playComplete", {}, { outcome: "LOST", version: 1 })).refused).toEqual(["STALE_VERSION version"]);
  });

  test("once for one key", async () => {
    const { id, version } = await play();
    const action = { name: "playComplete", subject: "play", selection: "outcome" };
    const again = async () => act(graph, await viewer({}), action, { play: id, version, outcome: "LOST" }, "the same");
    expect(await again()).toEqual(await again());
    expect(await audits(database, "playComplete")).toHaveLength(1);
  });
});

test("a play of nobody's is for who leads somebody on the customer's team", async () => {
  await opened("nobodys", "2026-03-01");
  expect((await play("nobodys")).owner).toBeNull();
  expect((await complete({ by: "zoe" }, "LOST", "nobodys")).refused).toEqual(["CONFLICT play"]);
  expect((await complete({ as: "LEADER", by: "zoe" }, "LOST", "nobodys")).refused).toEqual([]);
});
