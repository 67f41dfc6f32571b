import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { printSchema } from "graphql";
import { makeSchema } from "../../src/app/schema";

/** The compiler is a native program, for the platforms below. */
const PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];
const testWhereItRuns = PLATFORMS.includes(`${process.platform}-${process.arch}`) ? test : test.skip;

const folder = mkdtempSync(path.join(tmpdir(), "holdfast-relay-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Compilation {
  readonly status: number | null;
  readonly output: string;
  readonly artifacts: readonly string[];
}

/** Compiles modules of a small Relay project against the schema; a module's name starts its operations' names. */
function compile(name: string, modules: Readonly<Record<string, string>>): Compilation {
  const project = path.join(folder, name);
  const generated = path.join(project, "src", "__generated__");
  mkdirSync(generated, { recursive: true });
  writeFileSync(path.join(project, "schema.graphql"), printSchema(makeSchema()));
  const config = { src: "./src", schema: "./schema.graphql", language: "javascript" };
  writeFileSync(path.join(project, "relay.config.json"), JSON.stringify(config));
  for (const [file, document] of Object.entries(modules))
    writeFileSync(path.join(project, "src", `${file}.js`), `graphql\`${document}\`;\n`);
  const compiler = require.resolve("relay-compiler/cli.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, "relay.config.json"], {
    cwd: project,
    encoding: "utf8",
    timeout: 30_000,
  });
  return { status, output: stdout + stderr, artifacts: readdirSync(generated).sort() };
}

testWhereItRuns(
  "the Relay compiler accepts the schema: nodes, connections to page through, refetching, mutations",
  () => {
    const { status, output, artifacts } = compile("accepted", {
      Customers: `
      query CustomersQuery($first: Int!, $after: String) {
        customers(first: $first, after: $after) @connection(key: "Customers_customers") {
          edges { cursor node { id ...Card_customer } }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      Card: `
      fragment Card_customer on Customer @argumentDefinitions(count: { type: "Int", defaultValue: 5 }, cursor: { type: "String" })
      @refetchable(queryName: "CardPaginationQuery") {
        name
        interactions(first: $count, after: $cursor) @connection(key: "Card_interactions") {
          edges { node { id } }
        }
      }`,
      Node: `query NodeQuery($id: ID!) { node(id: $id) { __typename id ... on Rep { fullName manager { id } } } }`,
      Reassign: `
      mutation ReassignMutation($key: String!, $input: CustomerReassignInput!) {
        customerReassign(idempotencyKey: $key, input: $input) {
          customer { id version }
          userErrors { code field message }
        }
      }`,
    });
    expect({ status, output }).toEqual({ status: 0, output: expect.not.stringContaining("Error") });
    expect(artifacts).toEqual([
      "CardPaginationQuery.graphql.js",
      "Card_customer.graphql.js",
      "CustomersQuery.graphql.js",
      "NodeQuery.graphql.js",
      "ReassignMutation.graphql.js",
    ]);
  },
);

testWhereItRuns("it refuses what the schema does not hold: the compiler does look", () => {
  const { status, output } = compile("refused", {
    Wrong: `query WrongQuery { customers(first: 1) { edges { node { nickname } } } }`,
  });
  expect(status).not.toBe(0);
  expect(output).toContain("nickname");
});
