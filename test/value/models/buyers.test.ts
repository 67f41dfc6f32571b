import type { Day } from "../../../src/kernel/calendar";
import { minor } from "../../../src/kernel/money";
import { buyersAsOf } from "../../../src/value/models/buyers.queries";
import { type Buyer, historyOf, spendOf } from "../../../src/value/models/calc/buyer";
import { aCustomer, store } from "../../support/builders";
import { type TestDatabase, testDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await store(database.owner, [
    aCustomer({ externalId: "steady", segment: "A" }), // 1
    aCustomer({ externalId: "once" }), // 2
    aCustomer({ externalId: "joined", segment: "B" }), // 3, merged into steady on 1 May
    aCustomer({ externalId: "tenant", relationship: "CONTRACT" }), // 4
  ]);
  await database.owner.query(`update customer set merged_into_id = 1, merged_on = '2025-05-01' where id = 3`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id) values
      ('1', 1, '2025-01-01', 1000, 'EUR', null),
      ('2', 1, '2025-01-15', 500, 'EUR', null), ('3', 1, '2025-01-15', 300, 'USD', null),
      ('4', 1, '2025-02-01', 700, 'EUR', null), ('5', 1, '2025-02-20', -700, 'EUR', 4),
      ('6', 1, '2025-03-01', 900, 'EUR', null), ('7', 1, '2025-03-20', -400, 'EUR', 6),
      ('8', 1, '2025-03-21', -50, 'EUR', null),
      ('9', 2, '2025-02-10', 0, 'EUR', null),
      ('10', 3, '2024-12-01', 800, 'EUR', null), ('11', 3, '2025-04-10', 200, 'EUR', null),
      ('12', 4, '2025-01-01', 5, 'EUR', null)`);
});
afterAll(() => database.close());

const buyersOn = async (asOf: string, until = asOf, customers: string[] | null = null): Promise<Buyer[]> =>
  buyersAsOf(contextOf(database, {}), asOf as Day, until as Day, customers);
const buyerOn = async (asOf: string, id: string, until = asOf) =>
  (await buyersOn(asOf, until)).find(({ customerId }) => customerId === id) ?? null;

test.each([
  ["nothing bought yet, no buyer", "2024-12-31", null],
  ["the first day is where age begins", "2025-01-01", { repeats: 0, recencyDays: 0, ageDays: 0 }],
  ["two purchases of one day are one", "2025-01-20", { repeats: 1, recencyDays: 14, ageDays: 19 }],
  ["a purchase counts while its refund is not known", "2025-02-19", { repeats: 2, recencyDays: 31, ageDays: 49 }],
  [
    "one that is refunded whole is none, from the refund on",
    "2025-02-20",
    { repeats: 1, recencyDays: 14, ageDays: 50 },
  ],
  ["one that is refunded in part counts", "2025-04-30", { repeats: 2, recencyDays: 59, ageDays: 119 }],
  ["a merged customer's purchases are its own", "2025-05-01", { repeats: 4, recencyDays: 130, ageDays: 151 }],
])("%s", async (_rule, day, expected) => {
  const found = await buyerOn(day, "1");
  if (expected === null) expect(found).toBeNull();
  else expect(found).toMatchObject(expected);
});

test("buyers are those who bought order by order, each with its segment; a free order is one", async () => {
  const on = async (day: string) => (await buyersOn(day)).map(({ customerId, segment }) => [customerId, segment]);
  expect(await on("2025-04-30")).toEqual([
    ["1", "A"],
    ["2", null],
    ["3", "B"],
  ]);
  expect(await on("2025-05-01")).toEqual([
    ["1", "A"],
    ["2", null],
  ]);
});

test("those asked for are the same as among all", async () => {
  const all = await buyersOn("2025-05-01", "2025-06-01");
  expect(await buyersOn("2025-05-01", "2025-06-01", ["1"])).toEqual(all.filter(({ customerId }) => customerId === "1"));
  expect(await buyersOn("2025-05-01", "2025-06-01", ["3", "4"])).toEqual([]);
});

test("what a customer buys in the time after is known, and what it takes back there counts not", async () => {
  const later = async (asOf: string, until: string) => (await buyerOn(asOf, "1", until))!.boughtAfter;
  expect(await later("2025-01-20", "2025-01-31")).toBe(false);
  expect(await later("2025-01-20", "2025-02-01")).toBe(true);
  expect(await later("2025-01-20", "2025-02-25")).toBe(false);
  expect(await later("2025-01-20", "2025-03-01")).toBe(true);
});

test("what is taken back in the time after was not known before", async () =>
  expect(await buyerOn("2025-02-10", "1", "2025-02-25")).toMatchObject({ repeats: 2, recencyDays: 31 }));

test("spend is what the days after the first brought, refunds of those purchases taken off", async () => {
  const buyer = (await buyerOn("2025-04-30", "1"))!;
  expect(buyer.repeatSpend).toEqual([
    [minor(500 + 500), "EUR"],
    [minor(300), "USD"],
  ]);
  // A dollar stands at half a euro here: (10.00 + 1.50) ÷ 2 days.
  const convert = (amount: bigint, from: string) => minor(from === "USD" ? amount / 2n : amount);
  expect(spendOf(buyer, "EUR", convert)).toEqual({ purchases: 2, meanSpend: 5.75 });
  expect(spendOf((await buyerOn("2025-04-30", "2"))!, "EUR", convert)).toBeNull();
});

test("histories are told in weeks", async () =>
  expect(historyOf((await buyerOn("2025-01-22", "1"))!)).toEqual({ frequency: 1, recency: 2, age: 3 }));
