import { setTimeout as pause } from "node:timers/promises";
import { asker, readAnswer, serve, type ServedGraph } from "../support/server";
import { testDatabase, type TestDatabase } from "../support/database";
import { tinyGraph } from "./tiny-graph";

let database: TestDatabase;
let graph: ServedGraph;

beforeAll(async () => {
  database = await testDatabase();
  await database.owner.query(
    "insert into rep (external_id, employee_number, full_name) values ('rep-4711', 'e-1', 'Ada')",
  );
  graph = await serve({ database, schema: tinyGraph(), queryTimeoutMilliseconds: 700 });
});

afterAll(async () => {
  await graph?.close();
  await database?.close();
});

const sleeping = async (): Promise<number> => {
  const { rows } = await database.admin.query<{ count: string }>(
    `select count(*) from pg_stat_activity
      where query like '%tiny_graph%' and state = 'active' and datname = $1 and pid <> pg_backend_pid()`,
    [database.name],
  );
  return Number(rows[0]?.count);
};

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let left = 100; left > 0; left--) {
    if (await holds()) return;
    await pause(20);
  }
  throw new Error(`not within two seconds: ${holds.toString()}`);
}

describe("an answer", () => {
  test("is given to who is signed in, with the request's own id", async () => {
    const ask = await graph.as("LEADER", "rep-4711");
    const answer = await ask("{ role }");
    expect(answer).toMatchObject({ status: 200, data: { role: "LEADER" }, errors: [] });
    expect(answer.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  });

  test("keeps a plain request id of the caller, and replaces another", async () => {
    const id = async (given: string): Promise<string | null> =>
      (await fetch(`${graph.url}/livez`, { headers: { "x-request-id": given } })).headers.get("x-request-id");
    expect(await id("gateway-1.7")).toBe("gateway-1.7");
    expect(await id("a b{}")).toMatch(/^[\w-]{36}$/);
    expect(await id("x".repeat(65))).toMatch(/^[\w-]{36}$/);
  });

  test("hides what broke, and the log has it under the id", async () => {
    const ask = await graph.as("ADMIN");
    const { data, errors, headers } = await ask("query Who($secret: String) { role broken(secret: $secret) }", {
      secret: "4711",
    });
    const id = headers.get("x-request-id");
    expect(data).toEqual({ role: "ADMIN", broken: null });
    expect(errors).toEqual([
      {
        message: `Something went wrong in the server. Its log has the reason under the request id ${id}.`,
        path: ["broken"],
        locations: expect.anything(),
        extensions: { code: "INTERNAL_SERVER_ERROR" },
      },
    ]);
    const line = graph.log.find(({ request, msg }) => request === id && msg === "resolver failed");
    expect(line).toMatchObject({ path: "broken", error: { message: expect.stringContaining("no relation") } });
  });

  test("holds at most five errors, the last of which counts the rest", async () => {
    const ask = await graph.as("ADMIN");
    const five = await ask("{ many(refusals: 5) }");
    expect(five.errors.map(({ message }) => message).at(-1)).toBe("The item 4 is for others.");
    const many = await ask("{ many(refusals: 400) }");
    expect(many.codes).toEqual(Array(5).fill("FORBIDDEN"));
    expect(many.errors.at(-1)?.message).toBe("396 more errors were left out of this answer.");
  });

  test("leaves one line in the log, with names and codes, and nothing that was sent", async () => {
    const token = await graph.token("ADMIN");
    const answer = await asker(graph.url, token)("query Payroll($s: String) { broken(secret: $s) }", {
      s: "x-secret-x",
    });
    const id = answer.headers.get("x-request-id");
    await until(async () => graph.log.some(({ request, msg }) => request === id && msg === "answered"));
    expect(graph.log.filter(({ request, msg }) => request === id && msg === "answered")).toEqual([
      expect.objectContaining({ operation: "Payroll", role: "ADMIN", status: 200, codes: ["INTERNAL_SERVER_ERROR"] }),
    ]);
    const answered = graph.log.filter(({ msg }) => msg === "answered");
    expect(JSON.stringify(answered)).not.toContain("x-secret-x");
    expect(JSON.stringify(graph.log)).not.toContain(token);
  });
});

describe("a query", () => {
  test("is cancelled in the database when its time runs out", async () => {
    const ask = await graph.as("ADMIN");
    const answer = await ask("{ sleep(seconds: 30) }");
    expect(answer).toMatchObject({ status: 504, data: undefined, codes: ["QUERY_TIMEOUT"] });
    expect(answer.errors[0]?.message).toBe("The query was cancelled after 0.7 seconds. Ask for less at once.");
    expect(await sleeping()).toBe(0);
  });

  test("is cancelled in the database when its client goes away", async () => {
    const ask = await graph.as("ADMIN");
    const client = new AbortController();
    const started = performance.now();
    const asked = ask("{ sleep(seconds: 30) }", {}, { signal: client.signal });
    await until(async () => (await sleeping()) === 1);
    client.abort();
    await expect(asked).rejects.toThrow("aborted");
    await until(async () => (await sleeping()) === 0);
    expect(performance.now() - started).toBeLessThan(600);
  });
});

describe("a mutation", () => {
  test("runs to its end, longer than a query may", async () => {
    const ask = await graph.as("ADMIN");
    expect(await ask("mutation { slowly(seconds: 1) }")).toMatchObject({ status: 200, data: { slowly: 1 } });
  });

  test("runs to its end when its client goes away", async () => {
    const ask = await graph.as("ADMIN");
    const client = new AbortController();
    const asked = ask("mutation { slowly(seconds: 0.6) }", {}, { signal: client.signal });
    await until(async () => (await sleeping()) === 1);
    client.abort();
    await expect(asked).rejects.toThrow("aborted");
    await pause(200);
    expect(await sleeping()).toBe(1);
    await until(async () => (await sleeping()) === 0);
  });
});

describe("the operator's addresses", () => {
  const get = async (address: string): Promise<[number, string]> => {
    const response = await fetch(graph.url + address);
    return [response.status, await response.text()];
  };

  test("say that it lives and can work, without a token", async () => {
    expect(await get("/livez")).toEqual([200, '{"alive":true}']);
    expect(await get("/readyz")).toEqual([200, '{"ready":true}']);
  });

  test("count requests by route and operations by outcome, and name nobody", async () => {
    const ask = await graph.as("REP", "rep-4711");
    await ask("query Named { role }");
    const [, text] = await get("/metrics");
    expect(text).toMatch(/http_request_duration_seconds_count\{method="POST",route="\/graphql",status="200"\} \d+/);
    expect(text).toMatch(/graphql_operations_total\{type="query",outcome="OK"\} \d+/);
    expect(text).toMatch(/graphql_operations_total\{type="query",outcome="QUERY_TIMEOUT"\} 1/);
    expect(text).toMatch(/database_connections_total \d+/);
    expect(text).not.toMatch(/Named|4711/);
  });

  test("an address that does not exist is answered in JSON", async () => {
    const answer = await readAnswer(await fetch(`${graph.url}/wp-login.php?x=1`));
    expect(answer).toMatchObject({ status: 404, codes: ["BAD_REQUEST"] });
    expect(answer.errors[0]?.message).toBe("There is no GET /wp-login.php. The graph is at POST /graphql.");
  });
});

describe("draining", () => {
  test("lets what is in flight finish, takes nothing new, and then is gone", async () => {
    const other = await serve({ database, schema: tinyGraph() });
    const ask = await other.as("ADMIN");
    const inFlight = ask("{ sleep(seconds: 0.5) }");
    await until(async () => (await sleeping()) === 1);
    const started = performance.now();
    const closed = other.close();
    await expect(fetch(`${other.url}/livez`)).rejects.toThrow("fetch failed");
    expect(await inFlight).toMatchObject({ status: 200, data: { sleep: 0.5 } });
    await closed;
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});

test("without a database the server lives, but is not ready", async () => {
  const lost = { ...database, pool: { query: () => new Promise(() => undefined), on: () => undefined } };
  const other = await serve({ database: lost as unknown as TestDatabase, schema: tinyGraph() });
  const started = performance.now();
  const ready = await fetch(`${other.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reason: "the database does not answer" }]);
  expect(performance.now() - started).toBeLessThan(1_500);
  expect((await fetch(`${other.url}/livez`)).status).toBe(200);
  await other.close();
});
