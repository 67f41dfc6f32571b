import { aCustomer, anAssignment, aRep, aTeam, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const north = aTeam({ externalId: "north" });
  const reps = ["ada", "bob"].map((externalId) => aRep({ externalId, team: north }));
  const kept = aCustomer({ externalId: "kept", relationship: "CONTRACT", segment: "SMALL" });
  const lost = aCustomer({ externalId: "lost", relationship: "CONTRACT" });
  await store(database.owner, [
    ...[north, ...reps, kept, lost],
    ...[kept, lost].map((customer) => anAssignment({ rep: reps[0]!, customer })),
  ]);
  await database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, month_to_month, annual_value_minor, currency, ended_on)
     select external_id, id, '2024-01-01', '2024-01-01', true, 10000, 'EUR', case external_id when 'lost' then date '2025-12-01' end
     from customer`,
  );
  await database.owner.query(
    `insert into fx_rate (external_id, base, quote, day, rate) values ('r', 'USD', 'EUR', '2025-01-01', 0.5)`,
  );
  await database.owner.query(
    `insert into quota (external_id, rep_id, team_id, measure, starts_on, ends_on, goal, currency)
     select row_number() over (), case of when 'north' then null else (select id from rep where external_id = of) end,
       case of when 'north' then 1 end, measure, starts, ends, goal, currency
     from (values ('ada', 'LOGO_RETENTION', date '2025-10-01', date '2026-01-01', 0.8, null),
       ('ada', 'CHURN', '2025-10-01', '2026-01-01', -100, 'USD'),
       ('ada', 'NET_REVENUE_RETENTION', '2025-07-01', '2026-01-01', 0.9, null),
       ('bob', 'LOGO_RETENTION', '2025-10-01', '2026-01-01', 0.8, null),
       ('north', 'LOGO_RETENTION', '2025-10-01', '2026-01-01', 0.25, null)) given (of, measure, starts, ends, goal, currency)`,
  );
});
afterAll(() => database.close());

const PERIOD = `period: { start: "2025-10-01", end: "2026-01-01" }`;

async function quota(of: string, measure: string, options = ""): Promise<unknown> {
  const { data, errors } = await graph.ask<{ of: { scorecard: { measure: { quota: unknown } } } }>(
    { role: "ANALYST" },
    `{ of: ${of} { scorecard(${PERIOD} ${options}) { measure(code: ${measure}) { quota { goal attainment difference } } } } }`,
  );
  expect(errors).toEqual([]);
  return data.of.scorecard.measure.quota;
}

const ADA = `rep(externalId: "ada")`;
test.each<[string, string, string, string, unknown]>([
  ["half of 80 %", ADA, "LOGO_RETENTION", "", { goal: "0.8", attainment: 0.625, difference: 0.5 - 0.8 }],
  ["a team's", `team(externalId: "north")`, "LOGO_RETENTION", "", { goal: "0.25", attainment: 2, difference: 0.25 }],
  ["an amount, at the rates of the first day", ADA, "CHURN", "", { goal: "-50.00", attainment: null, difference: -50 }],
  [
    "nothing measured",
    `rep(externalId: "bob")`,
    "LOGO_RETENTION",
    "",
    { goal: "0.8", attainment: null, difference: null },
  ],
  ["a goal of another period", ADA, "NET_REVENUE_RETENTION", "", null],
  ["a subtree has none", ADA, "LOGO_RETENTION", "scope: SUBTREE", null],
  ["one segment has none", ADA, "LOGO_RETENTION", `segment: "SMALL"`, null],
  ["the company has none", "company", "LOGO_RETENTION", "", null],
])("%s", async (_rule, of, measure, options, expected) => expect(await quota(of, measure, options)).toEqual(expected));

const statements = countsStatements() ? test : test.skip;
statements("all goals of all reps are one statement more", async () => {
  const asked = (fields: string) =>
    statementsOf(database, () =>
      graph.ask({ role: "ANALYST" }, `{ reps { edges { node { scorecard(${PERIOD}) { measures { ${fields} } } } } } }`),
    );
  const without = (await asked("value")).count;
  const { texts, count } = await asked("value quota { goal }");
  expect(texts.filter(({ text }) => text.includes("from quota")).map(({ calls }) => calls)).toEqual([1]);
  expect(count).toBe(without + 1);
});
