import { createHash } from "node:crypto";
import { act, audits } from "../../support/action";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { until } from "../../support/process";
import { asker, serve, type ServedGraph } from "../../support/server";

let database: TestDatabase;
let graph: Graph;
let server: ServedGraph;
let now: number;

const ADMIN = { principal: "ada", role: "ADMIN" } as const;

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
});
beforeEach(async () => {
  now = Date.parse("2026-03-02T12:00:00Z");
  server = await serve({ database, clock: () => new Date(now) });
});
afterEach(() => server.close());
afterAll(() => database.close());

interface Made {
  readonly secret: string | null;
  readonly token: { readonly id: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}

let made = 0;
async function create(said: object = {}, key = `token ${++made}`, viewer: object = ADMIN): Promise<Made> {
  const input = {
    ...{ name: `machine ${made}`, scopes: ["COMPENSATION_READ"], expiresAt: "2026-04-01T00:00:00Z" },
    ...said,
  };
  const { data, errors } = await graph.ask<{ apiTokenCreate: Made }>(
    viewer,
    `mutation ($input: ApiTokenCreateInput!, $key: String!) { apiTokenCreate(input: $input, idempotencyKey: $key) {
      secret token { id name scopes expiresAt revokedAt lastUsedAt createdBy } userErrors { code field } } }`,
    { input, key },
  );
  if (errors.length > 0) throw new Error(String(errors[0]!.code));
  return data.apiTokenCreate;
}
const secretOf = async (said?: object): Promise<string> => (await create(said)).secret!;

const BATCHES = `{ compensationBatches { totalCount } }`;
const signIn = (secret: string) => asker(server.url, secret)(BATCHES);

test("a token is made with a secret, of which only the hash is kept, also in the audit records", async () => {
  const { secret, token, userErrors } = await create({ name: "payroll" });
  expect(userErrors).toEqual([]);
  expect(secret).toMatch(/^hf_[\w-]{43}$/);
  expect(token).toMatchObject({ name: "payroll", scopes: ["COMPENSATION_READ"], createdBy: "ada", lastUsedAt: null });
  const { rows } = await database.owner.query<{ row: string; hash: Buffer }>(
    `select to_jsonb(t)::text as row, secret_hash as hash from api_token t where name = 'payroll'`,
  );
  expect(rows[0]!.hash).toEqual(createHash("sha256").update(secret!).digest());
  const kept = JSON.stringify([rows[0]!.row, await audits(database, "apiTokenCreate")]);
  expect(kept).not.toContain(secret!.slice(3));
  const outcomes = await database.owner.query<{ text: string }>(
    `select idempotency_key::text as text from idempotency_key`,
  );
  expect(JSON.stringify(outcomes.rows)).not.toContain(secret!.slice(3));
});

test("its secret is shown once: a repeat of the same call answers without it, and makes no other", async () => {
  const first = await create({ name: "once" }, "the same");
  const again = await create({ name: "once" }, "the same");
  expect(again).toEqual({ ...first, secret: null });
});

test.each([
  ["a name that was taken", { name: "taken" }, "CONFLICT input.name"],
  ["no scope", { scopes: [] }, "INVALID input.scopes"],
  ["a scope twice", { scopes: ["COMPENSATION_READ", "COMPENSATION_READ"] }, "INVALID input.scopes"],
  ["an end that is past", { expiresAt: "2026-03-02T12:00:00Z" }, "INVALID input.expiresAt"],
  ["an end beyond 400 days", { expiresAt: "2027-04-07T00:00:00Z" }, "INVALID input.expiresAt"],
  ["an empty name", { name: "" }, "INVALID input.name"],
])("a token with %s is not made", async (_what, said, refused) => {
  await create({ name: "taken" }, "taken");
  const { secret, token, userErrors } = await create(said);
  expect({ secret, token }).toEqual({ secret: null, token: null });
  expect(userErrors.map(({ code, field }) => `${code} ${field.join(".")}`)).toContain(refused);
});

test.each(["REP", "LEADER", "HR", "ANALYST", "AUDITOR"] as const)("%s makes none and withdraws none", async (role) => {
  await expect(create({}, undefined, { role, repId: "1" })).rejects.toThrow("FORBIDDEN");
  const { token } = await create();
  const revoke = { name: "apiTokenRevoke", subject: "token", selection: "id" };
  expect((await act(graph, { role, repId: "1" }, revoke, { token: token!.id })).refused).toEqual(["FORBIDDEN"]);
});

test("its bearer signs in with it beside people with theirs", async () => {
  const answer = await signIn(await secretOf());
  expect(answer).toMatchObject({ status: 200, data: { compensationBatches: { totalCount: 0 } } });
  expect(await (await server.as("HR"))(BATCHES)).toMatchObject({ status: 200 });
});

test.each<[string, string, (token: Made) => Promise<void> | void]>([
  [
    "revoked",
    "was revoked: ask an administrator for a new one",
    async ({ token }) => {
      const revoke = { name: "apiTokenRevoke", subject: "token", selection: "revokedAt" };
      const { record } = await act(graph, ADMIN, revoke, { token: token!.id });
      expect(record).toEqual({ revokedAt: "2026-03-02T12:00:00+00:00" });
      // Withdrawn again, it is withdrawn as it was.
      expect((await act(graph, ADMIN, revoke, { token: token!.id })).record).toEqual(record);
    },
  ],
  [
    "expired",
    "has expired: ask an administrator for a new one",
    () => {
      now = Date.parse("2026-04-01T00:00:00Z");
    },
  ],
])("one that is %s is answered with 401 and what to do, at the latest after ten seconds", async (_what, why, end) => {
  const token = await create();
  expect(await signIn(token.secret!)).toMatchObject({ status: 200 });
  await end(token);
  now += 10_000;
  const { status, headers, errors } = await signIn(token.secret!);
  expect({ status, message: errors[0]!.message }).toEqual({ status: 401, message: expect.stringContaining(why) });
  expect(headers.get("www-authenticate")).toBe('Bearer realm="holdfast", error="invalid_token"');
});

test("one that was remembered ends when it ends", async () => {
  const secret = await secretOf({ expiresAt: "2026-03-02T12:00:05Z" });
  expect(await signIn(secret)).toMatchObject({ status: 200 });
  now += 5_000;
  expect(await signIn(secret)).toMatchObject({ status: 401 });
});

test("an unknown one is answered with 401, and no secret stands in the log", async () => {
  const { status, errors } = await signIn(`hf_${"x".repeat(43)}`);
  expect({ status, message: errors[0]!.message }).toEqual({
    status: 401,
    message: "The token is not accepted: it is no API token of this server: ask an administrator for a new one.",
  });
  const secret = await secretOf();
  await signIn(secret);
  expect(JSON.stringify(server.log)).not.toContain(secret.slice(3));
  expect(JSON.stringify(server.log)).not.toContain("x".repeat(43));
});

test("when it was used is recorded at most once a minute", async () => {
  const { secret, token } = await create();
  const used = async (): Promise<string | null> => {
    const { data } = await graph.ask<{ node: { lastUsedAt: string | null } }>(
      ADMIN,
      `query ($id: ID!) { node(id: $id) { ... on ApiToken { lastUsedAt } } }`,
      { id: token!.id },
    );
    return data.node.lastUsedAt;
  };
  expect(await used()).toBeNull();
  await signIn(secret!);
  await until(async () => (await used()) === "2026-03-02T12:00:00+00:00");
  now += 59_000;
  await signIn(secret!);
  now += 1_000;
  // The other's statement is through when this one's is: its own row was locked before.
  expect(await used()).toBe("2026-03-02T12:00:00+00:00");
  now += 10_000;
  await signIn(secret!);
  await until(async () => (await used()) === "2026-03-02T12:01:10+00:00");
});

test("a use that cannot be recorded fails no request, and is logged", async () => {
  const secret = await secretOf();
  await database.owner.query(`revoke update on api_token from holdfast_server`);
  try {
    expect(await signIn(secret)).toMatchObject({ status: 200 });
    await until(() => server.log.some(({ msg }) => msg === "use of a token not recorded"));
  } finally {
    await database.owner.query(`grant update on api_token to holdfast_server`);
  }
});

describe("beside its scopes it is refused", () => {
  const ALL = ["COMPENSATION_READ", "COMPENSATION_ACKNOWLEDGE"];
  const ACKNOWLEDGE = `mutation { compensationLinesAcknowledge(input: { batch: "x", lines: [] }, idempotencyKey: "k") {
    userErrors { code } batch { id } } }`;

  test.each([
    ["Query.reps", ALL, "{ reps { totalCount } }"],
    ["Query.viewer", ALL, "{ viewer { principal } }"],
    ["Query.node", ALL, `{ node(id: "x") { id } }`],
    ["Query.__schema", ALL, "{ __schema { types { name } } }"],
    [
      "CompensationLine.rep",
      ALL,
      "{ compensationBatches { edges { node { lines { edges { node { rep { id } } } } } } } }",
    ],
    [
      "Mutation.compensationBatchCreate",
      ALL,
      `mutation { compensationBatchCreate(input: { payPeriod: "x" }, idempotencyKey: "k") {
      userErrors { code } } }`,
    ],
    [
      "Mutation.leaveEnd",
      ALL,
      `mutation { leaveEnd(input: { leave: "x", endsOn: "2026-01-01", version: 1 }, idempotencyKey: "k") {
      userErrors { code } } }`,
    ],
    [
      "Query.reps",
      ALL,
      `query { compensationBatches { totalCount } ...F } fragment F on Query { a: reps { totalCount } }`,
    ],
    ["Mutation.compensationLinesAcknowledge", ["COMPENSATION_READ"], ACKNOWLEDGE],
    ["Query.compensationBatches", ["COMPENSATION_ACKNOWLEDGE"], BATCHES],
  ])("%s with %p", async (field, scopes, source) => {
    const { data, errors, codes } = await asker(server.url, await secretOf({ scopes }))(source);
    expect(data ?? null).toBeNull();
    expect(codes).toEqual(["FORBIDDEN"]);
    expect(errors[0]!.message).toBe(
      `${field} is not for this API token, whose scopes are ${scopes.join(", ")}: leave it out.`,
    );
  });

  test("and within them it is heard", async () => {
    const both = asker(server.url, await secretOf({ scopes: ALL }));
    expect((await both(BATCHES)).codes).toEqual([]);
    expect((await both("{ __typename compensationBatches { __typename } }")).codes).toEqual([]);
    expect((await both(ACKNOWLEDGE)).data).toMatchObject({
      compensationLinesAcknowledge: { userErrors: [{ code: "INVALID" }], batch: null },
    });
  });
});
