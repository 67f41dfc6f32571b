import { aCustomer, anAssignment, aRep, aTeam, REFERENCE_DATE, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;

const north = aTeam({ externalId: "north", name: "North" });
const south = aTeam({ externalId: "south", name: "South" });
const boss = aRep({ externalId: "boss", hiredOn: "2020-01-01" });
const ada = aRep({ externalId: "ada", team: north, managedBy: boss, hiredOn: "2025-01-01" });
const bob = aRep({ externalId: "bob", team: north, managedBy: boss, hiredOn: "2025-12-02", leftOn: "2026-02-01" });
const cyd = aRep({ externalId: "cyd", team: south, hiredOn: "2025-12-02", role: "SUPPORT" });

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const [small, large, buyer, kept] = ["small", "large", "buyer", "kept"].map((externalId) =>
    aCustomer({
      externalId,
      relationship: externalId === "buyer" ? "REPEAT_PURCHASE" : "CONTRACT",
      segment: externalId === "large" ? "Enterprise" : "Retail",
    }),
  ) as [
    ReturnType<typeof aCustomer>,
    ReturnType<typeof aCustomer>,
    ReturnType<typeof aCustomer>,
    ReturnType<typeof aCustomer>,
  ];
  await store(database.owner, [
    ...[north, south, boss, ada, bob, cyd, small, large, buyer, kept],
    anAssignment({ customer: small, rep: ada, endsOn: "2026-02-10" }),
    anAssignment({ customer: large, rep: bob, endsOn: "2026-01-31" }),
    anAssignment({ customer: large, rep: ada, startsOn: "2026-01-31" }),
    anAssignment({ customer: large, rep: cyd, role: "SUPPORT" }),
    anAssignment({ customer: kept, rep: ada }),
  ]);
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency, ended_on, loss_reason, competitor)
    select given.key, c.id, '2025-01-01', '2025-02-01', given.ends::date, given.value, 'EUR', given.ended::date, given.reason, given.competitor
    from (values ('1', 'small', '2027-01-01', 12000, '2026-01-20', 'PRICE', null),
      ('2', 'large', '2027-01-01', 500000, '2026-02-10', 'COMPETITOR', 'Birch'),
      ('3', 'kept', '2027-01-01', 70000, null, null, null)) given (key, customer, ends, value, ended, reason, competitor)
    join customer c on c.external_id = given.customer`);
  // Every ten days, the last time on 31 January: lapsed on 3 March, a day after the reference date.
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select n, c.id, date '2026-01-31' - 10 * n, 1000, 'EUR'
    from generate_series(0, 4) n join customer c on c.external_id = 'buyer'`);
});
afterAll(() => database.close());

const FIELDS = `{
  asOf currency definition { version }
  whole { startsOn endsOn lost valueLost { amount } reps { left averageEmployed rate averageTenureDays } }
  parts { startsOn endsOn lost valueLost { amount } } }`;

const QUARTER = `period: { start: "2026-01-01", end: "2026-04-01" }`;

test("month by month, as far as the day knows", async () => {
  const { data, errors } = await graph.ask({ role: "ANALYST" }, `{ company { turnover(${QUARTER}) ${FIELDS} } }`);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    company: {
      turnover: {
        ...{ asOf: REFERENCE_DATE, currency: "EUR", definition: { version: 1 } },
        whole: {
          ...{ startsOn: "2026-01-01", endsOn: "2026-03-03", lost: 2, valueLost: { amount: "5120.00" } },
          // Of 61 days three are there on all, and one on 31. On the last one: 2,253, 426 and 91 days.
          reps: {
            ...{ left: 1, averageEmployed: expect.closeTo((3 * 61 + 31) / 61, 12) },
            ...{ rate: expect.closeTo(61 / (3 * 61 + 31), 12), averageTenureDays: expect.closeTo(2770 / 3, 12) },
          },
        },
        parts: [
          { startsOn: "2026-01-01", endsOn: "2026-02-01", lost: 1, valueLost: { amount: "120.00" } },
          { startsOn: "2026-02-01", endsOn: "2026-03-01", lost: 1, valueLost: { amount: "5000.00" } },
          { startsOn: "2026-03-01", endsOn: "2026-03-03", lost: 0, valueLost: { amount: "0.00" } },
        ],
      },
    },
  });
});

/** `key lost value` of each group. */
async function groups(by: string, of = "company", asOf = "2026-04-01"): Promise<string[]> {
  const source = `{ of: ${of} { turnover(${QUARTER}, by: YEAR, asOf: "${asOf}") { whole { losses(by: ${by}) { key lost valueLost { amount } } } } } }`;
  type Group = { key: string | null; lost: number; valueLost: { amount: string } };
  const { data, errors } = await graph.ask<{ of: { turnover: { whole: { losses: Group[] } } } }>({}, source);
  expect(errors).toEqual([]);
  return data.of.turnover.whole.losses.map(({ key, lost, valueLost }) => `${key} ${lost} ${valueLost.amount}`);
}

test.each([
  ["SEGMENT", ["Enterprise 1 5000.00", "Retail 2 170.00"]],
  ["REASON", ["COMPETITOR 1 5000.00", "PRICE 1 120.00", "null 1 50.00"]],
  ["COMPETITOR", ["Birch 1 5000.00", "null 2 170.00"]],
  ["ROLE", ["ACCOUNT_MANAGER 2 5120.00", "SUPPORT 1 5000.00", "null 1 50.00"]],
])("grouped by %s", async (by, expected) => expect(await groups(by)).toEqual(expected));

test("a day in the past answers as it did then", async () => {
  expect(await groups("REASON", "company", "2026-02-09")).toEqual(["PRICE 1 120.00"]);
});

describe("a team", () => {
  test("lost whom somebody of it served on the loss day, in the roles of its own reps", async () => {
    expect(await groups("ROLE", `team(externalId: "north")`)).toEqual(["ACCOUNT_MANAGER 2 5120.00"]);
    expect(await groups("ROLE", `team(externalId: "south")`)).toEqual(["SUPPORT 1 5000.00"]);
  });

  test("has the reps of its own beside them", async () => {
    const source = `{ teams { edges { node { name turnover(${QUARTER}, by: QUARTER) { whole { reps { left averageEmployed } } } } } } }`;
    const { data } = await graph.ask({}, source);
    const reps = (left: number, averageEmployed: number) => ({
      turnover: { whole: { reps: { left, averageEmployed } } },
    });
    expect(data).toEqual({
      teams: {
        edges: [
          { node: { name: "North", ...reps(1, expect.closeTo(92 / 61, 12) as number) } },
          { node: { name: "South", ...reps(0, 1) } },
        ],
      },
    });
  });

  test.each([
    ["a leader sees the teams of those below it", { role: "LEADER", repId: "1" }, ["North"]],
    ["a rep its own", { role: "REP", repId: "4" }, ["South"]],
    ["an analyst all", { role: "ANALYST" }, ["North", "South"]],
  ] as const)("%s", async (_rule, viewer, expected) => {
    const source = `{ teams { edges { node { name turnover(${QUARTER}) { whole { lost } } } } } }`;
    type Node = { node: { name: string; turnover: unknown } };
    const { data, errors } = await graph.ask<{ teams: { edges: Node[] } }>(viewer, source);
    expect(errors).toEqual([]);
    const seen = data.teams.edges.filter(({ node }) => node.turnover !== null);
    expect(seen.map(({ node }) => node.name)).toEqual(expected);
  });
});

test("the company is FORBIDDEN to a rep, and the rest of the answer stands", async () => {
  const source = `{ company { turnover(${QUARTER}) { currency } } viewer { role } }`;
  const { data, errors } = await graph.ask({ role: "REP", repId: "2" }, source);
  expect(data).toEqual({ company: null, viewer: { role: "REP" } });
  expect(errors.map(({ code, path }) => [code, path])).toEqual([["FORBIDDEN", "company"]]);
});

test.each([
  [
    "an empty period",
    `period: { start: "2026-01-01", end: "2026-01-01" }`,
    "period: its end 2026-01-01 must come after its start 2026-01-01.",
  ],
  [
    "one that has not begun",
    `period: { start: "2026-03-03", end: "2026-04-01" }`,
    "period: it starts on 2026-03-03, after asOf 2026-03-02, and nothing of it is known.",
  ],
  [
    "one of too many parts",
    `period: { start: "1990-01-01", end: "2026-01-01" }`,
    "period: 1990-01-01 to 2026-01-01 has 432 parts by MONTH; ask for at most 120, or for longer ones.",
  ],
])("%s is refused", async (_rule, period, message) => {
  const { data, errors } = await graph.ask({}, `{ company { turnover(${period}) { currency } } }`);
  expect(data).toEqual({ company: { turnover: null } });
  expect(errors).toEqual([{ code: "BAD_USER_INPUT", path: "company.turnover", message }]);
});

const testCounted = countsStatements() ? test : test.skip;

testCounted(
  "the company's takes eight statements and its definition's record; all teams one more, and who sees them",
  async () => {
    const count = async (source: string, viewer: object): Promise<number> =>
      (await statementsOf(database, () => graph.ask(viewer, source))).count;
    const all = `turnover(${QUARTER}) { whole { lost losses(by: REASON) { lost } } parts { losses(by: ROLE) { lost } } }`;
    expect(await count(`{ company { ${all} } }`, {})).toBe(8);
    expect(await count(`{ company { turnover(${QUARTER}) { definition { version } } } }`, {})).toBe(9);
    expect(await count(`{ company { ${all} } teams { edges { node { ${all} } } } }`, {})).toBe(10);
    expect(
      await count(`{ company { ${all} } teams { edges { node { ${all} } } } }`, { role: "LEADER", repId: "1" }),
    ).toBe(11);
  },
);

describe("what was agreed to be done", () => {
  beforeAll(async () => {
    await database.owner.query(`
      insert into agreed_action (external_id, team_id, owner_id, what, starts_on, ends_on, agreed_on, due_on, done_on)
      select given.key, t.id, r.id, given.key, given.starts::date, given.ends::date, given.agreed::date, given.due::date, given.done::date
      from (values ('call early', 'north', 'ada', '2026-01-01', '2026-04-01', '2026-02-15', '2026-02-25', '2026-03-01'),
        ('review prices', 'north', 'bob', '2026-01-01', '2026-02-01', '2026-02-15', '2026-02-20', null),
        ('answer faster', 'south', 'cyd', '2026-01-01', '2026-04-01', '2026-02-16', '2026-06-01', null),
        ('ask who leaves', null, 'boss', '2026-01-01', '2026-04-01', '2026-02-17', '2026-06-02', null),
        ('last year', 'north', 'ada', '2025-01-01', '2026-01-01', '2026-01-05', '2026-02-01', null)
      ) given (key, team, owner, starts, ends, agreed, due, done)
      left join team t on t.external_id = given.team join rep r on r.external_id = given.owner`);
  });

  interface Action {
    readonly what: string;
    readonly doneOn: string | null;
    readonly isOverdue: boolean;
    readonly owner: { readonly externalId: string };
    readonly team: { readonly externalId: string } | null;
  }
  async function actions(of: string, asOf = REFERENCE_DATE, viewer: object = { role: "AUDITOR" }): Promise<string[]> {
    const { data, errors } = await graph.ask<{
      of: { turnover: { actions: { totalCount: number; edges: { node: Action }[] } } };
    }>(
      viewer,
      `{ of: ${of} { turnover(${QUARTER} asOf: "${asOf}") { actions { totalCount edges { node {
        what agreedOn dueOn doneOn isOverdue owner { externalId } team { externalId } } } } } } }`,
    );
    expect(errors).toEqual([]);
    const { totalCount, edges } = data.of.turnover.actions;
    expect(totalCount).toBe(edges.length);
    return edges.map(({ node: { what, owner, team, doneOn, isOverdue } }) =>
      [what, owner.externalId, team?.externalId ?? "company", doneOn ?? (isOverdue ? "overdue" : "open")].join(", "),
    );
  }
  const NORTH = `team(externalId: "north")`;

  test("stands on the report of the team, what is due first ahead, with what became of it", async () => {
    expect(await actions(NORTH)).toEqual(["review prices, bob, north, overdue", "call early, ada, north, 2026-03-01"]);
  });

  test("is told as the day knew it: neither agreed on nor done later", async () => {
    expect(await actions(NORTH, "2026-02-20")).toEqual([
      "review prices, bob, north, open",
      "call early, ada, north, open",
    ]);
    expect(await actions(NORTH, "2026-02-26")).toEqual([
      "review prices, bob, north, overdue",
      "call early, ada, north, overdue",
    ]);
    expect(await actions(NORTH, "2026-02-14")).toEqual([]);
  });

  test("stands on the company's report for all teams, and for a leader for those in which it sees somebody", async () => {
    const everything = [
      ...["review prices, bob, north, overdue", "call early, ada, north, 2026-03-01"],
      ...["answer faster, cyd, south, open", "ask who leaves, boss, company, open"],
    ];
    expect(await actions("company")).toEqual(everything);
    const { rows } = await database.owner.query<{ id: string }>(`select id from rep where external_id = 'boss'`);
    const leader = { role: "LEADER", repId: rows[0]!.id };
    expect(await actions("company", REFERENCE_DATE, leader)).toEqual(
      everything.filter((one) => !one.includes("south")),
    );
  });

  test("is read by who is in the team", async () => {
    const { rows } = await database.owner.query<{ id: string }>(`select id from rep where external_id = 'ada'`);
    expect(await actions(NORTH, REFERENCE_DATE, { role: "REP", repId: rows[0]!.id })).toHaveLength(2);
  });
});
