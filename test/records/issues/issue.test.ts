import { formatNodeId } from "../../../src/platform/plan/node-id";
import { issueUpsert } from "../../../src/records/issues/issue.upsert";
import { aCustomer, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { idOf, statuses, write } from "../../support/writes";

const ida = aRep({ externalId: "ida" });
const noor = aRep({ externalId: "noor", managedBy: ida });
const emil = aRep({ externalId: "emil" });
const alder = aCustomer({ externalId: "alder", ownedBy: noor });
const cedar = aCustomer({ externalId: "cedar", ownedBy: emil });

let database: TestDatabase;
let graph: Graph;
let alderId: string;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [ida, noor, emil, alder, cedar]);
  alderId = formatNodeId("Customer", await idOf(database, "customer", "alder"));
});
afterAll(() => database.close());

const viewer = async (role: "REP" | "LEADER", rep: string) => ({ role, repId: await idOf(database, "rep", rep) });

const row = (externalId: string, more = {}) => ({
  ...{ externalId, customer: "alder", kind: "COMPLAINT", openedAt: "2026-01-05T08:00:00Z" },
  ...more,
});

interface Payload {
  readonly issue: { readonly id: string; readonly version: number; readonly resolvedAt: string | null } | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: readonly string[];
    readonly message: string;
  }[];
}
const PAYLOAD = "{ issue { id version resolvedAt } userErrors { code field message } }";

let calls = 0;
const open = async (who: object, more = {}, key = `open ${++calls}`) => {
  const input = { kind: "COMPLAINT", severity: "HIGH", openedAt: "2026-02-01T10:00:00Z", summary: "Late again" };
  const source = `mutation ($input: IssueOpenInput!, $key: String!) { done: issueOpen(input: $input, idempotencyKey: $key) ${PAYLOAD} }`;
  return graph.ask<{ done: Payload | null }>(who, source, { input: { ...input, customer: alderId, ...more }, key });
};
const resolve = async (who: object, input: object) => {
  const source = `mutation ($input: IssueResolveInput!, $key: String!) { done: issueResolve(input: $input, idempotencyKey: $key) ${PAYLOAD} }`;
  return graph.ask<{ done: Payload | null }>(who, source, { input, key: `resolve ${++calls}` });
};

test("an issue is resolved after it was opened", async () => {
  const { userErrors } = await write(database, issueUpsert, row("i1", { resolvedAt: "2026-01-04T00:00:00Z" }));
  expect(userErrors).toEqual([expect.objectContaining({ code: "CONFLICT", field: ["inputs", "0", "resolvedAt"] })]);
});

test("the same rows again change nothing, and a null opens an issue again", async () => {
  const solved = row("i2", { resolvedAt: "2026-01-06T00:00:00Z", severity: "LOW" });
  expect(statuses(await write(database, issueUpsert, solved))).toEqual(["CREATED"]);
  expect(statuses(await write(database, issueUpsert, solved))).toEqual(["UNCHANGED"]);
  expect(statuses(await write(database, issueUpsert, { ...solved, resolvedAt: null }))).toEqual(["UPDATED"]);
});

test("a rep opens an issue of a customer it serves, and its leader resolves it", async () => {
  const opened = await open(await viewer("REP", "noor"));
  const { issue } = opened.data.done!;
  expect(issue).toMatchObject({ version: 1, resolvedAt: null });
  const at = "2026-02-03T10:00:00Z";
  const solved = await resolve(await viewer("LEADER", "ida"), { issue: issue!.id, version: 1, resolvedAt: at });
  expect(solved.data.done).toMatchObject({ issue: { version: 2, resolvedAt: expect.stringContaining("2026-02-03") } });
});

test("a repeat with the same key opens no second issue", async () => {
  const who = await viewer("REP", "noor");
  const first = await open(who, {}, "same");
  const again = await open(who, {}, "same");
  expect(again.data.done!.issue!.id).toBe(first.data.done!.issue!.id);
});

test.each(["HR", "ANALYST", "AUDITOR"] as const)("%s opens none", async (role) => {
  const { data, errors } = await open({ role });
  expect(data.done).toBeNull();
  expect(errors).toEqual([expect.objectContaining({ code: "FORBIDDEN", path: "done" })]);
});

test("of a customer that one does not see, no issue is opened or resolved", async () => {
  const emils = await viewer("REP", "emil");
  expect((await open(emils)).data.done!.userErrors).toMatchObject([
    { code: "NOT_FOUND", field: ["input", "customer"] },
  ]);
  const opened = await open(await viewer("REP", "noor"));
  const input = { issue: opened.data.done!.issue!.id, version: 1, resolvedAt: "2026-02-03T10:00:00Z" };
  expect((await resolve(emils, input)).data.done!.userErrors).toMatchObject([
    { code: "NOT_FOUND", field: ["input", "issue"] },
  ]);
});

test("an issue is resolved once, by who has read it, and not before it was opened", async () => {
  const noors = await viewer("REP", "noor");
  const { id } = (await open(noors)).data.done!.issue!;
  const errorsOf = async (input: object) => (await resolve(noors, { issue: id, ...input })).data.done!.userErrors;
  const later = { version: 1, resolvedAt: "2026-02-02T00:00:00Z" };
  expect(await errorsOf({ ...later, version: 7 })).toMatchObject([
    { code: "STALE_VERSION", field: ["input", "version"] },
  ]);
  expect(await errorsOf({ ...later, resolvedAt: "2026-01-01T00:00:00Z" })).toEqual([
    { code: "CONFLICT", field: ["input", "resolvedAt"], message: "resolvedAt comes before openedAt." },
  ]);
  expect(await errorsOf(later)).toEqual([]);
  expect(await errorsOf({ ...later, version: 2 })).toMatchObject([{ code: "CONFLICT", field: ["input", "issue"] }]);
});

test("every action leaves its audit record, with what was stored before and after", async () => {
  const noors = await viewer("REP", "noor");
  const { id } = (await open(noors)).data.done!.issue!;
  await resolve(noors, { issue: id, version: 1, resolvedAt: "2026-02-02T00:00:00Z" });
  const { rows } = await database.owner.query(
    `select action, subject_type, before ->> 'version' as before, after ->> 'version' as after, after ->> 'resolved_at' as at
     from audit_record order by id desc limit 2`,
  );
  expect(rows).toEqual([
    {
      action: "issueResolve",
      subject_type: "issue",
      before: "1",
      after: "2",
      at: expect.stringContaining("2026-02-02"),
    },
    { action: "issueOpen", subject_type: "issue", before: null, after: "1", at: null },
  ]);
});

test("a list shows the issues of the customers one sees, the latest first, open ones on request", async () => {
  await write(database, issueUpsert, row("of cedar", { customer: "cedar", openedAt: "2025-01-01T00:00:00Z" }));
  const source = `{
    all: issues { edges { node { externalId customer { externalId } } } }
    open: issues(filter: { open: true, before: "2025-06-01T00:00:00Z" }) { edges { node { externalId resolvedAt } } }
  }`;
  type Answer = { all: Edges<{ customer: { externalId: string } }>; open: Edges<object> };
  type Edges<Node> = { edges: { node: Node }[] };
  const { data } = await graph.ask<Answer>(await viewer("REP", "emil"), source);
  expect(data.all.edges.map(({ node }) => node.customer.externalId)).toEqual(["cedar"]);
  expect(data.open.edges).toEqual([{ node: { externalId: "of cedar", resolvedAt: null } }]);
});
