/** A success manager's bonus on net revenue retention, from recorded facts to what the person rests on. */
import { formatAmount } from "../../../src/kernel/money";
import { canonicalOf } from "../../../src/compensation/inputs/canonical";
import type { PayPeriodRow } from "../../../src/compensation/inputs/pay-inputs";
import type { Period } from "../../../src/kernel/calendar";
import { measureOf } from "../../../src/retention/measures/measures";
import { measured, scorecardOf } from "../../../src/retention/scorecards/scorecard";
import { aCustomer, anAssignment, aRep, aTeam, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { countsStatements, readsOf, statementsOf } from "../../support/statements";
import { enrol, inputsOf, lock, open, paid, publish, Q1, Q2 } from "./company";

const line = (...points: [string, string][]) => ({
  ...{ how: "LINEAR", uncapped: true, points: points.map(([input, payout]) => ({ input, payout })) },
});
const reads = (measure: string, given: object = {}) => ({ of: "MEASURE", measure, reads: "VALUE", ...given });
const bonus = (code: string, input: object) => ({
  ...{ kind: "TARGET_BONUS", code, name: code, earningCode: "BON", weight: "0.5", ifNull: "1", input },
  curve: line(["0.5", "0"], ["1", "1"]),
});
const PLAN = {
  ...{ code: "KEEP", name: "Keeping", currency: "EUR" },
  components: [
    bonus("NRR", reads("NET_REVENUE_RETENTION")),
    bonus("LOGO", reads("LOGO_RETENTION", { reads: "ATTAINMENT" })),
  ],
  onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" },
};
const LEADING = {
  ...PLAN,
  code: "LEAD",
  components: [bonus("NRR", reads("NET_REVENUE_RETENTION", { scope: "SUBTREE" }))],
};

let database: TestDatabase;
let q1: PayPeriodRow;
let q2: PayPeriodRow;

const ada = aRep({ externalId: "ada", team: aTeam({ externalId: "north" }) });
const bob = aRep({ externalId: "bob", managedBy: ada });
const cem = aRep({ externalId: "cem", managedBy: ada, leftOn: "2026-03-01" });
const customers = ["a", "b", "c", "d"].map((externalId) => aCustomer({ externalId, relationship: "CONTRACT" }));

beforeEach(async () => {
  database = await testDatabase();
  const [a, b, c, d] = customers as [(typeof customers)[0], ...typeof customers];
  await store(database.owner, [
    ...[ada.team!, ada, bob, cem, ...customers],
    ...[a, b!].map((customer) => anAssignment({ customer, rep: bob, startsOn: "2024-01-01" })),
    anAssignment({ customer: c!, rep: bob, share: 3_333, startsOn: "2024-01-01" }),
    anAssignment({ customer: d!, rep: cem, startsOn: "2024-01-01" }),
  ]);
  // Due on 15 March; b is decided in April, within the grace of 30 days.
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
    select external_id, id, '2025-03-01', '2025-03-15', '2026-03-15', 100000, 'EUR' from customer`);
  await database.owner.query(`
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency)
    select k.external_id, k.customer_id, k.id, k.ends_on, k.annual_value_minor, 'EUR' from contract k`);
  await renew("a", "2026-03-10", 110_000);
  await renew("c", "2026-03-10", 100_000);
  await renew("d", "2026-03-10", 50_000);
  await publish(database.owner, PLAN);
  await publish(database.owner, LEADING);
  await enrol(database.owner, [
    ...[
      { rep: "bob", plan: "KEEP" },
      { rep: "cem", plan: "KEEP" },
      { rep: "ada", plan: "LEAD" },
    ],
  ]);
  [q1, q2] = [await open(database.owner, Q1), await open(database.owner, Q2)];
});
afterEach(() => database.close());

/** The customer signs its next year. */
async function renew(customer: string, on: string, minor: number): Promise<void> {
  await database.owner.query(
    `with next as (
       insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
       select $1 || ' next', id, $2, '2026-03-15', '2027-03-15', $3, 'EUR' from customer where external_id = $1 returning *)
     update renewal r set status = 'RENEWED', closed_on = $2, value_renewed_minor = $3, renewed_by_id = next.id from next
     where r.external_id = $1`,
    [customer, on, minor],
  );
}

const BOB = "2";
const readings = async (asOf: string, rep = BOB, row = q1) => {
  const { people } = await inputsOf(database, row, asOf);
  return people.find(({ repId }) => repId === rep)!.now.measures;
};

test("a figure is the scorecard's, exactly, for the rep, what it answers for, and whatever day", async () => {
  for (const asOf of ["2026-03-12", "2026-04-10", "2026-05-15"]) {
    const args = { period: Q1 as Period, role: "ACCOUNT_MANAGER", asOf: asOf as never };
    const [own, led] = await Promise.all([readings(asOf), readings(asOf, "1")]);
    for (const [reading, subject] of [
      [own[0]!, { kind: "REP", id: BOB }],
      [led[0]!, { kind: "SUBTREE", id: "1" }],
    ] as const) {
      const context = contextOf(database);
      const card = await scorecardOf(context, subject, args);
      const { value, numerator, denominator } = await measured(context, card, measureOf("NET_REVENUE_RETENTION")!);
      expect(Number(reading.value!.numerator) / Number(reading.value!.denominator)).toBeCloseTo(value!, 14);
      const told = (units: bigint) => formatAmount((units / 100n) as never, "EUR");
      expect([told(reading.value!.numerator), told(reading.value!.denominator)]).toEqual([numerator, denominator]);
      expect(reading.provisional).toBe(card.provisional);
    }
  }
});

test("a version that takes over within a period is another row of the enrolment, of the same year", async () => {
  await publish(database.owner, { ...PLAN, name: "Keeping, again" }, 2, "2026-02-01");
  const inputs = await inputsOf(database, q1, "2026-05-15");
  const { people, plans } = inputs;
  expect([...plans.keys()]).toEqual(["KEEP@1", "KEEP@2", "LEAD@1"]);
  const { enrolments, measures } = people.find(({ repId }) => repId === BOB)!.now;
  expect(enrolments.map(({ plan, startsOn, endsOn, since, until }) => [plan, startsOn, endsOn, since, until])).toEqual([
    ["KEEP@1", "2025-01-01", "2026-02-01", "2026-01-01", null],
    ["KEEP@2", "2026-02-01", null, "2026-01-01", null],
  ]);
  expect(measures.map(({ plan, measure }) => [plan, measure])).toEqual([
    ...["NET_REVENUE_RETENTION", "LOGO_RETENTION"].map((measure) => ["KEEP@1", measure]),
    ...["NET_REVENUE_RETENTION", "LOGO_RETENTION"].map((measure) => ["KEEP@2", measure]),
  ]);
  const { lines } = paid(inputs).get(BOB)!;
  expect(lines.map(({ plan, component }) => `${plan} ${component}`)).toEqual([
    ...["KEEP@1 NRR", "KEEP@1 LOGO", "KEEP@2 NRR", "KEEP@2 LOGO"],
  ]);
});

test("who left is paid to the day before, and still answered for", async () => {
  const { people } = await inputsOf(database, q1, "2026-05-15");
  const { now, leftOn, employeeNumber } = people.find(({ repId }) => repId === "3")!;
  expect([employeeNumber, leftOn, now.enrolments.map(({ endsOn }) => endsOn)]).toEqual([
    ...["cem", "2026-03-01", ["2026-03-01"]],
  ]);
  expect((await inputsOf(database, q2, "2026-05-15")).people.map(({ repId }) => repId)).toEqual(["1", BOB]);
});

test("a goal is that of exactly the period, and a rate is not prorated", async () => {
  await database.owner.query(`
    insert into quota (external_id, rep_id, measure, starts_on, ends_on, goal) values
      ('1', 2, 'LOGO_RETENTION', '2026-01-01', '2026-04-01', 0.9), ('2', 2, 'LOGO_RETENTION', '2026-01-01', '2026-07-01', 0.8)`);
  const { people } = await inputsOf(database, q1, "2026-05-15");
  expect(people.map(({ now: { quotas } }) => quotas)).toEqual([
    [],
    [
      {
        plan: "KEEP@1",
        measure: "LOGO_RETENTION",
        scope: "OWN",
        over: "PERIOD",
        goal: { numerator: 9n, denominator: 10n },
        prorated: false,
      },
    ],
    [],
  ]);
});

describe("once the quarter is locked", () => {
  const lines = async (row: PayPeriodRow, asOf: string) =>
    paid(await inputsOf(database, row, asOf))
      .get(BOB)!
      .lines.map(({ kind, component, forPeriod, amount }) => `${kind} ${component} ${forPeriod.start}: ${amount}`);

  test("what was known is not paid again", async () => {
    await lock(database, q1, "2026-05-15");
    expect((await lines(q2, "2026-07-15")).filter((line) => line.startsWith("PRIOR"))).toEqual([]);
  });

  test("a renewal closed within the grace counts for its quarter, whenever it was recorded", async () => {
    // (1,100 + 333.30) ÷ 2,333.30 of what was open before, and with b's 1,000: 6,000 × 90 ÷ 365 × (value × 2 − 1).
    expect(await lines(q1, "2026-05-15")).toContain("TARGET_BONUS NRR 2026-01-01: 33814");
    await lock(database, q1, "2026-05-15");
    await renew("b", "2026-04-10", 100_000);
    expect(await lines(q2, "2026-07-15")).toContain("PRIOR_PERIOD NRR 2026-01-01: 126812");
  });

  test("one closed behind the grace changes nothing of it", async () => {
    await lock(database, q1, "2026-05-15");
    await renew("b", "2026-05-10", 100_000);
    expect((await lines(q2, "2026-07-15")).filter((line) => line.startsWith("PRIOR"))).toEqual([]);
  });
});

test("the text of what pay rests on tells every change, and no order", async () => {
  const texts = async (asOf: string) => (await inputsOf(database, q1, asOf)).people.map(canonicalOf);
  const first = await texts("2026-05-15");
  expect(await texts("2026-06-15")).toEqual(first);
  await renew("b", "2026-04-10", 100_000);
  const then = await texts("2026-05-15");
  expect(then.map((text, place) => text === first[place])).toEqual([false, false, true]);
  const [, person] = (await inputsOf(database, q1, "2026-05-15")).people;
  const turned = { ...person!, now: { ...person!.now, measures: [...person!.now.measures].reverse() } };
  expect(canonicalOf(turned)).toBe(then[1]);
});

const statements = countsStatements() ? test : test.skip;
statements("everybody takes as many statements as one", async () => {
  await lock(database, q1, "2026-05-15");
  const reps = Array.from({ length: 12 }, (_, n) => aRep({ externalId: `more ${n}`, managedBy: null }));
  await store(database.owner, reps);
  await enrol(
    database.owner,
    reps.map(({ externalId }) => ({ rep: externalId, plan: "KEEP" })),
  );
  const one = await statementsOf(database, () => inputsOf(database, q2, "2026-07-15", { reps: ["1", BOB] }));
  const all = await statementsOf(database, () => inputsOf(database, q2, "2026-07-15"));
  expect([one.result.people.length, all.result.people.length]).toEqual([2, 15]);
  expect(readsOf(all)).toHaveLength(readsOf(one).length);
});
