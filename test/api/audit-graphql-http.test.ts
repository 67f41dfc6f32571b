import { serverAudits } from "graphql-http";
import { serve, type ServedGraph } from "../support/server";
import { testDatabase, type TestDatabase } from "../support/database";

/** GraphQL over HTTP, checked by the suite of its working group, against the configuration of production. */
let database: TestDatabase;
let graph: ServedGraph;
let token: string;

beforeAll(async () => {
  database = await testDatabase();
  graph = await serve({ database, environment: "production" });
  token = await graph.token("ADMIN");
});

afterAll(async () => {
  await graph?.close();
  await database?.close();
});

/** Signed in, and with the header that a page of another origin could not send unasked. */
const fetchSignedIn: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set("authorization", `Bearer ${token}`);
  headers.set("apollo-require-preflight", "true");
  return fetch(input, { ...init, headers });
};

const audits = serverAudits({ url: () => `${graph.url}/graphql`, fetchFn: fetchSignedIn });

test("the suite has 61 audits", () => expect(audits).toHaveLength(61));

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))("%s %s", async (_id, _name, audit) => {
  const result = await audit.fn();
  expect(result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`).toBe("ok");
});
