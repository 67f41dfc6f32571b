import { SignJWT } from "jose";
import { localKey } from "../../src/platform/auth/local-keys";
import { readAnswer, type Answer, serve, type ServedGraph } from "../support/server";
import { testDatabase, type TestDatabase } from "../support/database";
import { tinyGraph } from "./tiny-graph";

let database: TestDatabase;
let graph: ServedGraph;

beforeAll(async () => {
  database = await testDatabase();
  await database.owner.query("insert into rep (external_id, employee_number, full_name) values ('ada', '1', 'Ada')");
  graph = await serve({ database, schema: tinyGraph() });
});
afterAll(async () => {
  await graph?.close();
  await database?.close();
});

const ask = (headers: Record<string, string>, body = '{"query":"{ role }"}'): Promise<Answer> =>
  fetch(`${graph.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  }).then(readAnswer);

async function signed(claims: Record<string, unknown>): Promise<string> {
  const { kid, privateKey } = await localKey(graph.config.home);
  return new SignJWT({ sub: "x", role: "ADMIN", iss: "holdfast", aud: "holdfast", exp: 4e9, ...claims })
    .setProtectedHeader({ alg: "ES256", kid })
    .sign(privateKey);
}

test("who has no token is told where to put one", async () => {
  const answer = await ask({});
  expect(answer).toMatchObject({ status: 401, data: undefined, codes: ["UNAUTHENTICATED"] });
  expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="holdfast"');
  expect(answer.errors[0]?.message).toBe(
    "The token is not accepted: the header Authorization: Bearer <token> is missing.",
  );
});

test.each<[string, () => Promise<string> | string, string]>([
  ["an expired token", () => signed({ exp: 1 }), "it has expired."],
  ["a token for somebody else", () => signed({ aud: "payroll" }), "its claim aud is not what this server expects."],
  ["a token of a rep without a record", () => signed({ role: "REP", rep: "eve" }), "there is no record of the rep"],
  ["a leader who names no rep", () => signed({ role: "LEADER" }), "its claims must hold"],
  ["a changed token", async () => `${(await signed({})).slice(0, -6)}AAAAAA`, "its signature does not fit."],
  ["what is no token", () => "4711", "it is no "],
])("%s is refused, with the reason", async (_what, token, reason) => {
  const answer = await ask({ authorization: `Bearer ${await token()}` });
  expect(answer).toMatchObject({ status: 401, data: undefined, codes: ["UNAUTHENTICATED"] });
  expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="holdfast", error="invalid_token"');
  expect(answer.errors[0]?.message).toContain(`The token is not accepted: ${reason}`);
});

test("who has not signed in cannot make the server read a body", async () => {
  expect(await ask({}, "x".repeat(2_000_000))).toMatchObject({ status: 401, codes: ["UNAUTHENTICATED"] });
});

test("a rep is the record that the token names", async () => {
  const token = await signed({ role: "REP", rep: "ada" });
  expect(await ask({ authorization: `Bearer ${token}` })).toMatchObject({ status: 200, data: { role: "REP" } });
});

test("keys that cannot be had are a fault of the server, not of the token", async () => {
  const other = await serve({ database, schema: tinyGraph(), jwksUrl: "http://127.0.0.1:9/jwks" });
  const response = await fetch(`${other.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await signed({})}` },
    body: '{"query":"{ role }"}',
  });
  expect(await readAnswer(response)).toMatchObject({ status: 500, codes: ["INTERNAL_SERVER_ERROR"] });
  expect(other.log).toContainEqual(expect.objectContaining({ msg: "request failed", level: "error" }));
  await other.close();
});
