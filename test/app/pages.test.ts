import { serve, type ServedGraph } from "../support/server";
import { testDatabase, type TestDatabase } from "../support/database";
import { tinyGraph } from "./tiny-graph";

let database: TestDatabase;
let graph: ServedGraph;

beforeAll(async () => {
  database = await testDatabase();
  graph = await serve({ database, schema: tinyGraph(), environment: "production" });
});
afterAll(async () => {
  await graph?.close();
  await database?.close();
});

interface Page extends Pick<Response, "status" | "headers"> {
  readonly text: string;
}

/** Read to its end: an answer that is left half read keeps its connection, and the process that runs the test. */
async function page(address: string): Promise<Page> {
  const response = await fetch(graph.url + address);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test.each(["/", "/graphiql"])(
  "%s and all it needs come from this server, and are let nowhere else",
  async (address) => {
    const { status, headers, text } = await page(address);
    expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    const needs = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, needed = ""]) => needed);
    expect(needs.length).toBeGreaterThan(0);
    for (const needed of needs) {
      expect(needed).toMatch(/^\/[\w./-]*$/);
      expect([needed, (await page(needed)).status]).toEqual([needed, 200]);
    }
  },
);

test("GraphiQL's scripts run in the order of what they need", async () => {
  const { text } = await page("/graphiql");
  const scripts = [...text.matchAll(/<script src="([^"]+)" defer>/g)].map(([, address]) => address);
  expect(scripts).toEqual([
    "/graphiql/react.js",
    "/graphiql/react-dom.js",
    "/graphiql/graphiql.js",
    "/graphiql/page.js",
  ]);
});

test.each([
  "/package.json",
  "/graphiql/../package.json",
  "/graphiql/..%2fpackage.json",
  "/web/index.html",
  "//etc/passwd",
])("%s is not served", async (address) => expect((await page(address)).status).toBe(404));
