import type { Day } from "../../../src/kernel/calendar";
import { yearTo } from "../../../src/value/customer-value/calc/money-facts";
import { customersMoney } from "../../../src/value/customer-value/customer-money";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { copyOriginals, importNorthwind } from "../../support/northwind";
import { testWith } from "../../support/shared";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Written from the files alone: what each customer ordered in the 365 days that end with this one, in cents. */
const ORIGINALS = `
  select o."customerID" as customer, sum(round(d."unitPrice"::numeric * d."quantity"::numeric * (1 - d."discount"::numeric) * 100))::text as cents
  from original_orders o join original_order_details d on d."orderID" = o."orderID"
  where left(o."orderDate", 10)::date > $1::date - 365 and left(o."orderDate", 10)::date <= $1::date
  group by 1 order by 1`;

testWith("northwind")("Northwind: the annual value of every customer is what its orders add up to", async () => {
  await importNorthwind(database);
  await copyOriginals(database);
  const asOf = "1998-03-31" as Day;
  const question = { period: yearTo(asOf), asOf, graceDays: 30, customers: null };
  const money = await customersMoney(contextOf(database), question, "USD");
  const keys = await database.owner.query<{ id: string; key: string }>("select id, external_id as key from customer");
  const found = keys.rows.flatMap(({ id, key }) => {
    const { annualValue, costOfGoods, purchases } = money.get(id)!;
    // Northwind records no costs: nobody knows what the goods of a customer with orders cost.
    expect(costOfGoods).toBe(purchases === 0 ? 0n : null);
    return annualValue === 0n ? [] : [{ customer: key, cents: String(annualValue) }];
  });
  const { rows } = await database.owner.query(ORIGINALS, [asOf]);
  expect(rows.length).toBeGreaterThan(70);
  expect(found.sort((a, b) => (a.customer < b.customer ? -1 : 1))).toEqual(rows);
});
