import type { Day } from "../../src/kernel/calendar";
import { assess } from "../../src/risk/assessments/assess.service";
import { assessCustomers } from "../../src/risk/assessments/assess-customers";
import { aCustomer, store } from "../support/builders";
import { type TestDatabase, testDatabase } from "../support/database";
import { contextOf } from "../support/graph";
import { changeRiskModel } from "../support/risk-model";

let database: TestDatabase;

/** All but "unrecorded" had something once. Each has complained, so that there is something to go by. */
beforeAll(async () => {
  database = await testDatabase();
  const keys = ["ended", "overdue", "running", "to come", "unrecorded", "silent", "rolling", "dropped"];
  await store(database.owner, [
    ...keys.map((externalId) =>
      aCustomer({ externalId, relationship: externalId === "silent" ? "REPEAT_PURCHASE" : "CONTRACT" }),
    ),
  ]);
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, month_to_month, ended_on, annual_value_minor, currency)
    select k.key, c.id, k.starts_on - 30, k.starts_on, k.ends_on, k.ends_on is null, k.ended_on, 120000, 'EUR'
    from (values
      ('ended', date '2024-01-01', date '2025-01-01', null::date),
      ('overdue', '2025-05-20', '2026-05-20', null),
      ('running', '2026-01-01', '2027-01-01', null),
      ('rolling', '2024-01-01', null, null),
      ('dropped', '2024-01-01', null, '2025-06-01'),
      ('to come', '2024-01-01', '2025-01-01', null)) k (key, starts_on, ends_on, ended_on) join customer c on c.external_id = k.key
    union all
    select 'next', id, '2026-05-20', '2026-07-01', '2027-07-01', false, null, 120000, 'EUR' from customer where external_id = 'to come';
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 's' || n, id, date '2025-06-01' - 14 * n, 10000, 'EUR' from customer, generate_series(0, 9) n where external_id = 'silent';
    insert into issue (external_id, customer_id, kind, opened_at)
    select external_id, id, 'COMPLAINT', '2024-12-01' from customer`);
  await changeRiskModel(database.owner, { weights: { OPEN_COMPLAINTS: 0.8 } });
});
afterAll(() => database.close());

const assessed = async (day: string): Promise<string[]> => {
  const { assessed } = await assessCustomers(contextOf(database), day as Day, null);
  const { rows } = await database.owner.query<{ id: string; key: string }>(
    `select id::text, external_id as key from customer`,
  );
  const keyOf = new Map(rows.map(({ id, key }) => [id, key]));
  return assessed.map(({ customerId }) => keyOf.get(customerId)!).sort();
};

test("who is gone is at risk no more: neither when its contracts have ended, nor when it bought nothing for a year", async () => {
  expect(await assessed("2026-06-15")).toEqual(["overdue", "rolling", "running", "to come", "unrecorded"]);
});

test("on the days before it was at risk like everybody", async () => {
  expect(await assessed("2026-05-31")).toContain("silent");
  expect(await assessed("2024-12-31")).toEqual(expect.arrayContaining(["ended", "to come"]));
});

test("whoever leaves in the course of a day is off the list of that day with the next run", async () => {
  const day = "2026-06-15" as Day;
  const run = (scope: "ALL" | "CHANGED") => assess(contextOf(database), day, scope);
  const stored = async () =>
    (
      await database.owner.query<{ key: string }>(
        `select external_id as key from risk_assessment a join customer c on c.id = a.customer_id where as_of = $1 order by 1`,
        [day],
      )
    ).rows.map(({ key }) => key);
  await run("ALL");
  expect(await stored()).toEqual(["overdue", "rolling", "running", "to come", "unrecorded"]);
  await database.owner.query(`update contract set ended_on = $1 where external_id = 'running'`, [day]);
  expect(await run("CHANGED")).toMatchObject({ scope: "CHANGED", lookedAt: 1, assessed: 0 });
  expect(await stored()).toEqual(["overdue", "rolling", "to come", "unrecorded"]);
});
