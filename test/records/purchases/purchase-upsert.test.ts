import { SYSTEM } from "../../../src/platform/auth/viewer";
import { transaction } from "../../../src/platform/database/transaction";
import type { UpsertSpec } from "../../../src/platform/upsert/spec";
import { upsertRows, type Upserted } from "../../../src/platform/upsert/upsert";
import { customerUpsert } from "../../../src/records/customers/customer.upsert";
import { purchaseLineUpsert, purchaseUpsert } from "../../../src/records/purchases/purchase.upsert";
import { testDatabase, type TestDatabase } from "../../support/database";

const customer = { externalId: "c1", name: "Acme" };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await write(customerUpsert, customer);
});
afterAll(() => database.close());

const write = (spec: UpsertSpec, ...rows: { externalId: string }[]): Promise<Upserted> =>
  transaction(database, SYSTEM, (tx) => upsertRows(tx, spec, rows, { viewer: SYSTEM, action: "test" }));

async function amountOf(purchase: string): Promise<string> {
  const { rows } = await database.owner.query<{ amount: string }>(
    "select amount_minor::text as amount from purchase where external_id = $1",
    [purchase],
  );
  return rows[0]!.amount;
}

const order = (externalId: string, more = {}) => ({
  ...{ externalId, customer: "c1", purchasedOn: "2026-01-05", currency: "EUR" },
  ...more,
});
const line = (externalId: string, purchase: string, more = {}) => ({ externalId, purchase, ...more });

test("a purchase without an amount is worth its lines", async () => {
  await write(purchaseUpsert, order("p1"));
  await write(
    purchaseLineUpsert,
    line("p1-1", "p1", { quantity: "3", unitPrice: "9.99", discount: "0.15" }),
    line("p1-2", "p1", { amount: "10.00", currency: "EUR" }),
  );
  // 3 × 9.99 × 0.85 = 25.4745 → 25.47
  expect(await amountOf("p1")).toBe("3547");
});

test("a line that costs something else changes its purchase", async () => {
  await write(purchaseUpsert, order("p2"));
  await write(purchaseLineUpsert, line("p2-1", "p2", { quantity: "1", unitPrice: "5" }));
  await write(purchaseLineUpsert, line("p2-1", "p2", { quantity: "2", unitPrice: "5" }));
  expect(await amountOf("p2")).toBe("1000");
});

test("an amount that is given is not the lines' to change", async () => {
  await write(purchaseUpsert, order("p3", { amount: "100" }));
  await write(purchaseLineUpsert, line("p3-1", "p3", { quantity: "1", unitPrice: "5" }));
  expect(await amountOf("p3")).toBe("10000");
  await write(purchaseUpsert, order("p1", { amount: "40" }));
  await write(purchaseLineUpsert, line("p1-3", "p1", { quantity: "1", unitPrice: "1" }));
  expect(await amountOf("p1")).toBe("4000");
});

test("the same rows again change nothing", async () => {
  const rows = [line("p2-1", "p2", { quantity: "2", unitPrice: "5" })];
  const { results } = await write(purchaseLineUpsert, ...rows);
  expect(results.map(({ status }) => status)).toEqual(["UNCHANGED"]);
});

test("a line in another currency than its purchase is refused", async () => {
  const { userErrors } = await write(purchaseLineUpsert, line("p2-9", "p2", { amount: "1", currency: "USD" }));
  expect(userErrors).toEqual([expect.objectContaining({ code: "CONFLICT", field: ["inputs", "0", "currency"] })]);
});

test("a refund names its purchase, and is no sale itself", async () => {
  const { results } = await write(purchaseUpsert, order("r1", { amount: "-100", refundOf: "p3" }));
  expect(results[0]!.status).toBe("CREATED");
  const { userErrors } = await write(purchaseUpsert, order("r2", { amount: "100", refundOf: "p3" }));
  expect(userErrors).toEqual([expect.objectContaining({ field: ["inputs", "0", "refundOf"] })]);
});

describe("a refund belongs to the customer who had bought", () => {
  const account = (externalId: string, more = {}) => ({ externalId, name: "Bolt", ...more });
  const refund = (externalId: string, customer: string, refundOf: string) =>
    order(externalId, { customer, amount: "-10", refundOf });
  const refused = (index: number, field: string, message: string) => [
    { code: "CONFLICT", field: ["inputs", String(index), field], message },
  ];
  const statuses = ({ results }: Upserted) => results.map(({ status }) => status);

  beforeAll(async () => {
    await write(customerUpsert, account("c2"), account("c3"));
  });

  test("booked on another it is refused, with what to do, and the rest of the load stands", async () => {
    const written = await write(
      purchaseUpsert,
      order("b1", { amount: "100" }),
      refund("b2", "c2", "b1"),
      refund("b3", "c1", "b1"),
    );
    expect(statuses(written)).toEqual(["CREATED", "REJECTED", "CREATED"]);
    const message = '"b1" was bought by the customer "c1": book the refund there, or merge the two customers';
    expect(written.userErrors).toEqual(refused(1, "refundOf", message));
  });

  test("accounts that were merged are one customer, through others and whatever the day", async () => {
    await write(customerUpsert, account("c4", { mergedInto: "c3", mergedOn: "2026-02-01" }));
    expect(statuses(await write(purchaseUpsert, refund("b4", "c4", "b1")))).toEqual(["REJECTED"]);
    await write(customerUpsert, account("c3", { mergedInto: "c1", mergedOn: "2026-03-01" }));
    expect(statuses(await write(purchaseUpsert, refund("b4", "c4", "b1")))).toEqual(["CREATED"]);
  });

  test("a purchase that moves to another customer takes its refunds along", async () => {
    await write(purchaseUpsert, order("b5", { amount: "100" }), refund("b6", "c1", "b5"));
    const alone = await write(purchaseUpsert, order("b5", { customer: "c2" }));
    const message =
      '"c2" is another customer than that of its refund "b6": move both in one load, or merge the two customers';
    expect(alone.userErrors).toEqual(refused(0, "customer", message));
    const both = await write(purchaseUpsert, order("b5", { customer: "c2" }), refund("b6", "c2", "b5"));
    expect(statuses(both)).toEqual(["UPDATED", "UPDATED"]);
  });
});
