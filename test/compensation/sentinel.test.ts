import { randomBytes } from "node:crypto";
import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isObjectType,
  isRequiredArgument,
  isScalarType,
} from "graphql";
import { makeSchema } from "../../src/app/schema";
import type { Role } from "../../src/platform/auth/viewer";
import { endingBy } from "../../src/platform/jobs/thread";
import { makeLog } from "../../src/platform/log/log";
import { formatNodeId } from "../../src/platform/plan/node-id";
import { REFERENCE_DATE } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { type Graph, graphOver } from "../support/graph";
import { serve, type ServedGraph } from "../support/server";
import { calculate, company, lock, openPeriod, periodNow, startRun, work } from "./periods/given";

/** What bob is promised a year: 987,654,321.09. Nothing else in the data looks like it, nor like what follows from it. */
const TARGET = "98765432109";
const KEYS = 4;

const schema = makeSchema();
let database: TestDatabase;
let graph: Graph;
let server: ServedGraph;
let secrets: readonly string[];

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await company(database);
  await database.owner.query(`
    update enrolment set target_minor = ${TARGET} where rep_id = (select id from rep where external_id = 'bob')`);
  server = await serve({ database, schema, clock: () => new Date(`${REFERENCE_DATE}T12:00:00Z`) });
  await openPeriod(graph, "2026-01", "2026-01-01", "2026-02-01");
  await calculate(graph, database, "2026-01");
  await lock(graph, "2026-01");
  const { rows } = await database.owner.query<{ amount: string }>(
    `select amount_minor::text as amount from statement_line where abs(amount_minor) > 100000000`,
  );
  secrets = [TARGET, ...rows.map(({ amount }) => amount.replace("-", ""))];
  expect(secrets.length).toBeGreaterThan(1);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

/** The secrets in a text, however their digits are grouped. */
const found = (text: string): string[] => {
  const digits = text.replace(/(?<=\d)[\s,.'_](?=\d)/g, "");
  return secrets.filter((secret) => digits.includes(secret));
};

/** Whose token asks: a colleague, a leader of others, and roles that are denied pay. */
const FOREIGN: readonly (readonly [Role, string?])[] = [["REP", "cem"], ["LEADER", "cem"], ["ANALYST"], ["ADMIN"]];

interface Asked {
  readonly status: number;
  readonly text: string;
}

async function ask(token: string, body: string): Promise<Asked> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(`${server.url}/graphql`, { method: "POST", headers, body });
  return { status: response.status, text: `${JSON.stringify([...response.headers])} ${await response.text()}` };
}
const askFor = (token: string, query: string, variables: object = {}): Promise<Asked> =>
  ask(token, JSON.stringify({ query, variables }));

/** Everything that a type tells without being told more, three levels down. */
function selectionOf(type: GraphQLNamedType, depth = 3): string {
  if (!isObjectType(type)) return "";
  const parts = Object.values(type.getFields()).map((field) => selectedOf(field, depth));
  return parts.filter((part) => part !== "").join(" ");
}
function selectedOf({ name, type, args }: GraphQLField<unknown, unknown>, depth: number): string {
  if (args.some(isRequiredArgument)) return "";
  const named = getNamedType(type);
  if (isScalarType(named) || isEnumType(named)) return name;
  if (depth === 0) return "";
  const inner = selectionOf(
    named,
    named.name.endsWith("Edge") || named.name.endsWith("Connection") ? depth : depth - 1,
  );
  return inner === "" ? "" : `${name} { ${inner} }`;
}

/** All that can be asked without knowing more than the schema: each list, and each record by each id, field by field. */
function questions(): string[] {
  const query = schema.getQueryType()!;
  const lists = Object.values(query.getFields()).map((field) => selectedOf(field, 1));
  const nodes = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => type.getInterfaces().length > 0);
  const records = nodes.flatMap((type) =>
    Array.from({ length: KEYS }, (_, n) => {
      const id = formatNodeId(type.name, String(n + 1));
      const fields = Object.values(type.getFields()).map((field) => selectedOf(field, 1));
      return `node(id: "${id}") { ... on ${type.name} { ${fields.filter(Boolean).join(" ")} } }`;
    }),
  );
  return [...lists, ...records].filter((one) => one !== "").map((one) => `{ ${one} }`);
}

test("who may not see a salary finds it in no answer, whatever is asked", async () => {
  const asked = questions();
  for (const [role, rep] of FOREIGN) {
    const token = await server.token(role, rep);
    const leaks: string[] = [];
    let answered = 0;
    for (const question of asked) {
      const { status, text } = await askFor(token, question);
      if (status === 200) answered++;
      if (found(text).length > 0) leaks.push(question);
    }
    expect({ role, leaks }).toEqual({ role, leaks: [] });
    expect(answered).toBeGreaterThan(0.9 * asked.length);
  }
});

test("who may see it does, by the same questions", async () => {
  for (const [role, rep] of [["HR"], ["AUDITOR"], ["REP", "bob"]] as const) {
    const token = await server.token(role, rep);
    const texts: string[] = [];
    for (const question of questions()) texts.push((await askFor(token, question)).text);
    const secretsFound = new Set(texts.flatMap(found));
    expect({ role, found: secretsFound.size }).toEqual({ role, found: secrets.length });
  }
});

describe("when something goes wrong", () => {
  const errorsLogged = (): number => server.log.filter(({ level }) => level === "error").length;
  const CREATE = `mutation ($period: ID!, $key: String!) { compensationBatchCreate(input: { payPeriod: $period }, idempotencyKey: $key) {
    userErrors { message } batch { externalId } } }`;
  const createBatch = async (): Promise<Asked> =>
    askFor(await server.token("HR"), CREATE, {
      period: (await periodNow(graph, "2026-01")).id,
      key: randomBytes(4).toString("hex"),
    });
  const owner = (sql: string): Promise<unknown> => database.owner.query(sql);

  test("a row that the database refuses is quoted in no answer and no log", async () => {
    const before = errorsLogged();
    // What PostgreSQL says of it holds the whole row.
    await owner(`alter table compensation_batch_line add constraint planted check (amount_minor < 1000) not valid`);
    const { text } = await createBatch();
    await owner(`alter table compensation_batch_line drop constraint planted`);
    expect(text).toContain("INTERNAL_SERVER_ERROR");
    expect(errorsLogged()).toBeGreaterThan(before);
    expect(found(text)).toEqual([]);
  });

  test("nor is a statement that cannot be read", async () => {
    const before = errorsLogged();
    await owner(`revoke select on statement_line from holdfast_server`);
    const { text } = await askFor(
      await server.token("HR"),
      "{ statements { edges { node { lines { totalCount } } } } }",
    );
    await owner(`grant select on statement_line to holdfast_server`);
    expect(text).toContain("INTERNAL_SERVER_ERROR");
    expect(errorsLogged()).toBeGreaterThan(before);
    expect(found(text)).toEqual([]);
  });

  test("nor is what a run fails with, in its record, its thread, or the job's log", async () => {
    await owner(`create function planted() returns trigger language plpgsql as $$
      begin raise exception 'it cannot be kept' using detail = new.trace::text; end $$`);
    await owner(`create trigger planted before insert on statement_line for each row execute function planted()`);
    await openPeriod(graph, "2026-02", "2026-02-01", "2026-03-01");
    await startRun(graph, "2026-02");
    const failed = await work(database).then(
      () => null,
      (error: unknown) => error,
    );
    await owner(`drop trigger planted on statement_line`);
    expect(failed).toBeInstanceOf(Error);
    expect(found(JSON.stringify(failed))).not.toEqual([]);
    const lines: string[] = [];
    makeLog("debug", { write: (line) => void lines.push(line) }).error({ job: "pay", error: failed }, "job failed");
    const { rows } = await database.owner.query(`select failure, status from pay_run order by id desc limit 1`);
    expect(rows).toMatchObject([{ status: "FAILED" }]);
    expect(found([...lines, JSON.stringify(rows), JSON.stringify(endingBy(failed))].join())).toEqual([]);
  });

  test("nor is a value that PostgreSQL cannot read, where a job's thread tells of it", async () => {
    const failed = await database.dataSource.query(`select $1::bigint`, [`${TARGET}.5`]).then(
      () => null,
      (error: unknown) => error,
    );
    expect(found((failed as Error).message)).toEqual([TARGET]);
    expect(found(JSON.stringify(endingBy(failed)))).toEqual([]);
  });

  test("nor is what a caller sent, in the log", async () => {
    const token = await server.token("HR");
    const upsert = `mutation ($inputs: [EnrolmentInput!]!) { enrolmentsUpsert(inputs: $inputs, idempotencyKey: "s") {
      userErrors { message } } }`;
    const input = { externalId: "e", rep: "bob", plan: "KEEP", role: "ACCOUNT_MANAGER", currency: "EUR" };
    const bodies = [
      `{ "query": "{ ${TARGET} }" }`,
      `${TARGET} {`,
      JSON.stringify({ query: upsert, variables: { inputs: [{ ...input, startsOn: "2025-06-01", target: TARGET }] } }),
      JSON.stringify({ query: upsert, variables: { inputs: [{ ...input, startsOn: "x", target: Number(TARGET) }] } }),
      JSON.stringify({
        query: upsert,
        variables: { inputs: [{ ...input, startsOn: "2025-06-01", target: `${TARGET}e9` }] },
      }),
    ];
    for (const body of bodies) expect((await ask(token, body)).text).toMatch(/"(errors|userErrors)":\[\{/);
  });
});

test("on its way to HR it stands in the file, and only there", async () => {
  const token = await server.token("HR");
  const { text } = await askFor(
    token,
    `mutation ($period: ID!) { compensationBatchCreate(input: { payPeriod: $period }, idempotencyKey: "send") {
      userErrors { message } batch { externalId } } }`,
    { period: (await periodNow(graph, "2026-01")).id },
  );
  const name = /"externalId":"([\w-]+)"/.exec(text)![1]!;
  const pull = async (as: string): Promise<string> => {
    const response = await fetch(`${server.url}/exports/compensation/${name}.csv`, {
      headers: { authorization: `Bearer ${as}` },
    });
    return response.text();
  };
  expect(found(await pull(token)).length).toBeGreaterThan(0);
  for (const [role, rep] of FOREIGN) expect(found(await pull(await server.token(role, rep)))).toEqual([]);
});

test("in the end it stands in no line of the log and in no metric", async () => {
  expect(server.log.length).toBeGreaterThan(100);
  expect(found(JSON.stringify(server.log))).toEqual([]);
  expect(found(await (await fetch(`${server.url}/metrics`)).text())).toEqual([]);
});
