import fc from "fast-check";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { wholeOf } from "../../../src/retention/credit/calc/claims";
import type { AttributionRule } from "../../../src/retention/credit/calc/attribution-policy";
import { factsOf } from "../../../src/retention/scorecards/facts";
import type { ScorecardArgs } from "../../../src/retention/scorecards/question";
import { type Scorecard, scorecardOf } from "../../../src/retention/scorecards/scorecard";
import type { Subject } from "../../../src/retention/scorecards/subject";
import { difference, type ValueChange } from "../../../src/value/changes/calc/value-change";
import { aCustomer, anAssignment, aRep, aTeam, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf, type Graph, graphOver } from "../../support/graph";

/** Generated books: customers of both kinds whose contracts, purchases and reps change at random. Same seed, same company. */
const SEED = 20_260_302;
const REPS = 4;
const ROLES = ["ACCOUNT_MANAGER", "CUSTOMER_SUCCESS"] as const;
const SEGMENTS = ["SMALL", "LARGE", null];
const FIRST = "2025-01-01" as Day;
const day = (n: number): Day => addDays(FIRST, n);

const stay = fc.record({ rep: fc.nat(REPS - 1), from: fc.nat(300), days: fc.integer({ min: 1, max: 200 }) });
const held = fc.record({ role: fc.constantFrom(...ROLES), share: fc.integer({ min: 1, max: 10_000 }), stay });
const worth = fc.record({
  from: fc.nat(380),
  days: fc.integer({ min: 1, max: 250 }),
  minor: fc.integer({ min: 1, max: 99_999 }),
});
const companies = fc.array(
  fc.record({
    relationship: fc.constantFrom("CONTRACT", "REPEAT_PURCHASE"),
    segment: fc.constantFrom(...SEGMENTS),
    held: fc.array(held, { maxLength: 4 }),
    worth: fc.array(worth, { maxLength: 4 }),
  }),
  { minLength: 60, maxLength: 60 },
);

let database: TestDatabase;
let graph: Graph;
const north = aTeam({ externalId: "north" });
const reps = Array.from({ length: REPS }, (_, n) => aRep({ externalId: `r${n}`, team: n < 2 ? north : null }));

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const company = fc.sample(companies, { seed: SEED, numRuns: 1 })[0]!;
  const customers = company.map(({ relationship, segment }, n) =>
    aCustomer({ externalId: `c${n}`, relationship, segment }),
  );
  const assignments = company.flatMap(({ held }, n) => {
    // In one role at one time, shares come to 10,000 at most, and nobody twice: the second to ask goes without.
    const met = new Set<string>();
    return held.flatMap(({ role, share, stay: { rep, from, days } }) => {
      if (met.has(`${role} ${rep}`)) return [];
      const others = [...met].filter((one) => one.startsWith(role)).length;
      met.add(`${role} ${rep}`);
      const part = Math.max(1, Math.floor(share / (others + 1) / 3));
      return [
        anAssignment({
          ...{ customer: customers[n]!, rep: reps[rep]!, role, startsOn: day(from), endsOn: day(from + days) },
          share: others === 0 ? Math.min(share, 4_000) : part,
        }),
      ];
    });
  });
  await store(database.owner, [north, ...reps, ...customers, ...assignments]);
  const rows = company.flatMap(({ relationship, worth }, n) =>
    worth.map(({ from, days, minor }, k) => ({
      ...{ key: `${n}-${k}`, customer: `c${n}`, relationship, minor },
      ...{ starts: day(from), ends: day(from + days) },
    })),
  );
  const given = `jsonb_to_recordset($1) given (key text, customer text, relationship text, minor bigint, starts date, ends date)
    join customer c on c.external_id = given.customer where given.relationship`;
  await database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, month_to_month, annual_value_minor, currency, ended_on)
     select given.key, c.id, given.starts, given.starts, true, given.minor, 'EUR', given.ends from ${given} = 'CONTRACT'`,
    [JSON.stringify(rows)],
  );
  await database.owner.query(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
     select given.key, c.id, given.starts, given.minor, 'EUR' from ${given} = 'REPEAT_PURCHASE'`,
    [JSON.stringify(rows)],
  );
});
afterAll(() => database.close());

const questions = fc
  .record({
    from: fc.nat(300),
    days: fc.integer({ min: 1, max: 120 }),
    policy: fc.constantFrom<AttributionRule>("AT_OPENING", "AT_CLOSING", "TIME_WEIGHTED"),
    role: fc.constantFrom(...ROLES),
    segment: fc.constantFrom(...SEGMENTS),
  })
  .map(({ from, days, ...rest }): ScorecardArgs & { policy: AttributionRule } => ({
    ...rest,
    period: { start: day(from), end: day(from + days) },
  }));

interface Sums {
  readonly customers: bigint;
  readonly opening: bigint;
  readonly closing: bigint;
  readonly movement: bigint;
}
const NOTHING: Sums = { customers: 0n, opening: 0n, closing: 0n, movement: 0n };
const plus = (a: Sums, b: Sums): Sums => ({
  customers: a.customers + b.customers,
  opening: a.opening + b.opening,
  closing: a.closing + b.closing,
  movement: a.movement + b.movement,
});

async function sumsOf(subject: Subject, args: ScorecardArgs): Promise<Sums> {
  const context = contextOf(database);
  const scorecard: Scorecard = await scorecardOf(context, subject, args);
  const book = await scorecard.book();
  const facts: ReadonlyMap<string, ValueChange> = await factsOf(context, scorecard, "changes", book);
  return book
    .shelves(facts)
    .flat()
    .reduce((sum, { customerId, share }) => {
      const change = facts.get(customerId);
      if (!change) return sum;
      const { opening, closing } = change;
      const part = {
        ...{ customers: share.weight, opening: share.of(opening), closing: share.of(closing) },
        movement: share.of(difference(change)),
      };
      return plus(sum, part);
    }, NOTHING);
}

const repIds = async (): Promise<string[]> =>
  (await database.owner.query<{ id: string }>("select id from rep order by id")).rows.map(({ id }) => id);

test("per role, reps and house are the company: customers exactly, values and movements to the cent", async () => {
  const ids = await repIds();
  let met = 0n;
  await fc.assert(
    fc.asyncProperty(questions, async (args) => {
      const subjects: Subject[] = [...ids.map((id) => ({ kind: "REP" as const, id })), { kind: "HOUSE" }];
      const parts = (await Promise.all(subjects.map((subject) => sumsOf(subject, args)))).reduce(plus, NOTHING);
      const company = await sumsOf({ kind: "COMPANY" }, args);
      expect(parts).toEqual(company);
      expect(company.customers % wholeOf(args.policy, args.period)).toBe(0n);
      met += company.opening;
    }),
    { numRuns: 60, seed: SEED },
  );
  expect(met).toBeGreaterThan(0n);
}, 60_000);

const FIELDS = "{ measures { code unit numerator denominator } }";
interface Asked {
  readonly measures: readonly { code: string; unit: string; numerator: string; denominator: string | null }[];
}
const cents = (text: string | null): bigint => BigInt(Math.round(Number(text ?? 0) * 10_000));

test("so it is in the graph, of every measure, in a segment too; and a team is its reps", async () => {
  for (const segment of ["", `, segment: "SMALL"`]) {
    for (const role of ROLES) {
      const options = `(period: { start: "2025-07-01", end: "2025-10-01" }, role: ${role}${segment})`;
      const { data, errors } = await graph.ask<{
        company: { scorecard: Asked; house: Asked };
        reps: { edges: { node: { externalId: string; scorecard: Asked } }[] };
        team: { scorecard: Asked };
      }>(
        { role: "ANALYST" },
        `{ company { scorecard${options} ${FIELDS} house${options} ${FIELDS} }
           reps { edges { node { externalId scorecard${options} ${FIELDS} } } }
           team(externalId: "north") { scorecard${options} ${FIELDS} } }`,
      );
      expect(errors).toEqual([]);
      const { company, team } = data;
      const cards = data.reps.edges.map(({ node }) => node);
      company.scorecard.measures.forEach(({ code, numerator, denominator }, index) => {
        const sum = (of: readonly Asked[], read: "numerator" | "denominator") =>
          of.reduce((total, { measures }) => total + cents(measures[index]![read]), 0n);
        const all = [...cards.map(({ scorecard }) => scorecard), company.house];
        expect([code, sum(all, "numerator"), sum(all, "denominator")]).toEqual([
          ...[code, cents(numerator), cents(denominator)],
        ]);
        const mates = cards.filter(({ externalId }) => externalId < "r2").map(({ scorecard }) => scorecard);
        expect([sum(mates, "numerator"), sum(mates, "denominator")]).toEqual([
          ...[cents(team.scorecard.measures[index]!.numerator), cents(team.scorecard.measures[index]!.denominator)],
        ]);
      });
    }
  }
});

test.each([
  ["a rep sees no company", { role: "REP" as const, repId: "1" }, "company"],
  ["of a team that it is not in, a rep sees nothing", { role: "REP" as const, repId: "3" }, "team"],
])("%s", async (_rule, viewer, of) => {
  const root = of === "team" ? `team(externalId: "north")` : "company";
  const { data } = await graph.ask<Record<string, { scorecard: unknown } | null>>(
    viewer,
    `{ it: ${root} { scorecard(period: { start: "2025-07-01", end: "2025-10-01" }) { currency } } }`,
  );
  expect(data.it?.scorecard ?? null).toBeNull();
});

test("a rep sees its team's", async () => {
  const { data, errors } = await graph.ask(
    { role: "REP", repId: "1" },
    `{ team(externalId: "north") { scorecard(period: { start: "2025-07-01", end: "2025-10-01" }) { currency } } }`,
  );
  expect([data, errors]).toEqual([{ team: { scorecard: { currency: "EUR" } } }, []]);
});
