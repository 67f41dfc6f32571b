import fc from "fast-check";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { MEASURES } from "../../../src/retention/measures/measures";
import { movementsOf } from "../../../src/retention/scorecards/movements";
import type { ScorecardArgs } from "../../../src/retention/scorecards/question";
import { measured, type Scorecard, scorecardOf } from "../../../src/retention/scorecards/scorecard";
import type { Subject } from "../../../src/retention/scorecards/subject";
import type { Context } from "../../../src/platform/graphql/context";
import { aCustomer, anAssignment, aRep, aTeam, type Rep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

/**
 * A generated company in which everything occurs that does not add up: parts of customers, two currencies, accounts that
 * were merged, more returned than bought, and renewals that are not decided. Same seed, same company.
 */
const SEED = 20_261_122;
const REPS = 24;
const CUSTOMERS = 400;
const FIRST = "2025-01-01" as Day;
const day = (n: number): Day => addDays(FIRST, n);

const worth = fc.record({
  from: fc.nat(500),
  days: fc.integer({ min: 60, max: 365 }),
  minor: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 99_999 }) },
    { weight: 1, arbitrary: fc.integer({ min: -90_000, max: -1 }) },
  ),
  currency: fc.oneof({ weight: 9, arbitrary: fc.constant("EUR") }, { weight: 1, arbitrary: fc.constant("USD") }),
  renewed: fc.constantFrom("AT_ONCE", "LATE", "OPEN", null),
  refunded: fc.constantFrom(0, 0, 0, 0.5, 1),
});
const companies = fc.array(
  fc.record({
    relationship: fc.constantFrom("CONTRACT", "REPEAT_PURCHASE"),
    holders: fc.constantFrom(
      [10_000],
      [10_000],
      [10_000],
      [10_000],
      [4_000],
      [6_000, 4_000],
      [3_333, 3_333, 3_333],
      [],
    ),
    first: fc.nat(REPS - 1),
    role: fc.constantFrom("ACCOUNT_MANAGER", "ACCOUNT_MANAGER", "ACCOUNT_MANAGER", "CUSTOMER_SUCCESS"),
    mergedInto: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(CUSTOMERS - 1) }),
    worth: fc.array(worth, { minLength: 1, maxLength: 5 }),
  }),
  { minLength: CUSTOMERS, maxLength: CUSTOMERS },
);

let database: TestDatabase;
const team = aTeam({ externalId: "north" });
const reps: Rep[] = [];
for (let n = 0; n < REPS; n++) {
  const managedBy = n === 1 ? reps[0]! : n > 1 && n < 10 ? reps[1]! : null;
  reps.push(aRep({ externalId: `r${n}`, managedBy, team: n < 5 ? team : null }));
}

beforeAll(async () => {
  database = await testDatabase();
  const company = fc.sample(companies, { seed: SEED, numRuns: 1 })[0]!;
  const customers = company.map(({ relationship }, n) => aCustomer({ externalId: `c${n}`, relationship }));
  const assignments = company.flatMap(({ holders, first, role }, n) =>
    holders.map((share, k) => {
      const [rep, customer] = [reps[(first + k) % REPS]!, customers[n]!];
      return anAssignment({ customer, rep, role, share, startsOn: day(0), endsOn: n % 9 === 0 ? day(200) : null });
    }),
  );
  await store(database.owner, [team, ...reps, ...customers, ...assignments]);
  const facts = company.flatMap(({ relationship, worth: all }, n) =>
    all.map((one, k) => ({
      ...{ key: `${n}-${k}`, customer: `c${n}`, relationship, currency: one.currency, minor: one.minor },
      ...{ starts: day(one.from), ends: day(one.from + one.days), renewed: one.renewed, refunded: one.refunded },
    })),
  );
  await writeFacts(JSON.stringify(facts));
  const merges = company.flatMap(({ mergedInto }, n) =>
    mergedInto !== null && mergedInto < n ? [[n, mergedInto]] : [],
  );
  for (const [from, into] of merges) {
    await database.owner.query(
      `update customer set merged_into_id = (select id from customer where external_id = $2), merged_on = $3 where external_id = $1`,
      [`c${from}`, `c${into}`, day(100)],
    );
  }
}, 60_000);
afterAll(() => database.close());

async function writeFacts(facts: string): Promise<void> {
  const given = `jsonb_to_recordset($1) given (key text, customer text, relationship text, currency text, minor bigint,
      starts date, ends date, renewed text, refunded double precision)
    join customer c on c.external_id = given.customer where given.relationship`;
  const { owner } = database;
  await owner.query(
    `insert into fx_rate (external_id, base, quote, day, rate) values ('1', 'USD', 'EUR', '2024-01-01', 0.9), ('2', 'USD', 'EUR', '2025-09-01', 0.8)`,
  );
  await owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
     select given.key, c.id, given.starts - 10, given.starts, given.ends, abs(given.minor), given.currency from ${given} = 'CONTRACT'`,
    [facts],
  );
  await owner.query(
    `insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor)
     select k.external_id, k.customer_id, k.id, k.ends_on, k.annual_value_minor, k.currency,
       case given.renewed when 'OPEN' then 'UPCOMING' else 'RENEWED' end,
       case given.renewed when 'AT_ONCE' then k.ends_on when 'LATE' then k.ends_on + 60 end,
       case given.renewed when 'OPEN' then null else k.annual_value_minor end
     from ${given} = 'CONTRACT' and given.renewed is not null`.replace(
      "join customer c on c.external_id = given.customer",
      "join contract k on k.external_id = given.key",
    ),
    [facts],
  );
  await owner.query(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
     select given.key, c.id, given.starts, given.minor, given.currency from ${given} = 'REPEAT_PURCHASE'`,
    [facts],
  );
  await owner.query(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
     select 'refund ' || p.external_id, p.customer_id, p.purchased_on + 40, -round(p.amount_minor * given.refunded), p.currency, p.id
     from ${given} = 'REPEAT_PURCHASE' and given.refunded > 0 and given.minor > 0`.replace(
      "join customer c on c.external_id = given.customer",
      "join purchase p on p.external_id = given.key",
    ),
    [facts],
  );
}

const CHANGES = MEASURES.filter(({ facts }) => facts === "changes");

/** Everything that is told of changes. */
async function told(context: Context, scorecard: Scorecard) {
  const figures = await Promise.all(CHANGES.map((measure) => measured(context, scorecard, measure)));
  return { figures, movements: await movementsOf(context, scorecard) };
}

const questions = fc
  .record({ from: fc.integer({ min: 120, max: 500 }), days: fc.integer({ min: 20, max: 120 }), known: fc.nat(150) })
  .map(({ from, days, known }): ScorecardArgs => ({
    ...{ period: { start: day(from), end: day(from + days) }, asOf: day(from + known), role: "ACCOUNT_MANAGER" },
  }));

test("added up by the database or customer by customer, changes come to the same", async () => {
  const { rows } = await database.owner.query<{ id: string }>("select id from rep order by id");
  const subjects: Subject[] = [
    ...rows.map(({ id }) => ({ kind: "REP" as const, id })),
    ...[
      { kind: "SUBTREE" as const, id: rows[1]!.id },
      { kind: "TEAM" as const, id: "1" },
    ],
  ];
  let met = 0;
  await fc.assert(
    fc.asyncProperty(questions, async (args) => {
      const many = contextOf(database);
      const together = await Promise.all(subjects.map((subject) => scorecardOf(many, subject, args)));
      const sums = await Promise.all(together.map((scorecard) => scorecard.summedChanges()));
      const addedUp = await Promise.all(together.map((scorecard) => told(many, scorecard)));
      for (const [index, subject] of subjects.entries()) {
        const one = contextOf(database);
        const alone = await scorecardOf(one, subject, args);
        expect(await alone.summedChanges()).toBeNull();
        expect([subject, addedUp[index]]).toEqual([subject, await told(one, alone)]);
        const several = sums[index]!.flat().filter(
          ({ customerId, share }) => customerId === null && share.weight > share.whole,
        );
        met += several.length;
      }
    }),
    { numRuns: 12, seed: SEED },
  );
  expect(met).toBeGreaterThan(100);
}, 120_000);

test.each<[string, Partial<ScorecardArgs>]>([
  ["at closing", { policy: "AT_CLOSING" }],
  ["by days", { policy: "TIME_WEIGHTED" }],
  ["in a segment", { segment: "SMALL" }],
])("%s, every customer is looked at", async (_rule, said) => {
  const context = contextOf(database);
  const period = { start: day(200), end: day(290) };
  const { rows } = await database.owner.query<{ id: string }>("select id from rep order by id");
  const sums = rows.map(async ({ id }) =>
    (await scorecardOf(context, { kind: "REP", id }, { period, role: "ACCOUNT_MANAGER", ...said })).summedChanges(),
  );
  expect(new Set(await Promise.all(sums))).toEqual(new Set([null]));
});

const statements = countsStatements() ? test : test.skip;
statements("of many reps, nobody's customers are read but those that do not add up", async () => {
  const graph = graphOver(database);
  const options = `period: { start: "2025-10-01", end: "2026-01-01" }, role: ACCOUNT_MANAGER`;
  const { result, texts } = await statementsOf(database, () =>
    graph.ask(
      { role: "ANALYST" },
      `{ reps { edges { node { scorecard(${options}) { measure(code: LOGO_RETENTION) { value } } } } } }`,
    ),
  );
  expect(result.errors).toEqual([]);
  const reading = (what: string) =>
    texts.filter(({ text }) => text.includes(what)).reduce((sum, { calls }) => sum + calls, 0);
  expect([reading("netted as"), reading("mine.rep_id"), reading("ended_of_itself")]).toEqual([2, 0, 1]);
});
