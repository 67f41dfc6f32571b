import { referralUpsert } from "../../../src/records/referrals/referral.upsert";
import { aCustomer, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { idOf, nodeIdOf, statuses, write } from "../../support/writes";

let database: TestDatabase;
let graph: Graph;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const [noor, emil, ida] = ["noor", "emil", "ida"].map((externalId) => aRep({ externalId }));
  const referrer = aCustomer({ externalId: "referrer", ownedBy: noor });
  const lead = aCustomer({ externalId: "lead", ownedBy: emil });
  await store(database.owner, [noor!, emil!, ida!, referrer, lead]);
});
afterAll(() => database.close());

const row = (externalId: string, more = {}) => ({
  ...{ externalId, customer: "referrer", lead: "lead", receivedOn: "2026-01-10" },
  ...more,
});

test.each([
  ["followed up before it was received", { firstFollowedUpOn: "2026-01-09" }, "firstFollowedUpOn"],
  ["converted before it was received", { convertedOn: "2026-01-09" }, "convertedOn"],
  [
    "converted before it was followed up",
    { firstFollowedUpOn: "2026-01-20", convertedOn: "2026-01-19" },
    "convertedOn",
  ],
  ["of a customer by itself", { lead: "referrer" }, "lead"],
])("no referral is %s", async (_rule, more, field) => {
  const { userErrors } = await write(database, referralUpsert, row("wrong", more));
  expect(userErrors).toEqual([expect.objectContaining({ code: "CONFLICT", field: ["inputs", "0", field] })]);
});

test("the same row again changes nothing", async () => {
  const whole = row("whole", { firstFollowedUpOn: "2026-01-10", convertedOn: "2026-01-10" });
  expect(statuses(await write(database, referralUpsert, whole))).toEqual(["CREATED"]);
  expect(statuses(await write(database, referralUpsert, whole))).toEqual(["UNCHANGED"]);
});

const PAYLOAD = "{ referral { id version firstFollowedUpOn convertedOn } userErrors { code field message } }";
interface Payload {
  readonly referral: { readonly id: string; readonly version: number } | null;
  readonly userErrors: readonly object[];
}
let calls = 0;
async function act(verb: "Receive" | "FollowUp" | "Convert", role: "REP" | "ADMIN", rep: string, input: object) {
  const source = `mutation ($input: Referral${verb}Input!, $key: String!) { done: referral${verb}(input: $input, idempotencyKey: $key) ${PAYLOAD} }`;
  const repId = role === "REP" ? await idOf(database, "rep", rep) : null;
  const { data, errors } = await graph.ask<{ done: Payload }>({ role, repId }, source, { input, key: `${++calls}` });
  expect(errors).toEqual([]);
  return data.done;
}

test("a referral is received, followed up by who serves the lead, and converts", async () => {
  const customer = await nodeIdOf(database, "Customer", "customer", "referrer");
  const lead = await nodeIdOf(database, "Customer", "customer", "lead");
  const received = await act("Receive", "ADMIN", "", { customer, lead, receivedOn: "2026-02-01" });
  const referral = received.referral!.id;
  const followed = await act("FollowUp", "REP", "emil", { referral, firstFollowedUpOn: "2026-02-03", version: 1 });
  expect(followed).toEqual({
    referral: { id: referral, version: 2, firstFollowedUpOn: "2026-02-03", convertedOn: null },
    userErrors: [],
  });
  const again = await act("FollowUp", "REP", "emil", { referral, firstFollowedUpOn: "2026-02-04", version: 2 });
  expect(again.userErrors).toMatchObject([{ code: "CONFLICT", field: ["input", "referral"] }]);
  const early = await act("Convert", "REP", "noor", { referral, convertedOn: "2026-02-02", version: 2 });
  expect(early.userErrors).toMatchObject([{ code: "CONFLICT", field: ["input", "convertedOn"] }]);
  const stale = await act("Convert", "REP", "noor", { referral, convertedOn: "2026-02-20", version: 1 });
  expect(stale.userErrors).toMatchObject([{ code: "STALE_VERSION" }]);
  const converted = await act("Convert", "REP", "noor", { referral, convertedOn: "2026-02-20", version: 2 });
  expect(converted.referral).toMatchObject({ version: 3, convertedOn: "2026-02-20" });
});

test("who serves neither the customer nor the lead sees no referral, and acts on none", async () => {
  const ida = { role: "REP", repId: await idOf(database, "rep", "ida") } as const;
  const { data } = await graph.ask(ida, "{ referrals { totalCount } }");
  expect(data).toEqual({ referrals: { totalCount: 0 } });
  const referral = await nodeIdOf(database, "Referral", "referral", "whole");
  const input = { referral, convertedOn: "2026-02-20", version: 1 };
  expect((await act("Convert", "REP", "ida", input)).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
});

test("what nobody has followed up is found", async () => {
  await write(database, referralUpsert, row("open"));
  const lead = await nodeIdOf(database, "Customer", "customer", "lead");
  const source = `query ($lead: ID) { referrals(filter: { followedUp: false, converted: false, lead: $lead }) { edges { node { externalId } } } }`;
  const { data } = await graph.ask({ role: "ANALYST" }, source, { lead });
  expect(data).toEqual({ referrals: { edges: [{ node: { externalId: "open" } }] } });
});
