import { type Day, precedingPeriod } from "../../../src/kernel/calendar";
import { expectingExactly } from "../../../src/retention/risk-adjusted/calc/case-mix";
import { compareReps, judge, type Judgement } from "../../../src/retention/risk-adjusted/calc/judgement";
import { type Expectation, expectationOf } from "../../../src/retention/risk-adjusted/expectation";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { QUARTER, type SimulatedCustomer, simulateNeglect, storeNeglect } from "./neglect";

const REPS = 10;

let database: TestDatabase;
let customers: SimulatedCustomer[];
let found: Expectation;

const expectation = (asOf = "2026-06-30"): Promise<Expectation> =>
  expectationOf(contextOf(database, { role: "ADMIN" }), {
    ...{ period: QUARTER, base: precedingPeriod(QUARTER), asOf: asOf as Day, graceDays: 30, currency: "EUR" },
  });

beforeAll(async () => {
  database = await testDatabase();
  customers = simulateNeglect(REPS, 1600);
  await storeNeglect(database.owner, REPS, customers);
  found = await expectation();
});
afterAll(() => database.close());

test("who still bought in the base is judged, and is lost when it bought nothing in the period", () => {
  const there = customers.flatMap(({ lostIn }, index) => (lostIn === null || lostIn === 0 ? [String(index + 1)] : []));
  expect([...found.outlooks.keys()].sort()).toEqual(there.sort());
  for (const [id, { lost }] of found.outlooks) expect(lost).toBe(customers[Number(id) - 1]!.lostIn === 0);
});

test("learns from quarters before, of exactly its length, until they hold 2,000 losses; the quarter itself is not among them", () => {
  const { model, spans, losses, customers: rows } = found.training;
  expect(model.kind).toBe("CASE_MIX");
  expect(spans.map(({ period }) => period)).toEqual([
    { start: "2025-10-03", end: "2026-01-01" },
    { start: "2025-07-05", end: "2025-10-03" },
    { start: "2025-04-06", end: "2025-07-05" },
  ]);
  const lostIn = (step: number) => customers.filter((customer) => customer.lostIn === step).length;
  const thereIn = (step: number) => customers.filter((customer) => (customer.lostIn ?? 1) >= step).length;
  expect(losses).toBe(lostIn(-1) + lostIn(-2) + lostIn(-3));
  expect(losses - lostIn(-3)).toBeLessThan(2000);
  expect(rows).toBe(thereIn(-1) + thereIn(-2) + thereIn(-3));
});

/** O, E and O/E of every rep, with these probabilities. */
function judged(probability: (id: string) => number): (rep: number) => Judgement {
  const ids = [...found.outlooks.keys()];
  const books = Array.from({ length: REPS }, (_, rep) => {
    const own = ids.filter((id) => customers[Number(id) - 1]!.rep === rep);
    return { probabilities: own.map(probability), losses: own.filter((id) => found.outlooks.get(id)!.lost).length };
  });
  const { variance } = compareReps(books);
  return (rep) => judge([books[rep]!], variance);
}

// Domain §7, Risk adjustment 3.
test("a rep whose neglect doubles losses: O/E near 2 by case mix, and it is flagged", () => {
  const byCaseMix = judged((id) => found.outlooks.get(id)!.probability);
  expect(byCaseMix(0).ratio).toBeGreaterThan(1.6);
  expect(byCaseMix(0).ratio).toBeLessThan(2.4);
  expect(byCaseMix(0).flagged).toBe(true);
  expect(byCaseMix(0).shrunken).toBeGreaterThan(1.3);
});

test("the same rep by probabilities that contain the neglect: O/E near 1, excused", () => {
  const ids = [...found.outlooks.keys()];
  const logits = ids.map((id) => customers[Number(id) - 1]!.probability).map((p) => Math.log(p / (1 - p)));
  const losses = ids.filter((id) => found.outlooks.get(id)!.lost).length;
  const shifted = expectingExactly(losses, logits);
  const byNeglect = new Map(ids.map((id, index) => [id, shifted[index]!]));
  const excused = judged((id) => byNeglect.get(id)!)(0);
  expect(excused.ratio).toBeGreaterThan(0.8);
  expect(excused.ratio).toBeLessThan(1.2);
  expect(excused.flagged).toBe(false);
});

test("a hard book and an easy one: the rates lie far apart, the ratios do not", () => {
  const byCaseMix = judged((id) => found.outlooks.get(id)!.probability);
  const [hard, easy] = [byCaseMix(1), byCaseMix(2)];
  expect(hard.observed / hard.customers / (easy.observed / easy.customers)).toBeGreaterThan(2.5);
  expect(hard.flagged || easy.flagged).toBe(false);
  expect(hard.ratio! / easy.ratio!).toBeLessThan(1.4);
});
