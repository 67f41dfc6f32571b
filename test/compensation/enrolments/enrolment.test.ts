import type { Viewer } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import { enrolmentUpsert } from "../../../src/compensation/enrolments/enrolment.upsert";
import { csv, importOf, removeFolders } from "../../records/imports/folder";
import { act, audits, type Done } from "../../support/action";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf, reasons, statuses, write } from "../../support/writes";
import { example, publish } from "../examples";

const lead = aRep({ externalId: "lead" });
const ann = aRep({ externalId: "ann", managedBy: lead });
const bob = aRep({ externalId: "bob" });

let database: TestDatabase;
let graph: Graph;
async function open(): Promise<void> {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [lead, ann, bob]);
  await publish(graph);
  await publish(graph, { document: example("new-business"), effectiveFrom: "2026-02-01" });
}
const close = (): Promise<void> => database.close();
afterAll(removeFolders);

const enrolment = (externalId: string, more: object = {}) => ({
  ...{ externalId, rep: "ann", plan: "SUCCESS_MANAGER", role: "CUSTOMER_SUCCESS" },
  ...{ target: "20000.50", currency: "EUR", startsOn: "2026-01-01", ...more },
});
const enrol = (...rows: ReturnType<typeof enrolment>[]) => write(database, enrolmentUpsert, ...rows);
const viewerOf = async (role: Viewer["role"], rep?: string): Promise<Partial<Viewer>> => ({
  ...{ role, principal: `${role} ${rep ?? ""}` },
  repId: rep === undefined ? null : await idOf(database, "rep", rep),
});

interface Enrolled {
  readonly externalId: string;
  readonly target: { readonly amount: string } | null;
}
async function enrolments(viewer: Partial<Viewer>, filter: object = {}): Promise<string[]> {
  const source = `query ($filter: EnrolmentFilter) {
    enrolments(filter: $filter) { totalCount edges { node { externalId target { amount } } } } }`;
  const { data, errors } = await graph.ask<{ enrolments: { edges: { node: Enrolled }[] } }>(viewer, source, { filter });
  expect(errors).toEqual([]);
  return data.enrolments.edges.map(({ node }) => `${node.externalId} ${node.target?.amount ?? "–"}`).sort();
}

describe("an enrolment", () => {
  beforeEach(open);
  afterEach(close);

  test.each([
    ["of somebody who is not there", { rep: "zoe" }, "rep"],
    ["in a plan that nobody published", { plan: "SUCCESS" }, "plan"],
    ["in another currency than its plan", { currency: "USD" }, "currency"],
    ["before its plan is in effect", { startsOn: "2025-12-31" }, "startsOn"],
    ["that ends where it begins", { endsOn: "2026-01-01" }, "endsOn"],
    ["with a target below 0", { target: "-1" }, "target"],
    ["beside another one in the same plan", { startsOn: "2026-03-31" }, "startsOn"],
  ])("is not written %s", async (_rule, more, field) => {
    expect(reasons(await enrol(enrolment("first", { endsOn: "2026-04-01" })))).toEqual([]);
    const { userErrors, results } = await enrol(enrolment("wrong", more), enrolment("right", { rep: "bob" }));
    expect(userErrors.map((error) => error.field)).toEqual([["inputs", "0", field]]);
    expect(results.map(({ status }) => status)).toEqual(["REJECTED", "CREATED"]);
  });

  test("may stand beside one in another plan, and behind one in the same", async () => {
    const rows = [
      enrolment("first", { endsOn: "2026-04-01" }),
      enrolment("second", { startsOn: "2026-04-01", target: null }),
      enrolment("beside", { plan: "NEW_BUSINESS", startsOn: "2026-02-01" }),
    ];
    expect(reasons(await enrol(...rows))).toEqual([]);
    expect(await enrolments({ role: "HR" }, { on: "2026-03-31" })).toEqual(["beside 20000.50", "first 20000.50"]);
    expect(await enrolments({ role: "HR" }, { planCode: ["SUCCESS_MANAGER"] })).toEqual(["first 20000.50", "second –"]);
    expect(statuses(await enrol(...rows))).toEqual(["UNCHANGED", "UNCHANGED", "UNCHANGED"]);
  });

  const UPSERT = `mutation ($inputs: [EnrolmentInput!]!) { it: enrolmentsUpsert(inputs: $inputs, idempotencyKey: "k") {
    results { status record { target { amount currency } planCode plan { version } } } userErrors { message } } }`;

  test("is written through the graph by HR, and by nobody else", async () => {
    const inputs = [enrolment("first")];
    for (const role of ["REP", "LEADER", "ANALYST", "ADMIN", "AUDITOR"] as const) {
      expect((await graph.ask({ role, repId: "1" }, UPSERT, { inputs })).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    }
    const { data, errors } = await graph.ask({ role: "HR" }, UPSERT, { inputs });
    const target = { amount: "20000.50", currency: "EUR" };
    const record = { target, planCode: "SUCCESS_MANAGER", plan: { version: 1 } };
    expect({ data, errors }).toEqual({
      data: { it: { results: [{ status: "CREATED", record }], userErrors: [] } },
      errors: [],
    });
  });

  test("names the version of its plan that is in effect on the day, or on its first day", async () => {
    await publish(graph, { version: 1, effectiveFrom: "2026-07-01" });
    await enrol(enrolment("later", { startsOn: "2026-08-01" }), enrolment("now", { rep: "bob" }));
    const source = `{ enrolments { edges { node { externalId today: plan { version } july: plan(asOf: "2026-07-01") { version } } } } }`;
    const { data } = await graph.ask<{ enrolments: { edges: { node: object }[] } }>({ role: "HR" }, source);
    expect(data.enrolments.edges.map(({ node }) => node)).toEqual([
      { externalId: "later", today: { version: 2 }, july: { version: 2 } },
      { externalId: "now", today: { version: 1 }, july: { version: 2 } },
    ]);
  });
});

describe("the file of an import", () => {
  beforeEach(open);
  afterEach(close);

  const mapping = [
    {
      ...{ file: "pay.csv", record: "enrolment" },
      fields: {
        ...{ externalId: "id", rep: "who", plan: "plan", role: { const: "CUSTOMER_SUCCESS" } },
        ...{ target: { column: "yearly", format: "#,##0.00" }, startsOn: "from" },
      },
    },
  ];
  const file = (...rows: string[]) => ({ "pay.csv": csv("id;who;plan;yearly;from".split(";"), ...rows.map(cells)) });
  const cells = (row: string): string[] => row.split(";");

  test("enrols people with targets in the mapping's currency", async () => {
    const { records } = await importOf(database, mapping, file("a;ann;SUCCESS_MANAGER;20,000.50;2026-01-01"));
    expect(records.enrolment).toMatchObject({ created: 1 });
    expect(await enrolments({ role: "HR" })).toEqual(["a 20000.50"]);
  });

  test.each([
    ["a;ann;SUCCESS_MANAGER;77,777.7x;2026-01-01", "yearly"],
    ["a;ann;SUCCESS_MANAGER;-77,777.70;2026-01-01", "yearly"],
    ["a;ann;MANAGER;77,777.70;2026-01-01", "plan"],
  ])("is refused with the place, and without the pay: %s", async (row, column) => {
    const error = await importOf(database, mapping, file(row)).then(
      () => null,
      (thrown: Error) => thrown,
    );
    expect(error?.message).toContain(`pay.csv, line 2, column "${column}"`);
    expect(error?.message).not.toMatch(/77,?777/);
  });
});

describe("enrolments are seen", () => {
  beforeAll(async () => {
    await open();
    await enrol(...["ann", "bob", "lead"].map((who) => enrolment(`of ${who}`, { rep: who })));
  });
  afterAll(close);

  test.each([
    ["REP", "ann", ["of ann 20000.50"]],
    ["REP", "bob", ["of bob 20000.50"]],
    ["LEADER", "lead", ["of ann 20000.50", "of lead 20000.50"]],
    ["LEADER", "bob", ["of bob 20000.50"]],
    ["HR", undefined, ["of ann 20000.50", "of bob 20000.50", "of lead 20000.50"]],
    ["AUDITOR", undefined, ["of ann 20000.50", "of bob 20000.50", "of lead 20000.50"]],
    ["ANALYST", undefined, []],
    ["ADMIN", undefined, []],
  ] as const)("by a %s %s", async (role, rep, expected) => {
    expect(await enrolments(await viewerOf(role, rep))).toEqual(expected);
  });

  test("below a rep, unless the role is denied pay", async () => {
    const source = `{ rep(externalId: "ann") { enrolments { externalId } } }`;
    const { data } = await graph.ask(await viewerOf("LEADER", "lead"), source);
    expect(data).toEqual({ rep: { enrolments: [{ externalId: "of ann" }] } });
    const denied = await graph.ask({ role: "ADMIN" }, source);
    expect(denied.errors).toMatchObject([{ code: "FORBIDDEN", path: "rep.enrolments" }]);
  });

  const counted = async (viewer: Partial<Viewer> | null): Promise<string> => {
    const [{ count }] = await transaction(database, viewer && contextOf(database, viewer).viewer, (tx) =>
      tx.query<[{ count: string }]>("select count(*) from enrolment"),
    );
    return count;
  };
  test("by nobody whose transaction does not say who asks", async () => {
    expect(await counted(null)).toBe("0");
    expect(await counted({ role: "ADMIN" })).toBe("0");
    expect(await counted(await viewerOf("REP", "ann"))).toBe("1");
    expect(await counted({ role: "HR" })).toBe("3");
  });
});

describe("who is enrolled", () => {
  beforeEach(open);
  afterEach(close);

  const ACCEPT = { name: "enrolmentAccept", subject: "enrolment", selection: "acceptedOn version" };
  const accept = async (viewer: Partial<Viewer>, version = 1, planVersion?: number): Promise<Done> => {
    const enrolment = await nodeIdOf(database, "Enrolment", "enrolment", "of ann");
    return act(graph, viewer, ACCEPT, { enrolment, version, planVersion });
  };
  beforeEach(() => enrol(enrolment("of ann")));

  test("accepts it once, as it has read it", async () => {
    const viewer = await viewerOf("REP", "ann");
    expect(await accept(viewer, 2)).toEqual({ record: null, refused: ["STALE_VERSION version"] });
    expect(await accept(viewer)).toEqual({ record: { acceptedOn: "2026-03-02", version: 2 }, refused: [] });
    expect(await accept(viewer, 2)).toEqual({ record: null, refused: ["CONFLICT enrolment"] });
    expect(await enrolments({ role: "HR" }, { accepted: true })).toEqual(["of ann 20000.50"]);
  });

  test.each([
    ["REP", "bob", "NOT_FOUND enrolment"],
    ["LEADER", "lead", "NOT_FOUND enrolment"],
    ["HR", undefined, "FORBIDDEN"],
    ["AUDITOR", undefined, "FORBIDDEN"],
  ] as const)("and nobody for it: %s %s", async (role, rep, refused) => {
    expect(await accept(await viewerOf(role, rep))).toEqual({ record: null, refused: [refused] });
  });

  test("has not accepted other terms than those that it read", async () => {
    await accept(await viewerOf("REP", "ann"));
    await enrol(enrolment("of ann", { endsOn: "2026-12-01" }));
    expect(await enrolments({ role: "HR" }, { accepted: true })).toEqual(["of ann 20000.50"]);
    await enrol(enrolment("of ann", { target: "21000" }));
    expect(await enrolments({ role: "HR" }, { accepted: true })).toEqual([]);
  });

  const acceptedPlan = async () =>
    (await graph.ask({ role: "HR" }, `{ enrolments { edges { node { acceptedOn acceptedPlan { version } } } } }`)).data;
  const node = (acceptedOn: string | null, acceptedPlan: object | null) => ({
    enrolments: { edges: [{ node: { acceptedOn, acceptedPlan } }] },
  });

  test("accepts each version of the plan that takes over", async () => {
    const viewer = await viewerOf("REP", "ann");
    expect(await acceptedPlan()).toEqual(node(null, null));
    await enrol(enrolment("of ann", { acceptedOn: "2026-01-10" }));
    expect((await accept(viewer, 2)).refused).toEqual(["CONFLICT enrolment"]);
    await publish(graph, { version: 1, effectiveFrom: "2026-03-01" });
    expect(await acceptedPlan()).toEqual(node("2026-01-10", { version: 1 }));
    expect(await enrolments({ role: "HR" }, { accepted: false })).toEqual(["of ann 20000.50"]);
    expect((await accept(viewer, 2)).record).toEqual({ acceptedOn: "2026-03-02", version: 3 });
    expect(await acceptedPlan()).toEqual(node("2026-03-02", { version: 2 }));
    expect(await enrolments({ role: "HR" }, { accepted: true })).toEqual(["of ann 20000.50"]);
  });

  test("has not accepted a version that is published behind its back for a day before", async () => {
    const viewer = await viewerOf("REP", "ann");
    await accept(viewer);
    await publish(graph, { version: 1, effectiveFrom: "2026-02-01" });
    expect(await acceptedPlan()).toEqual(node("2026-03-02", { version: 1 }));
    expect(await enrolments({ role: "HR" }, { accepted: false })).toEqual(["of ann 20000.50"]);
    expect((await accept(viewer, 2)).refused).toEqual([]);
    expect(await acceptedPlan()).toEqual(node("2026-03-02", { version: 2 }));
  });

  test("nor one that was published after the day on which it accepted elsewhere", async () => {
    await database.owner.query("alter table compensation_plan disable trigger compensation_plan_append_only");
    await publish(graph, { version: 1, effectiveFrom: "2026-02-01" });
    await database.owner.query("update compensation_plan set recorded_at = make_date(2026, version, 20)");
    await enrol(enrolment("of ann", { acceptedOn: "2026-02-10" }));
    expect(await acceptedPlan()).toEqual(node("2026-02-10", { version: 1 }));
    await enrol(enrolment("of ann", { acceptedOn: "2026-02-21" }));
    expect(await acceptedPlan()).toEqual(node("2026-02-21", { version: 2 }));
  });

  test("does not accept a version that took over while it read another", async () => {
    const viewer = await viewerOf("REP", "ann");
    await publish(graph, { version: 1, effectiveFrom: "2026-02-01" });
    expect((await accept(viewer, 1, 1)).refused).toEqual(["STALE_VERSION planVersion"]);
    expect((await accept(viewer, 1, 2)).refused).toEqual([]);
    expect(await acceptedPlan()).toEqual(node("2026-03-02", { version: 2 }));
  });

  test("has nothing to accept of a version that begins when it is no longer enrolled", async () => {
    const viewer = await viewerOf("REP", "ann");
    await enrol(enrolment("of ann", { acceptedOn: "2026-01-10", endsOn: "2026-02-15" }));
    await publish(graph, { version: 1, effectiveFrom: "2026-02-15" });
    const told = `{ enrolments { edges { node { plan { version } } } } }`;
    expect((await graph.ask(viewer, told)).data).toEqual({
      enrolments: { edges: [{ node: { plan: { version: 1 } } }] },
    });
    expect((await accept(viewer, 2)).refused).toEqual(["CONFLICT enrolment"]);
    expect(await enrolments({ role: "HR" }, { accepted: true })).toEqual(["of ann 20000.50"]);
    await publish(graph, { version: 2, effectiveFrom: "2026-02-14" });
    expect((await accept(viewer, 2)).refused).toEqual([]);
    expect(await acceptedPlan()).toEqual(node("2026-03-02", { version: 3 }));
  });

  test("changes nothing else of it, whatever the server asks the database for", async () => {
    const { viewer } = contextOf(database, await viewerOf("REP", "ann"));
    const attempt = transaction(database, viewer, (tx) => tx.query("update enrolment set target_minor = 99999999"));
    await expect(attempt).rejects.toThrow("who is enrolled accepts an enrolment, and changes nothing of it");
    const others = await transaction(database, contextOf(database, await viewerOf("LEADER", "lead")).viewer, (tx) =>
      tx.query<unknown[]>("update enrolment set accepted_on = '2026-01-01' returning id"),
    );
    expect(others).toEqual([[], 0]);
  });
});

describe("a rise", () => {
  beforeEach(open);
  afterEach(close);

  const AMEND = {
    name: "enrolmentAmend",
    subject: "enrolment",
    selection: "startsOn endsOn target { amount } planCode",
  };
  const amend = async (more: object = {}, role: Viewer["role"] = "HR"): Promise<Done> =>
    act(graph, { role }, AMEND, {
      enrolment: await nodeIdOf(database, "Enrolment", "enrolment", "of ann"),
      ...{ startsOn: "2026-04-01", target: "24000", version: 1, ...more },
    });
  beforeEach(() => enrol(enrolment("of ann", { endsOn: "2027-01-01", acceptedOn: "2025-12-20" })));

  test("ends the enrolment, and begins one of its own", async () => {
    expect(await amend()).toEqual({
      refused: [],
      record: {
        startsOn: "2026-04-01",
        endsOn: "2027-01-01",
        target: { amount: "24000.00" },
        planCode: "SUCCESS_MANAGER",
      },
    });
    expect(await enrolments({ role: "HR" }, { on: "2026-03-31" })).toEqual(["of ann 20000.50"]);
    expect(await enrolments({ role: "HR" }, { on: "2026-03-31", accepted: true })).toEqual(["of ann 20000.50"]);
    expect(await enrolments({ role: "HR" }, { on: "2026-04-01", accepted: true })).toEqual([]);
  });

  test.each([
    ["before the enrolment", { startsOn: "2026-01-01" }, "INVALID startsOn"],
    ["behind it", { startsOn: "2027-01-01" }, "INVALID startsOn"],
    ["to less than nothing", { target: "-1" }, "INVALID target"],
    ["to more than can be stored", { target: "9".repeat(30) }, "INVALID target"],
    ["of what has changed since it was read", { version: 2 }, "STALE_VERSION version"],
  ])("is not given %s", async (_rule, more, refused) => {
    expect(await amend(more)).toEqual({ record: null, refused: [refused] });
  });

  test("is HR's to give", async () => {
    for (const role of ["REP", "LEADER", "ADMIN", "AUDITOR"] as const) {
      expect((await amend({}, role)).refused).toEqual(["FORBIDDEN"]);
    }
  });

  test("leaves its audit records without the pay", async () => {
    await amend();
    const trail = [...(await audits(database, "test")), ...(await audits(database, "enrolmentAmend"))];
    expect(trail).toHaveLength(3);
    expect(trail).toMatchObject([{ before: null }, { after: { ends_on: "2026-04-01" } }, { after: { version: 1 } }]);
    expect(JSON.stringify(trail)).not.toMatch(/target|20000|24000/);
  });
});
