import { aCustomer, anAssignment, aRep, aTeam, type Customer, type Rep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;

const ada = aRep({ externalId: "ada" });
const bob = aRep({ externalId: "bob", managedBy: ada });
const cem = aRep({ externalId: "cem", managedBy: bob });
const customer = (externalId: string, said: Partial<Customer> = {}): Customer =>
  aCustomer({ externalId, relationship: "CONTRACT", ...said });
const held = (by: Rep, of: Customer, startsOn = "2024-01-01", endsOn: string | null = null, share = 10_000) =>
  anAssignment({ rep: by, customer: of, startsOn, endsOn, share });
const [stays, leaves, moves, shared, comes, nobodys] = ["stays", "leaves", "moves", "shared", "comes", "nobodys"].map(
  (name) => customer(name, name === "leaves" ? { segment: "SMALL" } : {}),
) as [Customer, Customer, Customer, Customer, Customer, Customer];

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [
    ...[ada, bob, cem, aTeam(), stays, leaves, moves, shared, comes, nobodys],
    ...[
      held(bob, stays),
      held(bob, leaves),
      held(bob, moves, "2024-01-01", "2025-11-01"),
      held(cem, moves, "2025-11-01"),
    ],
    ...[held(bob, shared, "2024-01-01", null, 2_500), held(cem, shared, "2024-01-01", null, 5_000), held(cem, comes)],
  ]);
  // All of them from 2024 on but one; `leaves` and `moves` end in the quarter, `shared` and `nobodys` too.
  await database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, month_to_month, annual_value_minor, currency, ended_on)
     select external_id, id, '2024-01-01', case external_id when 'comes' then '2025-11-15'::date else '2024-01-01' end, true, 1000, 'EUR',
       case when external_id in ('leaves', 'moves', 'shared', 'nobodys') then date '2025-12-01' end
     from customer`,
  );
});
afterAll(() => database.close());

const QUARTER = `period: { start: "2025-10-01", end: "2026-01-01" }`;
const LOGO = `measure(code: LOGO_RETENTION) { numerator denominator value sampleSize }`;

interface Logo {
  readonly numerator: string;
  readonly denominator: string;
}

/** `retained of open` of a rep. */
async function logo(rep: Rep, options = "", role: "ANALYST" | "REP" = "ANALYST"): Promise<string> {
  const { data, errors } = await graph.ask<{ rep: { scorecard: { measure: Logo } } }>(
    { role, repId: role === "REP" ? await idOf(rep) : null },
    `{ rep(externalId: "${rep.externalId}") { scorecard(${QUARTER} ${options}) { ${LOGO} } } }`,
  );
  if (errors.length > 0) return errors.map(({ code, message }) => `${String(code)} ${message}`).join();
  const { numerator, denominator } = data.rep.scorecard.measure;
  return `${numerator} of ${denominator}`;
}

const idOf = async ({ externalId }: Rep): Promise<string> =>
  (await database.owner.query<{ id: string }>("select id from rep where external_id = $1", [externalId])).rows[0]!.id;

test.each([
  [
    "a rep, at opening: what moved in the quarter is still its own, and a quarter of what is shared",
    bob,
    "",
    "1 of 3.25",
  ],
  ["who took a customer over is not punished for it", cem, "", "0 of 0.5"],
  ["at closing: a lost customer is of who held it on the loss day", cem, "policy: AT_CLOSING", "0 of 1.5"],
  ["by days: 31 of 92 before the territory moved", bob, "policy: TIME_WEIGHTED", "1 of 2.586957"],
  ["a subtree: the leader's own book and those below", ada, "scope: SUBTREE", "1 of 3.75"],
  ["a leader's own book may be empty", ada, "", "0 of 0"],
  ["in a segment", bob, `segment: "SMALL"`, "0 of 1"],
  ["in another role nobody serves", bob, "role: SUPPORT", "0 of 0"],
  ["before anything was lost", bob, `asOf: "2025-11-30"`, "3.25 of 3.25"],
])("%s", async (_rule, rep, options, expected) => expect(await logo(rep, options)).toBe(expected));

test.each([
  [
    "a period that has not begun",
    `asOf: "2025-09-30"`,
    "BAD_USER_INPUT period: starts on 2025-10-01, after 2025-09-30",
  ],
  [
    "a base that ends before it starts",
    `base: { start: "2025-02-01", end: "2025-01-01" }`,
    "BAD_USER_INPUT base: ends on 2025-01-01",
  ],
])("refused: %s", async (_rule, options, expected) => expect(await logo(bob, options)).toContain(expected));

test("a rep reads its own scorecard, and not its people's", async () => {
  expect(await logo(bob, "", "REP")).toBe("1 of 3.25");
  expect(await logo(bob, "scope: SUBTREE", "REP")).toContain("FORBIDDEN");
});

test("says by which rules it was computed, and whether it may still change", async () => {
  const { data, errors } = await graph.ask<{ rep: { scorecard: object } }>(
    { role: "ANALYST" },
    `{ rep(externalId: "bob") { scorecard(${QUARTER} asOf: "2026-01-30") {
      period { start end } base { start end } asOf rule role segment currency provisional definition { version graceDays } policy { version rule }
      measure(code: LOGO_RETENTION) { code unit value numerator denominator sampleSize formula higherIsBetter amount { amount } } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data.rep.scorecard).toEqual({
    period: { start: "2025-10-01", end: "2026-01-01" },
    base: { start: "2025-07-01", end: "2025-10-01" },
    ...{
      asOf: "2026-01-30",
      rule: "AT_OPENING",
      role: "ACCOUNT_MANAGER",
      segment: null,
      currency: "EUR",
      provisional: true,
    },
    ...{ definition: { version: 1, graceDays: 30 }, policy: { version: 1, rule: "AT_OPENING" } },
    measure: {
      ...{ code: "LOGO_RETENTION", unit: "RATIO", value: 1 / 3.25, numerator: "1", denominator: "3.25", sampleSize: 4 },
      formula: expect.stringContaining("÷") as string,
      ...{ higherIsBetter: true, amount: null },
    },
  });
});

test("from opening to closing, step by step", async () => {
  const { data, errors } = await graph.ask<{ rep: { scorecard: { movements: { step: string; amount: Logo }[] } } }>(
    { role: "ANALYST" },
    `{ rep(externalId: "cem") { scorecard(${QUARTER} policy: AT_CLOSING) { movements { step amount { amount } } } } }`,
  );
  expect(errors).toEqual([]);
  // Two of its three customers were lost, one of them half its own; the third came in the quarter.
  expect(data.rep.scorecard.movements.map(({ step, amount }) => [step, Object.values(amount)[0]])).toEqual([
    ["OPENING", "15.00"],
    ["NEW", "10.00"],
    ["EXPANSION", "0.00"],
    ["REACTIVATION", "0.00"],
    ["CONTRACTION", "0.00"],
    ["CHURN", "-15.00"],
    ["FX", "0.00"],
    ["CLOSING", "10.00"],
  ]);
});

const statements = countsStatements() ? test : test.skip;
statements("all reps of a quarter take as many statements as one", async () => {
  const asked = (list: string) =>
    statementsOf(database, () =>
      graph.ask({ role: "ANALYST" }, `{ ${list} { edges { node { scorecard(${QUARTER}) { ${LOGO} } } } } }`),
    );
  const [one, all] = [await asked(`reps(filter: { search: "bob" })`), await asked("reps")];
  expect([one.result.errors, all.result.errors]).toEqual([[], []]);
  expect(all.count).toBe(one.count);
  expect(one.count).toBe(9);
});
