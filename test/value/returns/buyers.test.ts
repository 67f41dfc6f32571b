import { purchaseUpsert } from "../../../src/records/purchases/purchase.upsert";
import { buyersOf } from "../../../src/value/returns/buyers.queries";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { write } from "../../support/writes";
import { byName, fact, mergeInto, quarter } from "../told-by-name";

/** An order, and how it was refunded. */
type Order = [on: string, amount: string, refund?: [on: string, amount: string]];

const RULES: [rule: string, orders: Order[], again: boolean | null][] = [
  ["for the first time", [["2026-01-01", "10"]], false],
  [
    "twice in the period is no purchase before it",
    [
      ["2026-01-01", "10"],
      ["2026-03-31", "10"],
    ],
    false,
  ],
  [
    "the day before the period, again on its last",
    [
      ["2025-12-31", "10"],
      ["2026-03-31", "10"],
    ],
    true,
  ],
  [
    "however long before",
    [
      ["2009-12-31", "10"],
      ["2026-02-01", "10"],
    ],
    true,
  ],
  [
    "not in the period",
    [
      ["2025-12-31", "10"],
      ["2026-04-01", "10"],
    ],
    null,
  ],
  [
    "a refund is no purchase",
    [
      ["2025-06-01", "10"],
      ["2026-02-01", "-10"],
    ],
    null,
  ],
  [
    "refunded whole is no purchase in the period",
    [
      ["2025-06-01", "10"],
      ["2026-02-01", "10", ["2026-05-01", "-10"]],
    ],
    null,
  ],
  [
    "nor is it one before",
    [
      ["2025-06-01", "10", ["2025-07-01", "-10"]],
      ["2026-02-01", "10"],
    ],
    false,
  ],
  [
    "refunded in part it stays one",
    [
      ["2025-06-01", "10", ["2025-07-01", "-9.99"]],
      ["2026-02-01", "10"],
    ],
    true,
  ],
  ["for nothing is no purchase", [["2026-02-01", "0"]], null],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const names = [...RULES.map(([name]) => name), "kept", "merged"];
  await store(
    database.owner,
    names.map((externalId) => aCustomer({ externalId })),
  );
  const order = (customer: string, [purchasedOn, amount, refund]: Order) => {
    const bought = fact({ customer, purchasedOn, amount, currency: "EUR" });
    if (!refund) return [bought];
    const [refundedOn, back] = refund;
    return [
      bought,
      fact({ ...bought, ...fact({}), purchasedOn: refundedOn, amount: back, refundOf: bought.externalId }),
    ];
  };
  await write(
    database,
    purchaseUpsert,
    ...RULES.flatMap(([name, orders]) => orders.flatMap((one) => order(name, one))),
    ...[...order("merged", ["2025-06-01", "10"]), ...order("kept", ["2026-02-01", "10"])],
  );
  await mergeInto(database, "merged", "kept", "2026-03-15");
});
afterAll(() => database.close());

async function again(asOf: string, end?: string): Promise<Record<string, boolean | undefined>> {
  const found = await byName(database, await buyersOf(contextOf(database), quarter(asOf, end), null));
  return Object.fromEntries(Object.entries(found).map(([name, one]) => [name, one.again]));
}

test.each(RULES)("%s", async (rule, _orders, expected) => {
  expect((await again("2026-06-30"))[rule] ?? null).toBe(expected);
});

test("before it was refunded it was a purchase", async () => {
  expect((await again("2026-04-30"))["refunded whole is no purchase in the period"]).toBe(true);
});

test("what an account bought before it was merged into the buyer is the buyer's", async () => {
  expect((await again("2026-03-14", "2026-03-15"))["kept"]).toBe(false);
  expect((await again("2026-06-30"))["kept"]).toBe(true);
});
