import { createHash } from "node:crypto";
import { act } from "../../support/action";
import { aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver } from "../../support/graph";
import { serve, type ServedGraph } from "../../support/server";
import type { Role } from "../../../src/platform/auth/viewer";
import { HR, storePeriod } from "./given";

let database: TestDatabase;
let server: ServedGraph;
let batch: { externalId: string; contentHash: string };

beforeAll(async () => {
  database = await testDatabase();
  await store(database.owner, [aRep({ externalId: "ada", costCentre: 'North, "A"' })]);
  const payPeriod = await storePeriod(database, { name: "q", lines: [{ rep: "ada", amount: 125050 }] });
  const create = { name: "compensationBatchCreate", subject: "batch", selection: "externalId contentHash" };
  batch = (await act(graphOver(database), HR, create, { payPeriod })).record as typeof batch;
  server = await serve({ database });
});
afterAll(async () => {
  await server.close();
  await database.close();
});

const pull = async (name: string, authorization?: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}/exports/compensation/${name}`, {
    headers: { ...(authorization !== undefined && { authorization: `Bearer ${authorization}` }), ...headers },
  });
const pullAs = async (role: Role, name = `${batch.externalId}.csv`, headers?: Record<string, string>) =>
  pull(name, await server.token(role, role === "REP" || role === "LEADER" ? "ada" : undefined), headers);

async function apiToken(scopes: string[]): Promise<string> {
  const { data } = await (
    await server.as("ADMIN")
  )(
    `mutation ($scopes: [ApiScope!]!, $name: String!, $end: DateTime!) { apiTokenCreate(
      input: { name: $name, scopes: $scopes, expiresAt: $end }, idempotencyKey: $name) { secret } }`,
    { scopes, name: scopes.join(), end: new Date(Date.now() + 3_600_000).toISOString() },
  );
  return (data as { apiTokenCreate: { secret: string } }).apiTokenCreate.secret;
}

test("the file of a batch is CSV, with the hash of its bytes as its tag", async () => {
  const response = await pullAs("HR");
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": `attachment; filename="${batch.externalId}.csv"`,
    "cache-control": "private, no-cache",
    etag: `"${batch.contentHash}"`,
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.toString("utf8")).toBe(
    "line_id,employee_number,earning_code,amount_minor,currency,pay_date,covers_from,covers_to,cost_centre,comment," +
      "statement_line,reversed_line,replaced_line\r\n" +
      'q-1,ada,RET,125050,EUR,2026-04-15,2026-01-01,2026-03-31,"North, ""A""",' +
      '"Target bonus: csm retention, 2026-01-01 to 2026-03-31",q-1,,\r\n',
  );
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(batch.contentHash);
});

test("it is the same byte for byte after the rep has changed, and from another server", async () => {
  const before = Buffer.from(await (await pullAs("HR")).arrayBuffer());
  await database.owner.query(`update rep set employee_number = 'E9', cost_centre = 'South'`);
  await server.close();
  server = await serve({ database });
  expect(Buffer.from(await (await pullAs("HR")).arrayBuffer())).toEqual(before);
});

test.each([
  ["the tag", (tag: string) => tag, 304],
  ["the tag among others, weakened by a cache", (tag: string) => `"${"0".repeat(64)}", W/${tag}`, 304],
  ["another tag", () => `"${"0".repeat(64)}"`, 200],
])("who has %s is answered %p", async (_what, header, status) => {
  const tag = `"${batch.contentHash}"`;
  const response = await pullAs("HR", undefined, { "if-none-match": header(tag) });
  expect({ status: response.status, tag: response.headers.get("etag") }).toEqual({ status, tag });
  expect((await response.text()).length > 0).toBe(status === 200);
});

test("HEAD tells the tag without the file", async () => {
  const response = await fetch(`${server.url}/exports/compensation/${batch.externalId}.csv`, {
    method: "HEAD",
    headers: { authorization: `Bearer ${await server.token("HR")}` },
  });
  expect([response.status, response.headers.get("etag"), await response.text()]).toEqual([
    200,
    `"${batch.contentHash}"`,
    "",
  ]);
});

test.each<[Role, number]>([
  ["HR", 200],
  ["AUDITOR", 200],
  ["REP", 403],
  ["LEADER", 403],
  ["ANALYST", 403],
  ["ADMIN", 403],
])("%s is answered %p, and not told by it whether there is one", async (role, status) => {
  const [there, missing] = [await pullAs(role), await pullAs(role, "batch-none.csv")];
  expect(there.status).toBe(status);
  expect(missing.status).toBe(status === 200 ? 404 : status);
  if (status !== 200) expect(await there.text()).toBe(await missing.text());
});

test("machines pull with the scope for it, and with no other", async () => {
  const name = `${batch.externalId}.csv`;
  expect((await pull(name, await apiToken(["COMPENSATION_READ"]))).status).toBe(200);
  expect((await pull(name, await apiToken(["COMPENSATION_ACKNOWLEDGE"]))).status).toBe(403);
  expect((await pull(name, `hf_${"0".repeat(43)}`)).status).toBe(401);
  expect((await pull(name)).status).toBe(401);
});

test.each(["../../etc/passwd", "%00.csv", "x", ".csv", "a b.csv", "'or 1=1--.csv"])("%p is no file", async (name) => {
  expect((await pullAs("HR", encodeURIComponent(name))).status).toBe(404);
});
