/** What teams share, and what a draw tops up: who was there for which days. */
import { canonicalJson } from "../../../src/kernel/json";
import { amountOfTrace } from "../../../src/compensation/calc/amount-of-trace";
import type { StoredTrace } from "../../../src/compensation/calc/stored-trace";
import { explainTrace } from "../../../src/compensation/statements/calc/explain-trace";
import type { PayPeriodRow } from "../../../src/compensation/inputs/pay-inputs";
import { aCustomer, anAssignment, aPosition, aRep, aTeam, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { countsStatements, readsOf, statementsOf } from "../../support/statements";
import { enrol, inputsOf, open, paid, publish, Q1 } from "./company";

const POOLED = {
  ...{ code: "POOLED", name: "Together", currency: "EUR" },
  components: [
    {
      ...{ kind: "TEAM_POOL", code: "TOGETHER", name: "Together", earningCode: "POL", ifNull: "0" },
      ...{ fund: { of: "AMOUNT", amount: "9000" }, shared: "BY_TARGET" },
      input: { of: "MEASURE", measure: "LOGO_RETENTION", scope: "TEAM", reads: "VALUE" },
      curve: { how: "STEP", points: [{ input: "0.5", payout: "1" }] },
    },
  ],
  draw: { amount: "900", recoverable: false, earningCode: "DRW" },
  onLeave: { holds: "KEEP", draws: "UNPAID", pools: "NOT_COUNTED" },
};

let database: TestDatabase;
let q1: PayPeriodRow;

beforeEach(async () => {
  database = await testDatabase();
  const [north, south] = [aTeam({ externalId: "north" }), aTeam({ externalId: "south" })];
  const [ada, bob] = [aRep({ externalId: "ada", team: north }), aRep({ externalId: "bob", team: north })];
  const cem = aRep({ externalId: "cem", team: north, leftOn: "2026-01-31" });
  const dan = aRep({ externalId: "dan", team: south, hiredOn: "2026-03-02" });
  const kept = aCustomer({ externalId: "kept", relationship: "CONTRACT" });
  await store(database.owner, [
    ...[north, south, ada, bob, cem, dan, kept, anAssignment({ customer: kept, rep: bob, startsOn: "2025-01-01" })],
    aPosition({ rep: dan, startsOn: "2025-01-01", endsOn: "2026-03-02" }),
  ]);
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
    values ('k', 1, '2025-03-01', '2025-03-15', '2027-03-15', 100000, 'EUR')`);
  await database.owner.query(`
    update rep_position set team_id = 1 where external_id <> 'position of dan'`);
  await publish(database.owner, POOLED);
  await enrol(database.owner, [
    ...["bob", "cem", "dan"].map((rep) => ({ rep, plan: "POOLED" })),
    { rep: "ada", plan: "POOLED", to: "2026-02-01" },
    { rep: "ada", plan: "POOLED", target: 2_400_000, from: "2026-02-01" },
  ]);
  await database.owner.query(`
    insert into leave_of_absence (external_id, rep_id, starts_on, ends_on, kind) values
      ('1', 2, '2025-12-20', '2026-01-11', 'SICK'), ('2', 2, '2026-03-22', null, 'PARENTAL')`);
  q1 = await open(database.owner, Q1);
});
afterEach(() => database.close());

test("on the pool of a team is who was there, for its days and its targets; whoever left it or went with them", async () => {
  const { people } = await inputsOf(database, q1, "2026-05-15");
  const [north, south] = [people[0]!.now.pools, people[3]!.now.pools];
  expect(north.map(({ team }) => team)).toEqual(["north"]);
  const told = north[0]!.members.map(({ externalId, spans }) => [
    externalId,
    ...spans.map(({ target, days, leaveDays }) => `${target}: ${days} − ${leaveDays}`),
  ]);
  expect(told).toEqual([
    ["ada", "1200000: 31 − 0", "2400000: 59 − 0"],
    ["bob", "1200000: 90 − 20"],
    ["cem", "1200000: 30 − 0"],
    ["dan", "1200000: 60 − 0"],
  ]);
  expect(south.map(({ team, members }) => [team, members.map(({ externalId }) => externalId)])).toEqual([
    ["north", ["ada", "bob", "cem", "dan"]],
    ["south", ["dan"]],
  ]);
  expect(people.map(({ now }) => now.leaveDays)).toEqual([0, 20, 0, 0]);
});

test("all parts come to the pool, and each is told of its own", async () => {
  const inputs = await inputsOf(database, q1, "2026-05-15");
  const lines = [...paid(inputs)].flatMap(([rep, pay]) => pay.lines.map((line) => ({ rep, ...line })));
  const north = lines.filter(({ of, credit }) => of === "TEAM_POOL" && credit === "north");
  expect(north.map(({ rep, amount }) => [rep, amount])).toEqual([
    // Of 31 + 2 × 59, 70, 30 and 60.
    ...[
      ["1", 433_981n],
      ["2", 203_883n],
      ["3", 87_379n],
      ["4", 174_757n],
    ].map(([rep, amount]) => [rep, amount]),
  ]);
  expect(north.reduce((sum, { amount }) => sum + amount, 0n)).toBe(900_000n);
});

describe("a version that takes over within the period", () => {
  const takesOver = (amount: string) => {
    const [pool] = POOLED.components;
    const document = {
      ...POOLED,
      components: [{ ...pool, fund: { of: "AMOUNT", amount }, shared: "EQUAL" }],
      draw: null,
    };
    return publish(database.owner, document, 2, "2026-02-15");
  };
  const pools = async () => {
    const lines = [...paid(await inputsOf(database, q1, "2026-05-15"))].flatMap(([, pay]) => pay.lines);
    const ofNorth = lines.filter(({ of, credit }) => of === "TEAM_POOL" && credit === "north");
    return ["POOLED@1", "POOLED@2"].map((version) =>
      ofNorth.reduce((sum, { plan, amount }) => (plan === version ? sum + amount : sum), 0n),
    );
  };

  test("shares a fund that is the same once, by the days that people were under either", async () => {
    await takesOver("9000");
    // Of 45 + 45 + 30 + 45 days on the team and enrolled, and then 45 + 45 + 15.
    expect(await pools()).toEqual([550_000n, 350_000n]);
  });

  test("pays its own part of another", async () => {
    await takesOver("18000");
    expect(await pools()).toEqual([550_000n, 700_000n]);
  });

  test("tells each of its part, and says so", async () => {
    await takesOver("9000");
    // 35 days that are not on leave, of 45 + 35 + 15.
    const { lines } = [...paid(await inputsOf(database, q1, "2026-05-15"))][1]![1];
    const trace = JSON.parse(canonicalJson(lines.find(({ plan }) => plan === "POOLED@2")!.trace)) as StoredTrace;
    expect(amountOfTrace(trace)).toBe(128_947n);
    expect(explainTrace(trace, "EUR")[0]).toBe(
      "The pool is 9000 EUR × 105 of the 270 days under the plan in this version at 100 %.",
    );
  });
});

const statements = countsStatements() ? test : test.skip;
statements("everybody's pools take as many statements as one's", async () => {
  const one = await statementsOf(database, () => inputsOf(database, q1, "2026-05-15", { reps: ["4"] }));
  const all = await statementsOf(database, () => inputsOf(database, q1, "2026-05-15"));
  expect([one.result.people.length, all.result.people.length]).toEqual([1, 4]);
  expect(readsOf(all)).toHaveLength(readsOf(one).length);
});
