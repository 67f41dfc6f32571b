import type { Day } from "../../../src/kernel/calendar";
import { dueRenewals } from "../../../src/value/renewals/due-renewals";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await store(database.owner, [aCustomer(), aCustomer(), aCustomer()]);
  await database.owner.query(`
    insert into renewal (external_id, customer_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor, loss_reason) values
      ('1', 1, '2026-01-10', 100, 'USD', 'RENEWED', '2026-01-10', 120, null),
      ('2', 1, '2026-01-31', 100, 'EUR', 'LOST', '2026-02-20', null, 'PRICE'),
      ('3', 1, '2026-02-01', 100, 'EUR', 'UPCOMING', null, null, null),
      ('4', 2, '2026-01-15', 100, 'EUR', 'RENEWED', '2026-01-20', 90, null);
    insert into fx_rate (external_id, base, quote, day, rate) values ('1', 'USD', 'EUR', '2025-12-01', 0.5);
    update customer set merged_into_id = 3, merged_on = '2026-02-10' where id = 2`);
});
afterAll(() => database.close());

/** Per customer: outcome, due and renewed, in the order of the day. */
async function due(asOf: string, customers: string[] | null = null): Promise<Record<string, string[]>> {
  const period = { start: "2026-01-01" as Day, end: "2026-02-01" as Day };
  const asked = { period, asOf: asOf as Day, graceDays: 30, customers };
  const found = await dueRenewals(contextOf(database), asked, "EUR");
  return Object.fromEntries(
    [...found].map(([id, all]) => [
      id,
      all.map((one) => `${one.outcome} ${one.due} ${one.renewed}${one.isOnTime ? " on time" : ""}`).sort(),
    ]),
  );
}

test("the renewals due in a period, at the rates of its first day; those of a merged customer are of the other", async () => {
  const first = ["LOST 100 0", "RENEWED 50 60 on time"];
  expect(await due("2026-02-28")).toEqual({ 1: first, 3: ["RENEWED 100 90"] });
  expect(await due("2026-02-28", ["3"])).toEqual({ 3: ["RENEWED 100 90"] });
});

test("as it was known then", async () =>
  expect(await due("2026-01-19")).toEqual({
    1: ["RENEWED 50 60 on time", "UNDECIDED 100 0"],
    2: ["UNDECIDED 100 0"],
  }));
