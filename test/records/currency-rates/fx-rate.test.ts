import { fxRateUpsert } from "../../../src/records/currency-rates/fx-rate.upsert";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { statuses, write } from "../../support/writes";
import { csv, importOf, removeFolders } from "../imports/folder";

let database: TestDatabase;
let graph: Graph;
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
});
afterAll(async () => {
  await database.close();
  removeFolders();
});

const rate = (day: string, value: string, more = {}) => ({ base: "EUR", quote: "USD", day, rate: value, ...more });
const written = (...rows: object[]) => write(database, fxRateUpsert, ...(rows as { externalId: string }[]));

test("a rate without a key of its own is known by pair and day", async () => {
  const { results } = await written(rate("2026-01-01", "1.09"), rate("2026-02-01", "1.11"));
  expect(results.map(({ externalId, status }) => [externalId, status])).toEqual([
    ["EUR/USD/2026-01-01", "CREATED"],
    ["EUR/USD/2026-02-01", "CREATED"],
  ]);
  expect(statuses(await written(rate("2026-01-01", "1.090")))).toEqual(["UNCHANGED"]);
  expect(statuses(await written(rate("2026-02-01", "1.12")))).toEqual(["UPDATED"]);
});

test.each([
  ["of zero", rate("2026-05-01", "0"), "rate"],
  ["below zero", rate("2026-05-01", "-1"), "rate"],
  ["of a currency in itself", rate("2026-05-01", "1", { quote: "EUR" }), "quote"],
  ["beside another one of the same pair and day", rate("2026-01-01", "2", { externalId: "mine" }), "day"],
])("there is no rate %s", async (_rule, row, field) => {
  const { userErrors } = await written(row);
  expect(userErrors).toEqual([expect.objectContaining({ code: "CONFLICT", field: ["inputs", "0", field] })]);
});

const RATE = `query ($quote: String = "USD", $on: Date) { fxRate(base: "EUR", quote: $quote, on: $on) { day rate } }`;

test.each([
  ["2026-01-01", { day: "2026-01-01", rate: "1.09" }],
  ["2026-01-31", { day: "2026-01-01", rate: "1.09" }],
  ["2026-02-01", { day: "2026-02-01", rate: "1.12" }],
  ["2030-01-01", { day: "2026-02-01", rate: "1.12" }],
])("on %s the latest rate on or before the day holds", async (on, fxRate) => {
  expect(await graph.ask({ role: "REP", repId: "1" }, RATE, { on })).toEqual({ data: { fxRate }, errors: [] });
});

test.each([
  ["before the first one", { on: "2025-12-31" }, "from EUR to USD is known on 2025-12-31"],
  ["of a pair that has none", { on: "2026-01-01", quote: "JPY" }, "from EUR to JPY is known on 2026-01-01"],
])("a rate %s is an error that names pair and day, never 1", async (_rule, variables, message) => {
  const { data, errors } = await graph.ask({}, RATE, variables);
  expect(data).toEqual({ fxRate: null });
  expect(errors).toEqual([{ code: "FX_RATE_MISSING", path: "fxRate", message: expect.stringContaining(message) }]);
});

test("an import needs no key either, changes nothing the second time, and names the line of a twin", async () => {
  const fields = { base: "base", quote: "quote", day: "day", rate: "rate" };
  const mapping = [{ file: "rates.csv", record: "fxRate", fields }];
  const lines = [
    ["base", "quote", "day", "rate"],
    ["EUR", "CHF", "2026-01-01", "0.95"],
    ["EUR", "CHF", "2026-02-01", "0.96"],
  ];
  const load = (...more: string[][]) => importOf(database, mapping, { "rates.csv": csv(...lines, ...more) });
  expect((await load()).records.fxRate).toMatchObject({ read: 2, created: 2 });
  await written(rate("2026-03-01", "1.13"));
  expect((await load()).records.fxRate).toMatchObject({ read: 2, created: 0, unchanged: 2 });
  await expect(load(["EUR", "CHF", "2026-01-01", "0.97"])).rejects.toThrow(
    /rates\.csv, line 2.*"EUR\/CHF\/2026-01-01" must be unique within a load.*it is in rates\.csv, line 4 too/,
  );
});

test("a list is narrowed by pair and day, the latest first", async () => {
  const source = `{ fxRates(filter: { base: "EUR", quote: "USD", before: "2026-03-01" }) { edges { node { externalId } } } }`;
  const edges = ["EUR/USD/2026-02-01", "EUR/USD/2026-01-01"].map((externalId) => ({ node: { externalId } }));
  expect((await graph.ask({}, source)).data).toEqual({ fxRates: { edges } });
});
