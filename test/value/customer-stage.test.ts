import { aCustomer, store } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { graphOver, type Graph } from "../support/graph";

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const buyer = aCustomer({ externalId: "buyer" });
  const tenant = aCustomer({ externalId: "tenant", relationship: "CONTRACT" });
  await store(database.owner, [buyer, tenant]);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
    values ('1', 1, '2024-01-10', 100, 'EUR', null), ('2', 1, '2024-03-01', -100, 'EUR', 1)`);
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, ended_on, annual_value_minor, currency, replaces_id)
    values ('1', 2, '2023-12-15', '2024-01-01', '2025-01-01', null, 100, 'EUR', null),
      ('2', 2, '2024-05-20', '2024-07-01', '2024-10-01', null, 120, 'EUR', 1),
      ('3', 2, '2025-02-01', '2025-03-01', '2026-03-01', '2025-09-01', 120, 'EUR', null)`);
});
afterAll(() => database.close());

const stage = async (customer: string, asOf: string): Promise<unknown> => {
  const { data, errors } = await graph.ask<{ customer: { stage: unknown } }>(
    { role: "ADMIN" },
    `query ($customer: String!, $asOf: Date) { customer(externalId: $customer) { stage(asOf: $asOf) } }`,
    { customer, asOf },
  );
  expect(errors).toEqual([]);
  return data.customer.stage;
};

test.each([
  ["before anything was bought", "buyer", "2024-01-09", "LEAD"],
  ["after a purchase", "buyer", "2024-01-10", "ACTIVE"],
  ["a purchase refunded whole does not count, from the refund on", "buyer", "2024-03-01", "LEAD"],
  ["signed, not started", "tenant", "2023-12-31", "LEAD"],
  ["under contract", "tenant", "2024-06-30", "ACTIVE"],
  ["under the contract that replaced it", "tenant", "2024-09-30", "ACTIVE"],
  ["the replaced one stopped counting, whatever its own end was", "tenant", "2024-10-01", "LOST"],
  ["back under a new one", "tenant", "2025-03-01", "WON_BACK"],
  ["that ended early", "tenant", "2025-09-01", "LOST"],
])("%s", async (_rule, customer, asOf, expected) => expect(await stage(customer, asOf)).toBe(expected));
