import { type Day, precedingPeriod } from "../../../src/kernel/calendar";
import { type Expectation, expectationOf } from "../../../src/retention/risk-adjusted/expectation";
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
