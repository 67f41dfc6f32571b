import { type ImportSummary } from "../../../src/records/imports/import";
import { type TestDatabase, testDatabase } from "../../support/database";
import { copyOriginals, importNorthwind } from "../../support/northwind";
import { testWith } from "../../support/shared";

const northwind = testWith("northwind");

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const load = (): Promise<ImportSummary> => importNorthwind(database);

const rowsOf = async (sql: string): Promise<object[]> => (await database.owner.query<object>(sql)).rows;

northwind("a whole company through one mapping: 830 purchases of 89 customers by 9 reps", async () => {
  const { records } = await load();
  expect(records).toMatchObject({
    rep: { created: 9 },
    customer: { created: 91 },
    product: { created: 77 },
    purchase: { read: 830, created: 830 },
    purchaseLine: { created: 2155 },
  });
  expect(
    await rowsOf(
      `select count(distinct customer_id)::int as buyers, count(distinct rep_id)::int as reps from purchase`,
    ),
  ).toEqual([{ buyers: 89, reps: 9 }]);
});

northwind("per rep and year the orders and the revenue are what SQL on the files gives", async () => {
  await copyOriginals(database);
  const imported = await rowsOf(`
    select rep.external_id as rep, extract(year from purchased_on)::int as year, count(*)::int as orders,
           sum(amount_minor)::text as cents
    from purchase join rep on rep.id = rep_id group by 1, 2 order by 1, 2`);
  const original = await rowsOf(`
    select "employeeID" as rep, left("orderDate", 4)::int as year, count(distinct "orderID")::int as orders,
           sum(round("unitPrice"::numeric * "quantity"::numeric * (1 - "discount"::numeric) * 100))::text as cents
    from original_orders join original_order_details using ("orderID") group by 1, 2 order by 1, 2`);
  expect(imported).toEqual(original);
  expect(imported).toHaveLength(27);
});

northwind("account managers follow from purchases, and cover every day from the first one on", async () => {
  expect(
    await rowsOf(`
      select count(*)::int as customers, count(*) filter (where gapless)::int as gapless, count(*) filter (where first)::int as first
      from (
        select customer_id, min(starts_on) = (select min(purchased_on) from purchase p where p.customer_id = a.customer_id) as first,
               count(*) filter (where ends_on is null) = 1 and
               range_agg(daterange(starts_on, ends_on)) = datemultirange(daterange(min(starts_on), null)) as gapless
        from assignment a where role = 'ACCOUNT_MANAGER' and origin = 'PURCHASES' and share = 10000 group by customer_id
      ) as team`),
  ).toEqual([{ customers: 89, gapless: 89, first: 89 }]);
});

northwind("again it changes 0 rows, whether it reads the files or not", async () => {
  const rows = () =>
    rowsOf(`select 'p', id, xmin from purchase union all select 'l', id, xmin from purchase_line
    union all select 'a', id, xmin from assignment union all select 'c', id, xmin from customer order by 1, 2`);
  const before = await rows();
  expect(await load()).toMatchObject({ repeated: true, records: { purchase: { unchanged: 830 } } });
  await database.owner.query(`delete from import_ledger`);
  const { repeated, records } = await load();
  expect(repeated).toBe(false);
  for (const counts of Object.values(records))
    expect(counts).toMatchObject({ created: 0, updated: 0, removed: 0, skipped: 0 });
  expect(await rows()).toEqual(before);
});
