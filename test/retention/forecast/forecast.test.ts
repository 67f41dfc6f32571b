import { aCustomer, anAssignment, aRep, aTeam, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;

const north = aTeam({ externalId: "north", name: "North" });
const ada = aRep({ externalId: "ada" });
const bob = aRep({ externalId: "bob", managedBy: ada, team: north });
const cyd = aRep({ externalId: "cyd" });

const RENEWALS: readonly [customer: string, segment: string, due: string, value: number, said?: object][] = [
  ["soon", "Retail", "2026-03-10", 10000],
  ["later", "Enterprise", "2026-04-15", 100000],
  ["dollars", "Retail", "2026-05-20", 20000, { currency: "USD" }],
  ["far", "Retail", "2026-06-01", 10000],
  ["overdue", "Retail", "2026-03-01", 10000],
  ["early", "Retail", "2026-03-05", 30000, { status: "RENEWED", closed: "2026-02-20" }],
  ["ended", "Retail", "2026-03-20", 10000, { ended: "2026-02-25" }],
  ["grown", "Retail", "2026-03-25", 10000],
];

/** Forty of Retail: thirty renewed in time, four too late, six lost. Ten of Enterprise, all renewed. */
const HISTORY = `
  with decided as (
    insert into customer (external_id, name, relationship, segment, currency)
    select 'past' || n, 'Past', 'CONTRACT', case when n <= 40 then 'Retail' else 'Enterprise' end, 'EUR'
    from generate_series(1, 50) n
    returning id, substr(external_id, 5)::integer as n
  )
  insert into renewal (external_id, customer_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor, loss_reason)
  select 'past' || n, id, date '2025-12-01' - n, 100, 'EUR', case when n <= 6 then 'LOST' else 'RENEWED' end,
    date '2025-12-01' - n + case when n between 7 and 10 then 31 else 30 end,
    case when n > 6 then 100 end, case when n <= 6 then 'PRICE' end
  from decided`;

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const customers = RENEWALS.map(([externalId, segment]) =>
    aCustomer({ externalId, segment, relationship: "CONTRACT" }),
  );
  const [soon, later] = customers as [(typeof customers)[number], (typeof customers)[number]];
  await store(database.owner, [
    ...[north, ada, bob, cyd, ...customers],
    anAssignment({ customer: soon, rep: ada }),
    anAssignment({ customer: soon, rep: ada, role: "SALES" }),
    anAssignment({ customer: later, rep: bob, role: "SUPPORT" }),
    anAssignment({ customer: later, rep: cyd, endsOn: "2026-02-20" }),
  ]);
  await database.owner.query(
    `with given as (
      select r->>0 as customer, (r->>2)::date as due, (r->>3)::bigint as value, coalesce(r->4, '{}') as said
      from jsonb_array_elements($1) r
    ), signed as (
      insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency, ended_on)
      select customer, c.id, '2025-01-01', '2025-01-01', due, value, coalesce(said->>'currency', 'EUR'), (said->>'ended')::date
      from given join customer c on c.external_id = customer
      returning id, customer_id, external_id, ends_on, annual_value_minor, currency
    )
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor)
    select customer, customer_id, id, ends_on, annual_value_minor, currency, coalesce(said->>'status', 'UPCOMING'),
      (said->>'closed')::date, case said->>'status' when 'RENEWED' then value end
    from signed join given on customer = external_id`,
    [JSON.stringify(RENEWALS)],
  );
  // What was grown into a bigger contract is decided at the end of that one.
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency, replaces_id)
    select 'bigger', customer_id, '2026-02-10', '2026-02-15', '2027-02-15', 20000, 'EUR', id from contract where external_id = 'grown'`);
  await database.owner.query(HISTORY);
  await database.owner.query(
    "insert into fx_rate (external_id, base, quote, day, rate) values ('1', 'USD', 'EUR', '2025-01-01', 0.5)",
  );
});
afterAll(() => database.close());

interface Horizon {
  readonly days: number;
  readonly renewals: number;
  readonly valueDue: { readonly amount: string };
  readonly expected: { readonly amount: string } | null;
  readonly atRisk: { readonly amount: string } | null;
}

/** `days: renewals due expected at-risk` of each horizon. */
async function forecast(of: string, args = "", viewer: object = {}): Promise<string[] | null> {
  const source = `{ of: ${of} { forecast${args} {
    horizons { days renewals valueDue { amount } expected { amount } atRisk { amount } } } } }`;
  const { data, errors } = await graph.ask<{ of: { forecast: { horizons: Horizon[] } | null } }>(viewer, source);
  expect(errors).toEqual([]);
  return (
    (data.of.forecast?.horizons ?? null) &&
    data.of.forecast!.horizons.map(
      ({ days, renewals, valueDue, expected, atRisk }) =>
        `${days}: ${renewals} ${valueDue.amount} ${expected?.amount} ${atRisk?.amount}`,
    )
  );
}

test("what is due in 30, 60 and 90 days: Retail renews at 0.75, the others at the company's 0.8", async () =>
  expect(await forecast("company")).toEqual([
    "30: 1 100.00 75.00 25.00",
    "60: 2 1100.00 875.00 225.00",
    "90: 3 1200.00 950.00 250.00",
  ]));

test("says what each expectation rests on", async () => {
  const source = `{ company { forecast(days: [60]) { asOf currency definition { version } horizons { endsOn
    lines { basis segment renewals rate decisions valueDue { amount } expected { amount } } } } } }`;
  const { data } = await graph.ask({ role: "ANALYST" }, source);
  const line = (
    basis: string,
    segment: string | null,
    rate: number,
    decisions: number,
    due: string,
    expected: string,
  ) => ({
    ...{ basis, segment, rate, decisions, renewals: 1, valueDue: { amount: due }, expected: { amount: expected } },
  });
  expect(data).toEqual({
    company: {
      forecast: {
        ...{ asOf: "2026-03-02", currency: "EUR", definition: { version: 1 } },
        horizons: [
          {
            endsOn: "2026-05-01",
            lines: [
              line("COMPANY_HISTORY", null, 0.8, 50, "1000.00", "800.00"),
              line("SEGMENT_HISTORY", "Retail", 0.75, 40, "100.00", "75.00"),
            ],
          },
        ],
      },
    },
  });
});

test("a day in the past knows only what was decided by then", async () => {
  // Not renewed early yet, not ended yet, not overdue yet, and the bigger contract signed five days before.
  expect(await forecast("company", `(asOf: "2026-02-15", days: [40])`)).toEqual(["40: 4 600.00 450.00 150.00"]);
  expect(await forecast("company", `(asOf: "2026-02-09", days: [46])`)).toEqual(["46: 5 700.00 525.00 175.00"]);
});

test("before anything was decided nothing is expected, and nothing said to be at risk", async () =>
  expect(await forecast("company", `(asOf: "2025-06-01", days: [366])`)).toEqual([
    "366: 58 1950.00 undefined undefined",
  ]));

describe("whose customers", () => {
  const at = "(days: [90])";

  test.each([
    ["a rep's own, once though it serves in two roles", `rep(externalId: "ada")`, at, ["90: 1 100.00 75.00 25.00"]],
    ["in one role", `rep(externalId: "ada")`, "(days: [90], role: SUPPORT)", ["90: 0 0.00 0.00 0.00"]],
    [
      "those of everybody below it",
      `rep(externalId: "ada")`,
      "(days: [90], scope: SUBTREE)",
      ["90: 2 1100.00 875.00 225.00"],
    ],
    ["not what it served before", `rep(externalId: "cyd")`, at, ["90: 0 0.00 0.00 0.00"]],
    [
      "but what it served on the day",
      `rep(externalId: "cyd")`,
      `(days: [90], asOf: "2026-02-19")`,
      ["90: 1 1000.00 800.00 200.00"],
    ],
    ["a team's", `team(externalId: "north")`, at, ["90: 1 1000.00 800.00 200.00"]],
  ])("%s", async (_rule, of, args, expected) => expect(await forecast(of, args)).toEqual(expected));

  test("a rep reads its own, and neither those below nor a team that nobody of its is in", async () => {
    const viewer = { role: "REP", repId: "1" };
    expect(await forecast(`rep(externalId: "ada")`, at, viewer)).toEqual(["90: 1 100.00 75.00 25.00"]);
    expect(await forecast(`team(externalId: "north")`, at, viewer)).toBeNull();
    const source = `{ rep(externalId: "ada") { forecast(scope: SUBTREE) { currency } } }`;
    const { data, errors } = await graph.ask(viewer as object, source);
    expect(data).toEqual({ rep: { forecast: null } });
    expect(errors).toMatchObject([{ code: "FORBIDDEN", path: "rep.forecast" }]);
  });
});

test.each(["[]", "[0]", "[367]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]"])(
  "days: %s is refused",
  async (days) => {
    const { errors } = await graph.ask({}, `{ company { forecast(days: ${days}) { currency } } }`);
    const message = "days: pass 1 to 12 numbers of days, each from 1 to 366.";
    expect(errors).toEqual([{ code: "BAD_USER_INPUT", path: "company.forecast", message }]);
  },
);

test("a new definition holds from its day on: with a longer grace the four of Retail were in time", async () => {
  await database.owner.query(`
    insert into retention_definition (external_id, effective_from, grace_days, comparison, lapse_times_usual_gap, lapse_fewest_purchases,
      lapse_days, thanked_within_days, touch_cadence_days, touch_cadence_by_segment, lifetime_years, discount_rate, currency, reason, version)
    select '2', '2026-03-01', 31, comparison, lapse_times_usual_gap, lapse_fewest_purchases, lapse_days, thanked_within_days,
      touch_cadence_days, touch_cadence_by_segment, lifetime_years, discount_rate, currency, 'a test', 2
    from retention_definition where version = 1`);
  // 34 of 40, and 44 of 50.
  expect(await forecast("company", "(days: [60])")).toEqual(["60: 2 1100.00 965.00 135.00"]);
  expect(await forecast("company", `(asOf: "2026-02-28", days: [60])`)).toEqual(["60: 3 1200.00 950.00 250.00"]);
});

const testCounted = countsStatements() ? test : test.skip;

testCounted(
  "six statements for the company; one more for all reps' books, two for those below them or teams",
  async () => {
    const count = async (source: string): Promise<number> =>
      (await statementsOf(database, () => graph.ask({}, source))).count;
    const fields = "{ horizons { valueDue { amount } } }";
    expect(await count(`{ company { forecast ${fields} } }`)).toBe(6);
    const reps = (args: string): string => `{ reps { edges { node { forecast${args} ${fields} } } } }`;
    expect(await count(reps(""))).toBe(1 + 7);
    expect(await count(reps("(scope: SUBTREE)"))).toBe(1 + 8);
    expect(await count(`{ teams { edges { node { forecast ${fields} } } } }`)).toBe(1 + 8);
  },
);
