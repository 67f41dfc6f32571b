import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;

const CONTRACT = { relationship: "CONTRACT", acquiredOn: null };

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [
    aCustomer({ externalId: "known", acquiredOn: "2025-01-15", segment: "Retail" }),
    aCustomer({ externalId: "bought", acquiredOn: null }),
    aCustomer({ externalId: "signed", ...CONTRACT }),
    aCustomer({ externalId: "brief", ...CONTRACT, acquiredOn: "2025-05-01" }),
    aCustomer({ externalId: "earlier", acquiredOn: "2024-12-31" }),
    aCustomer({ externalId: "merged", acquiredOn: "2025-05-05" }),
    aCustomer({ externalId: "lead", acquiredOn: null }),
  ]);
  await database.owner.query(`
    update customer set merged_into_id = 1, merged_on = '2025-06-01' where external_id = 'merged'`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
    select given.key, c.id, given.day::date, given.amount, 'EUR', given.refund
    from (values (1, 'known', '2025-01-20', 10000, null), (2, 'merged', '2025-05-10', 6000, null), (3, 'known', '2025-08-01', 4000, null),
      (4, 'bought', '2024-12-10', 20000, null), (5, 'bought', '2024-12-20', -20000, 4),
      (6, 'bought', '2025-03-05', 5000, null), (7, 'bought', '2025-07-01', 8000, null), (8, 'bought', '2025-12-01', -3000, 7),
      (9, 'earlier', '2025-01-20', 99900, null)) given (key, customer, day, amount, refund)
    join customer c on c.external_id = given.customer order by given.key`);
  // The first term's renewal is closed ten days late: within the grace its value goes on until the next one starts.
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency, ended_on)
    select given.key, c.id, given.signed::date, given.starts::date, given.ends::date, given.value, 'EUR', given.ended::date
    from (values ('1', 'signed', '2025-01-10', '2025-02-01', '2025-09-25', 40000, null),
      ('2', 'signed', '2025-10-05', '2025-10-05', '2026-10-05', 60000, null),
      ('3', 'brief', '2025-05-01', '2025-05-01', '2026-05-01', 30000, '2025-06-15')) given (key, customer, signed, starts, ends, value, ended)
    join customer c on c.external_id = given.customer order by given.key`);
  await database.owner.query(`
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor, renewed_by_id)
    select '1', 3, 1, '2025-09-25', 40000, 'EUR', 'RENEWED', '2025-10-05', 60000, 2`);
});
afterAll(() => database.close());

interface Asked {
  readonly by?: string;
  readonly asOf?: string;
  readonly more?: string;
}

/** Each cohort as `start size: cells`, a cell as `customers value`, or `?` while it is not known. */
async function cohorts({ by = "QUARTER", asOf = "2025-12-31", more = "" }: Asked): Promise<string[]> {
  const source = `{ company { cohorts(by: ${by}, asOf: "${asOf}", period: { start: "2025-01-01", end: "2025-07-01" } ${more}) {
    cohorts { startsOn size cells { customers value { amount } } } } } }`;
  interface Shape {
    company: {
      cohorts: {
        cohorts: {
          startsOn: string;
          size: number;
          cells: ({ customers: number; value: { amount: string } } | null)[];
        }[];
      };
    };
  }
  const { data, errors } = await graph.ask<Shape>({ role: "HR" }, source);
  expect(errors).toEqual([]);
  return data.company.cohorts.cohorts.map(({ startsOn, size, cells }) => {
    const told = cells.map((cell) => (cell ? `${cell.customers} ${cell.value.amount}` : "?"));
    return `${startsOn} ${size}: ${told.join(", ")}`;
  });
}

test("by quarter, both relationships: what was bought in it, and the contracts of its last day", async () =>
  expect(await cohorts({})).toEqual([
    "2025-01-01 3: 3 550.00, 2 460.00, 3 490.00, 1 600.00",
    "2025-04-01 1: 0 0.00, 0 0.00, 0 0.00, ?",
  ]));

test("a day in the past answers as it did then: no refund yet, and a merged customer is none of its own", async () => {
  expect(await cohorts({ asOf: "2025-11-30" })).toEqual([
    "2025-01-01 3: 3 550.00, 2 460.00, 3 520.00, ?",
    "2025-04-01 1: 0 0.00, 0 0.00, ?, ?",
  ]);
  expect(await cohorts({ asOf: "2025-05-31" })).toEqual(["2025-01-01 3: 3 550.00, ?", "2025-04-01 2: ?, ?"]);
});

test("by month", async () =>
  expect(await cohorts({ by: "MONTH", asOf: "2025-04-15" })).toEqual([
    "2025-01-01 1: 1 100.00, 0 0.00, 0 0.00, ?",
    "2025-02-01 1: 1 400.00, 1 400.00, ?, ?",
    "2025-03-01 1: 1 50.00, ?, ?, ?",
    "2025-04-01 0: ?, ?, ?, ?",
  ]));

test("by year, and of one segment", async () => {
  expect(await cohorts({ by: "YEAR" })).toEqual(["2025-01-01 4: 3 900.00"]);
  expect(await cohorts({ by: "YEAR", more: `, segment: "Retail"` })).toEqual(["2025-01-01 1: 1 200.00"]);
});

test("what is kept is told under the definition in effect", async () => {
  const source = `{ company { cohorts(by: QUARTER, period: { start: "2025-01-01", end: "2025-04-01" }, asOf: "2025-06-30") {
    asOf currency definition { version } cohorts { endsOn cells { startsOn endsOn customersKept valueKept } } } } }`;
  const { data } = await graph.ask({}, source);
  const cell = (startsOn: string, endsOn: string, customersKept: number, valueKept: number) => ({
    ...{ startsOn, endsOn },
    ...{ customersKept: expect.closeTo(customersKept, 12), valueKept: expect.closeTo(valueKept, 12) },
  });
  const cells = [cell("2025-01-01", "2025-04-01", 1, 1), cell("2025-04-01", "2025-07-01", 2 / 3, 460 / 550)];
  expect(data).toEqual({
    company: {
      cohorts: {
        ...{ asOf: "2025-06-30", currency: "EUR", definition: { version: 1 } },
        cohorts: [{ endsOn: "2025-04-01", cells }],
      },
    },
  });
});

test("more spans than a report holds are refused, counted up to the day asOf", async () => {
  const source = `{ company { cohorts(period: { start: "2010-01-01", end: "2011-01-01" }, asOf: "2020-01-15") { currency } } }`;
  const message = "period: 2010-01-01 to 2020-01-16 has 121 parts by MONTH; ask for at most 120, or for longer ones.";
  expect((await graph.ask({}, source)).errors).toEqual([{ code: "BAD_USER_INPUT", path: "company.cohorts", message }]);
});

test("a currency without a rate is named", async () => {
  await database.owner.query(`insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    values ('usd', 1, '2025-02-01', 500, 'USD')`);
  const source = `{ company { cohorts(by: YEAR, period: { start: "2025-01-01", end: "2026-01-01" }, asOf: "2025-12-31") { currency } } }`;
  expect((await graph.ask({}, source)).errors).toMatchObject([{ code: "FX_RATE_MISSING", path: "company.cohorts" }]);
  await database.owner.query(`insert into fx_rate (external_id, base, quote, day, rate)
    values ('1', 'USD', 'EUR', '2024-12-31', 0.8), ('2', 'USD', 'EUR', '2025-01-02', 2)`);
  expect(await cohorts({ by: "YEAR" })).toEqual(["2025-01-01 4: 3 904.00"]);
  await database.owner.query("delete from purchase where external_id = 'usd'");
});

const testCounted = countsStatements() ? test : test.skip;

testCounted("one statement, and three for what it is told in", async () => {
  const { count } = await statementsOf(database, () => cohorts({}));
  expect(count).toBe(4);
});
