import { testDatabase, type TestDatabase } from "../support/database";
import { graphOver } from "../support/graph";
import { copyOriginals, importNorthwind } from "../support/northwind";
import { testWith } from "../support/shared";

const northwind = testWith("northwind");

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** The orders as the files have them, in cents. */
const ORDERS = `
  orders as (
    select "customerID" as customer, left("orderDate", 10)::date as day,
      (select sum(round("unitPrice"::numeric * "quantity"::numeric * (1 - "discount"::numeric) * 100))
       from original_order_details d where d."orderID" = o."orderID") as cents
    from original_orders o
  )`;

async function ask<Shape>(source: string): Promise<Shape> {
  const { data, errors } = await graphOver(database).ask<Shape>({ role: "ANALYST" }, source);
  expect(errors).toEqual([]);
  return data;
}

const rows = async (sql: string): Promise<unknown[][]> =>
  (await database.owner.query<unknown[]>({ text: sql, rowMode: "array" })).rows;

northwind("cohorts by quarter, and losses by month, equal an SQL over the files", async () => {
  await importNorthwind(database);
  await copyOriginals(database);

  interface Cell {
    readonly customers: number;
    readonly startsOn: string;
    readonly value: { readonly amount: string };
  }
  const { company } = await ask<{
    company: { cohorts: { cohorts: { startsOn: string; size: number; cells: (Cell | null)[] }[] } };
  }>(`{ company { cohorts(by: QUARTER, period: { start: "1996-07-01", end: "1998-04-01" }, asOf: "1998-03-31") {
    cohorts { startsOn size cells { startsOn customers value { amount } } } } } }`);
  const told = company.cohorts.cohorts.flatMap(({ startsOn, size, cells }) =>
    cells
      .filter((cell) => cell !== null && cell.customers > 0)
      .map((cell) => [startsOn, size, cell!.startsOn, cell!.customers, cell!.value.amount]),
  );
  const cohorts = await rows(`
    with ${ORDERS},
    born as (select customer, date_trunc('quarter', min(day))::date as cohort from orders group by customer)
    select cohort::text, (select count(*)::int from born b where b.cohort = born.cohort), date_trunc('quarter', day)::date::text,
      count(distinct customer)::int, (sum(cents) / 100)::numeric(20, 2)::text
    from orders join born using (customer) where day < '1998-04-01' group by cohort, 3 order by cohort, 3`);
  expect(cohorts.length).toBeGreaterThan(15);
  expect(told).toEqual(cohorts);

  const report = await ask<{
    company: { turnover: { parts: { startsOn: string; lost: number; valueLost: { amount: string } }[] } };
  }>(`{ company { turnover(period: { start: "1997-01-01", end: "1998-05-01" }, asOf: "1998-04-30") {
    parts { startsOn lost valueLost { amount } } } } }`);
  const months = report.company.turnover.parts
    .filter(({ lost }) => lost > 0)
    .map(({ startsOn, lost, valueLost }) => [startsOn, lost, valueLost.amount]);
  const losses = await rows(`
    with ${ORDERS},
    gaps as (select customer, day, day - lag(day) over w as gap, lead(day) over w as next, row_number() over w as n
      from (select distinct customer, day from orders) days window w as (partition by customer order by day)),
    patient as (
      select *, case when n >= 4 then floor(3 * (select percentile_cont(0.5) within group (order by earlier.gap)
        from gaps earlier where earlier.customer = gaps.customer and earlier.day <= gaps.day))::int else 365 end as patience
      from gaps
    ),
    lost as (select customer, day, day + patience + 1 as on_day from patient where next is null or next - day > patience)
    select date_trunc('month', on_day)::date::text, count(*)::int, (sum(
      (select sum(cents) from orders o where o.customer = lost.customer and o.day > lost.day - 365 and o.day <= lost.day)) / 100)::numeric(20, 2)::text
    from lost where on_day >= '1997-01-01' and on_day <= '1998-04-30' group by 1 order by 1`);
  expect(losses.length).toBeGreaterThan(10);
  expect(months).toEqual(losses);
});
