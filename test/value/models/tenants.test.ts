import type { Day } from "../../../src/kernel/calendar";
import { decisionsAsOf, tenantsAsOf } from "../../../src/value/models/tenants.queries";
import { aCustomer, store } from "../../support/builders";
import { type TestDatabase, testDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";

const GRACE_DAYS = 30;
const ALL_DECIDED = "2025-12-31";
let database: TestDatabase;

/** Customers by their ids; each has contracts K1, K2, … one after the other unless it says otherwise. */
const LOYAL = "1";
const LATE = "2";
const LEFT_EARLY = "3";
const BACK = "4";
const AMENDED = "5";
const MONTHLY = "6";
const PARALLEL = "7";
const MERGED = "8";

beforeAll(async () => {
  database = await testDatabase();
  const names = ["loyal", "late", "left early", "back", "amended", "monthly", "parallel", "merged"];
  const tenants = names.map((externalId) => aCustomer({ externalId, relationship: "CONTRACT", segment: "A" }));
  await store(database.owner, tenants);
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, ended_on, month_to_month, replaces_id, annual_value_minor, currency)
    select name, customer, starts, starts, ends, ended, ends is null, replaces, 100, 'EUR' from (values
      ('loyal-1', 1, date '2022-01-01', date '2023-01-01', null::date, null::bigint),
      ('loyal-2', 1, '2023-01-01', '2024-01-01', null, null),
      ('loyal-3', 1, '2024-01-01', '2026-01-01', null, null),
      ('late-1', 2, '2022-01-01', '2023-01-01', null, null),
      ('late-2', 2, '2023-01-20', '2024-01-01', null, null),
      ('late-3', 2, '2024-02-15', '2026-02-15', null, null),
      ('left early', 3, '2022-01-01', '2024-01-01', '2023-05-01', null),
      ('back-1', 4, '2022-01-01', '2023-01-01', null, null),
      ('back-2', 4, '2023-01-01', '2024-01-01', null, null),
      ('back-3', 4, '2025-01-01', '2025-07-01', null, null),
      ('back-4', 4, '2025-07-01', '2026-07-01', null, null),
      ('amended-1', 5, '2022-01-01', '2024-01-01', null, null),
      ('amended-2', 5, '2023-06-01', '2024-03-01', null, 12),
      ('amended-3', 5, '2024-03-01', '2027-01-01', null, null),
      ('monthly', 6, '2022-01-01', null, null, null),
      ('parallel-1', 7, '2022-01-01', '2023-01-01', null, null),
      ('parallel-2', 7, '2022-07-01', '2023-07-01', null, null),
      ('merged', 8, '2023-01-10', '2025-01-10', null, null)
    ) given (name, customer, starts, ends, ended, replaces)`);
  // Late once within the grace, once beyond it; nothing is decided yet for the last of the loyal.
  await database.owner.query(`
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor, renewed_by_id)
    values ('late-1', 2, 4, '2023-01-01', 100, 'EUR', 'RENEWED', '2023-01-20', 100, 5),
      ('late-2', 2, 5, '2024-01-01', 100, 'EUR', 'RENEWED', '2024-02-15', 100, 6),
      ('loyal-3', 1, 3, '2026-01-01', 100, 'EUR', 'IN_TALKS', null, null, null)`);
});
afterAll(() => database.close());

const decisionsOn = async (asOf: string, after: string | null = null) => {
  const found = await decisionsAsOf(contextOf(database, {}), asOf as Day, GRACE_DAYS, after as Day | null);
  return found.map(({ number, renewed, lost }) => [number, renewed, lost]);
};
const tenantOn = async (asOf: string, id: string) => {
  const found = await tenantsAsOf(contextOf(database, {}), asOf as Day, GRACE_DAYS, null);
  const tenant = found.find(({ customerId }) => customerId === id);
  return tenant ? [tenant.renewals, tenant.nextDueOn] : null;
};

test("decisions are counted by number, from each signing on", async () =>
  // First: loyal, late, back (and again, after it came back), amended, parallel stayed; left early, and merged has gone.
  // Second: loyal stayed; late signed beyond the grace, back left, parallel left.
  expect(await decisionsOn(ALL_DECIDED)).toEqual([
    [1, 6, 2],
    [2, 1, 3],
  ]));

test("of the time after a day each customer's first decision counts, under its number", async () =>
  // amended's first, loyal's second, late's and back's; merged left at its first; of parallel nothing is left.
  expect(await decisionsOn(ALL_DECIDED, "2023-12-31")).toEqual([
    [1, 1, 1],
    [2, 1, 2],
  ]));

test("what is not known on a day was not decided on it", async () => {
  expect(await decisionsOn("2022-12-31")).toEqual([]);
  // On 10 January the late one may still renew within the grace.
  expect(await decisionsOn("2023-01-10")).toEqual([[1, 3, 0]]);
  expect(await decisionsOn("2023-01-31")).toEqual([[1, 4, 0]]);
});

test.each<[string, string, string, [number, string | null] | null]>([
  ["renewals so far, and the day of the next", LOYAL, "2024-06-30", [2, "2026-01-01"]],
  ["a decision that may still be made is the next", LOYAL, "2026-01-10", [2, "2026-01-01"]],
  ["late within the grace is renewed", LATE, "2023-06-30", [1, "2024-01-01"]],
  ["late beyond it has come back: it counts anew", LATE, "2024-06-30", [0, "2026-02-15"]],
  ["who left early is not there", LEFT_EARLY, "2023-05-01", null],
  ["until then it was", LEFT_EARLY, "2023-04-30", [0, "2023-05-01"]],
  ["who comes back counts anew", BACK, "2025-08-01", [1, "2026-07-01"]],
  ["an amendment is no renewal", AMENDED, "2023-12-31", [0, "2024-03-01"]],
  ["the end of what it replaced is none either", AMENDED, "2024-02-29", [0, "2024-03-01"]],
  ["its own end is", AMENDED, "2024-06-30", [1, "2027-01-01"]],
  ["month to month nothing falls due", MONTHLY, "2024-01-01", [0, null]],
  ["another contract holds a customer", PARALLEL, "2023-02-01", [1, "2023-07-01"]],
  ["before it signed it is not there", MERGED, "2023-01-09", null],
])("%s", async (_rule, customer, day, expected) => expect(await tenantOn(day, customer)).toEqual(expected));

test("a merged customer's contracts count for the one that it was merged into", async () => {
  await database.owner.query(`update customer set merged_into_id = 7, merged_on = '2023-08-10' where id = 8`);
  expect(await tenantOn("2023-08-09", PARALLEL)).toBeNull();
  expect(await tenantOn("2023-08-10", PARALLEL)).toEqual([2, "2025-01-10"]);
  expect(await tenantOn("2023-08-10", MERGED)).toBeNull();
});
