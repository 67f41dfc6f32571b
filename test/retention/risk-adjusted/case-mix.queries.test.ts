import type { Day } from "../../../src/kernel/calendar";
import { customerMixes } from "../../../src/retention/risk-adjusted/case-mix.queries";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await store(database.owner, [
    aCustomer({ segment: "SMALL", industry: "RETAIL", region: "NORTH", acquiredOn: "2023-05-01" }),
    aCustomer({ relationship: "CONTRACT", segment: null, acquiredOn: null }),
    aCustomer({ segment: "LARGE" }),
    aCustomer({ acquiredOn: null }),
  ]);
  await database.owner.query(`update customer set merged_into_id = 1, merged_on = '2025-06-01' where id = 3`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id) values
      ('1', 1, '2024-12-31', 100, 'EUR', null), ('2', 1, '2025-01-01', 100, 'EUR', null), ('3', 1, '2025-01-05', 100, 'EUR', null),
      ('4', 1, '2025-02-01', -100, 'EUR', 2), ('5', 1, '2025-02-01', -40, 'EUR', 3), ('6', 3, '2025-03-31', 100, 'EUR', null),
      ('7', 1, '2025-04-01', 100, 'EUR', null), ('8', 2, '2024-06-01', 100, 'EUR', null)`);
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency, replaces_id) values
      ('1', 2, '2023-12-01', '2024-01-01', '2025-01-01', 100, 'EUR', null),
      ('2', 2, '2024-06-01', '2024-07-01', '2025-01-01', 120, 'EUR', 1),
      ('3', 2, '2024-12-01', '2025-01-01', '2026-01-01', 130, 'EUR', null),
      ('4', 2, '2025-07-01', '2025-03-01', '2026-01-01', 10, 'EUR', null)`);
});
afterAll(() => database.close());

const DAYS = ["2025-01-01", "2025-04-01"] as Day[];
const mixes = (asOf: string) => customerMixes(contextOf(database, { role: "ADMIN" }), DAYS, asOf as Day);

test("what is known of a customer, and its purchases before each day; refunded whole is none, a merged customer's are its own", async () =>
  expect((await mixes("2025-06-30")).get("1")).toEqual({
    ...{ relationship: "REPEAT_PURCHASE", segment: "SMALL", industry: "RETAIL", region: "NORTH" },
    ...{ wonOn: "2023-05-01", purchasesBefore: [1, 3] },
  }));

test("of a customer under contract the terms; an amendment is none, and one is there from its signature", async () => {
  const facts = { relationship: "CONTRACT", segment: null, wonOn: "2024-01-01" };
  expect((await mixes("2025-06-30")).get("2")).toMatchObject({ ...facts, purchasesBefore: [1, 2] });
  expect((await mixes("2025-07-01")).get("2")).toMatchObject({ ...facts, purchasesBefore: [1, 3] });
});

test("a customer merged into another is not one itself, from the day of the merger", async () => {
  expect([...(await mixes("2025-06-01")).keys()].sort()).toEqual(["1", "2", "4"]);
  expect((await mixes("2025-05-31")).get("3")).toMatchObject({ segment: "LARGE", purchasesBefore: [0, 1] });
});

test("an asOf before a refund answers as it did then", async () =>
  expect((await mixes("2025-01-31")).get("1")).toMatchObject({ purchasesBefore: [1, 3] }));

test("nothing bought, nothing signed: no day on which it was won", async () =>
  expect((await mixes("2025-06-30")).get("4")).toMatchObject({ wonOn: null, purchasesBefore: [0, 0] }));
