import { aCustomer, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const ada = aRep({ externalId: "ada" });
  const bob = aRep({ externalId: "bob" });
  await store(database.owner, [
    ada,
    bob,
    aCustomer({ externalId: "own", ownedBy: ada }),
    aCustomer({ externalId: "other", ownedBy: bob }),
  ]);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, rep_id, purchased_on, amount_minor, currency)
    select sale.key, c.id, r.id, sale.day::date, sale.amount, sale.currency
    from (values ('1', 'own', '2025-01-01', 1000, 'EUR'), ('2', 'own', '2025-12-31', 500, 'JPY'), ('3', 'own', '2026-01-01', 1, 'EUR'),
      ('4', 'own', '2025-06-01', -250, 'EUR'), ('5', 'other', '2025-06-01', 7000, 'EUR')) sale (key, customer, day, amount, currency)
      join customer c on c.external_id = sale.customer join rep r on r.external_id = 'ada'`);
});
afterAll(() => database.close());

const TOTALS = `{ rep(externalId: "ada") { purchaseTotals(period: { start: "2025-01-01", end: "2026-01-01" }) {
  n: purchases revenue { currency: amount of: currency } } } }`;

test("purchases are counted and added up by currency, refunds taken off, the end left out", async () => {
  const { data } = await graph.ask({ role: "ADMIN" }, TOTALS);
  expect(data).toEqual({
    rep: {
      purchaseTotals: [
        { n: 2, revenue: { currency: "77.50", of: "EUR" } },
        { n: 1, revenue: { currency: "500", of: "JPY" } },
      ],
    },
  });
});

test("what was sold to customers that the viewer does not see is left out", async () => {
  const { data } = await graph.ask<{ rep: { purchaseTotals: unknown[] } }>({ role: "REP", repId: "1" }, TOTALS);
  expect(data.rep.purchaseTotals[0]).toEqual({ n: 1, revenue: { currency: "7.50", of: "EUR" } });
});
