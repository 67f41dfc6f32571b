import { type Day, precedingPeriod } from "../../../src/kernel/calendar";
import { type Expectation, expectationOf } from "../../../src/retention/risk-adjusted/expectation";
import { type RiskAdjusted, riskAdjustedOf } from "../../../src/retention/risk-adjusted/risk-adjusted";
import { scorecardOf } from "../../../src/retention/scorecards/scorecard";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { QUARTER, type SimulatedCustomer, storeNeglect } from "./neglect";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

const alike = (count: number, lostIn: number | null): SimulatedCustomer[] =>
  Array.from({ length: count }, () => ({ rep: 0, segment: "SMALL", probability: 0.1, lostIn }));

async function expectation(customers: readonly SimulatedCustomer[]): Promise<Expectation> {
  await storeNeglect(database.owner, 1, customers);
  return expectationOf(contextOf(database, { role: "ADMIN" }), {
    ...{ period: QUARTER, base: precedingPeriod(QUARTER), asOf: "2026-06-30" as Day, graceDays: 30, currency: "EUR" },
  });
}
const probabilities = ({ outlooks }: Expectation): number[] => [...outlooks.values()].map((one) => one.probability);

test.each<[string, SimulatedCustomer[], string, number[]]>([
  ["no customers at all", [], "TOO_FEW_OUTCOMES", []],
  ["nobody was ever lost", alike(3, null), "TOO_FEW_OUTCOMES", [0, 0, 0]],
  ["everybody was lost in the period", alike(3, 0), "TOO_FEW_OUTCOMES", [1, 1, 1]],
  [
    "49 losses before",
    [...alike(49, -2), ...alike(3, null), ...alike(1, 0)],
    "TOO_FEW_OUTCOMES",
    [0.25, 0.25, 0.25, 0.25],
  ],
])("%s: the company's one rate, and it says why", async (_case, customers, why, expected) => {
  const found = await expectation(customers);
  expect(found.training.model).toEqual({ kind: "ONE_RATE", why });
  expect(probabilities(found)).toEqual(expected.map((p) => expect.closeTo(p, 12)));
});

test("50 losses before are enough", async () => {
  const found = await expectation([...alike(50, -2), ...alike(3, null), ...alike(1, 0)]);
  expect(found.training).toMatchObject({ model: { kind: "CASE_MIX" }, losses: 50, customers: 3 * 50 + 4 * 4 });
});

async function cardOfRep(customers: readonly SimulatedCustomer[]): Promise<RiskAdjusted | null> {
  await storeNeglect(database.owner, 1, customers);
  const context = contextOf(database, { role: "ANALYST" });
  const card = await scorecardOf(context, { kind: "REP", id: "1" }, { period: QUARTER, asOf: "2026-06-30" as Day });
  return riskAdjustedOf(context, card);
}

test("one rep that lost nobody: nothing expected, no ratio, no flag, and nothing claimed", async () => {
  const { note, ...found } = (await cardOfRep(alike(12, null)))!;
  expect(found).toMatchObject({
    ...{ customers: 12, observed: 0, expected: 0, ratio: null, shrunken: 1, flagged: false },
    ...{ limits95: { lower: 0, upper: 0 }, limits998: { lower: 0, upper: 0 } },
    comparison: { reps: 1, variance: 0, chance: null, expectedFalseFlags: 0 },
  });
  expect(note).toBe(
    "Too few outcomes: 0 losses in the spans before, and 50 are needed to tell which customers are hard to keep. Every customer counts with the company's one rate. There is nobody to compare with.",
  );
});

test("one rep that lost everybody: as expected, since it is the company", async () =>
  expect(await cardOfRep(alike(12, 0))).toMatchObject({
    ...{ customers: 12, observed: 12, expected: 12, ratio: 1, shrunken: 1, flagged: false },
    ...{ limits998: { lower: 12, upper: 12 } },
  }));

test("a contract whose renewal may still be closed within the grace is in neither", async () => {
  await store(
    database.owner,
    [1, 2, 3].map(() => aCustomer({ relationship: "CONTRACT" })),
  );
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, month_to_month, annual_value_minor, currency) values
      ('running', 1, '2024-01-01', '2024-01-01', null, true, 120000, 'EUR'),
      ('ended', 2, '2024-01-01', '2025-02-01', '2026-02-01', false, 120000, 'EUR'),
      ('pending', 3, '2024-01-01', '2025-03-20', '2026-03-20', false, 120000, 'EUR')`);
  const { outlooks } = await expectationOf(contextOf(database, { role: "ADMIN" }), {
    ...{ period: QUARTER, base: precedingPeriod(QUARTER), asOf: "2026-04-10" as Day, graceDays: 30, currency: "EUR" },
  });
  expect(outlooks).toEqual(
    new Map([
      ["1", { probability: 0.5, lost: false }],
      ["2", { probability: 0.5, lost: true }],
    ]),
  );
});
