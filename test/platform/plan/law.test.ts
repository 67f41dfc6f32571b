import fc from "fast-check";
import { buildSchema, execute, parse, printSchema, validate, type GraphQLSchema } from "graphql";
import { contactUpsert } from "../../../src/records/contacts/contact.upsert";
import { contractUpsert } from "../../../src/records/contracts/contract.upsert";
import { renewalUpsert } from "../../../src/records/renewals/renewal.upsert";
import { aCustomer, anAssignment, anInteraction, aPosition, aRep, aTeam, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { write } from "../../support/writes";
import { contactsOf, contractsOf, renewalsOf } from "./facts";
import { oracle, readWorld, Refused, type Asker, type World } from "./oracle";
import { questions, type Pool, type Question } from "./questions";

let database: TestDatabase;
let graph: Graph;
let world: World;
let plain: GraphQLSchema;

function company() {
  const teams = [aTeam({ name: "North" }), aTeam({ name: "South" })];
  const ada = aRep({ fullName: "Ada", team: teams[0]!, hiredOn: "2019-01-01", payGroup: "A" });
  const bob = aRep({ fullName: "Bob", managedBy: ada, team: teams[0]!, hiredOn: "2025-01-01" });
  const cleo = aRep({ fullName: "Cleo", managedBy: bob, role: "SUPPORT", hiredOn: null, email: null });
  const dan = aRep({ fullName: "Dan", team: teams[1]!, role: "SALES", leftOn: "2026-01-01" });
  const eve = aRep({ fullName: "Ada", managedBy: dan, role: "MARKETING", payGroup: null });
  const reps = [ada, bob, cleo, dan, eve];
  const past = { startsOn: "2020-01-01", endsOn: "2025-01-01" };
  const positions = [aPosition({ rep: bob, managedBy: dan, ...past })];
  const root = aCustomer({ name: "Root", segment: "B", ownedBy: bob, currency: "JPY", acquisitionCostMinor: "500" });
  const customers = [
    root,
    aCustomer({ name: "Leaf", parent: root, segment: "A", ownedBy: cleo, relationship: "CONTRACT", note: null }),
    aCustomer({ name: "Leaf", parent: root, segment: null, ownedBy: dan, acquiredOn: null, industry: "Paper" }),
    aCustomer({ name: "Ümlaut's \"%_\\", referredBy: root, segment: "A", ownedBy: ada, region: "EU" }),
    aCustomer({ name: "nobody", currency: null, acquisitionCostMinor: null, acquiredOn: "2025-12-31" }),
    aCustomer({ name: "Twin", ownedBy: eve, segment: "B", acquiredOn: "2025-12-31" }),
  ];
  const assignments = [
    anAssignment({ customer: customers[1]!, rep: ada, role: "SALES", share: 4000 }),
    anAssignment({ customer: customers[1]!, rep: bob, role: "SALES", share: 6000 }),
    anAssignment({ customer: customers[3]!, rep: cleo, role: "SUPPORT", startsOn: "2020-01-01", endsOn: "2026-03-02" }),
    anAssignment({ customer: customers[4]!, rep: dan, role: "SUPPORT", startsOn: "2026-03-03" }),
  ];
  const interactions = Array.from({ length: 30 }, (_, n) =>
    anInteraction({
      with: customers[n % 4]!,
      by: n % 7 === 0 ? null : reps[n % 5]!,
      type: ["CALL", "EMAIL", "VISIT"][n % 3]!,
      direction: ["TWO_WAY", "INBOUND", null, "TWO_WAY"][n % 4]!,
      point: ["SALE", null, "THANKS"][n % 3]!,
      occurredAt: `2026-0${1 + (n % 3)}-0${1 + (n % 9)}T0${n % 5}:00:00.000Z`,
      costMinor: n % 2 ? "199" : null,
      currency: n % 2 ? "USD" : null,
      note: n % 5 ? `said ${n}` : null,
    }),
  );
  return [...teams, ...reps, ...positions, ...customers, ...assignments, ...interactions];
}

beforeAll(async () => {
  database = await testDatabase();
  const stored = company();
  await store(database.owner, stored);
  const customers = stored.filter(({ kind }) => kind === "customer").map(({ externalId }) => externalId);
  await database.owner.query(
    `update customer set merged_into_id = 6, merged_on = '2026-01-01', website = 'example.com' where id in (2, 5)`,
  );
  const buyers = stored.flatMap((one) =>
    one.kind === "customer" && one.relationship === "REPEAT_PURCHASE" ? [one.externalId] : [],
  );
  for (const [spec, rows] of [
    [contactUpsert, contactsOf(customers)],
    [contractUpsert, contractsOf(buyers)],
    [renewalUpsert, renewalsOf(buyers)],
  ] as const)
    expect((await write(database, spec, ...rows)).userErrors).toEqual([]);
  graph = graphOver(database);
  world = await readWorld(database.owner);
  plain = buildSchema(printSchema(graph.schema));
});
afterAll(() => database.close());

/** The records that the oracle knows: among them stands every kind of relation, guard and argument. */
const TABLE_OF = {
  Team: "team",
  Rep: "rep",
  Position: "rep_position",
  Customer: "customer",
  Assignment: "assignment",
  Interaction: "interaction",
  Contact: "contact",
  Contract: "contract",
  Renewal: "renewal",
} as const;

function pool(): Pool {
  const ids = Object.entries(TABLE_OF).flatMap(([type, table]) =>
    world[table].map(({ id }) => Buffer.from(`${type}:${id}`).toString("base64url")),
  );
  return {
    ID: ids,
    String: [
      ...Object.values(TABLE_OF).flatMap((table) => world[table].map((row) => String(row.external_id))),
      "A",
      "EU",
      "leaf",
      "'",
      "%",
      "\\",
      "$1",
      "ü",
      "",
    ],
    Date: ["2026-03-02", "2026-03-03", "2026-01-05", "2025-12-31", "2024-06-01", "2020-06-01", "0001-01-01"],
    DateTime: ["2026-01-05T00:00:00Z", "2026-02-03T05:00:00+02:00", "2026-03-01T01:00:00Z"],
  };
}

interface Told {
  readonly data: unknown;
  readonly refusals: readonly string[];
}

async function planned({ source, variables }: Question, viewer: Asker): Promise<Told> {
  const { data, errors } = await graph.ask(viewer as { role: "REP"; repId: string }, source, variables);
  return { data, refusals: errors.map(({ code, path, message }) => (code === "FORBIDDEN" ? path : message)).sort() };
}

async function expected({ source, variables }: Question, viewer: Asker): Promise<Told> {
  const { data, errors = [] } = await execute({
    schema: plain,
    document: parse(source),
    rootValue: oracle(world, viewer),
    variableValues: variables,
  });
  const refusals = errors.map((error) =>
    error.originalError instanceof Refused ? error.path!.join(".") : `the oracle failed: ${error.stack}`,
  );
  return { data: JSON.parse(JSON.stringify(data)), refusals: refusals.sort() };
}

test("whatever is asked, by whomever, is answered as plain arrays answer it", async () => {
  const viewers = fc.record({
    role: fc.constantFrom("REP", "LEADER", "HR", "ANALYST", "ADMIN", "AUDITOR"),
    repId: fc.constantFrom(...world.rep.map(({ id }) => String(id))),
  });
  const all = pool();
  await fc.assert(
    fc.asyncProperty(questions(graph.schema, Object.keys(TABLE_OF), all), viewers, async (question, viewer) => {
      expect(validate(graph.schema, parse(question.source))).toEqual([]);
      expect(await planned(question, viewer)).toEqual(await expected(question, viewer));
    }),
    { numRuns: 1000, endOnFailure: true },
  );
}, 180_000);
