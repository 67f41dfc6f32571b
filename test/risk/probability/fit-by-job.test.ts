import { JOBS } from "../../../src/app/jobs";
import { must } from "../../../src/kernel/invariant";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import { audits } from "../../support/action";
import { aCustomer, REFERENCE_DATE, store } from "../../support/builders";
import { type TestDatabase, testDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

const fit = () =>
  must(
    JOBS.find(({ name }) => name === "fit"),
    "servers fit",
  ).run(contextOf(database, SYSTEM));

test("the job that fits learns the customer models and the probability of a loss, as of its day", async () => {
  const buyer = aCustomer({ externalId: "buyer" });
  await store(database.owner, [buyer, aCustomer({ externalId: "tenant", relationship: "CONTRACT" })]);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 's' || n, 1, date '2026-02-20' - 30 * n, 10000, 'EUR' from generate_series(0, 30) n`);
  expect(await fit()).toEqual({ models: 3, risk: ["CONTRACT TOO_FEW_OUTCOMES", "REPEAT_PURCHASE TOO_FEW_OUTCOMES"] });
  const { rows } = await database.owner.query(
    `select relationship, as_of::text as "asOf", status from risk_fit order by relationship`,
  );
  expect(rows).toEqual([
    { relationship: "CONTRACT", asOf: REFERENCE_DATE, status: "TOO_FEW_OUTCOMES" },
    { relationship: "REPEAT_PURCHASE", asOf: REFERENCE_DATE, status: "TOO_FEW_OUTCOMES" },
  ]);
  expect(await audits(database, "fit")).toHaveLength(2);
});
