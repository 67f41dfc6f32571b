import fc from "fast-check";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { aCustomer, anAssignment, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";

let database: TestDatabase;
let graph: Graph;
const CUSTOMERS = 12;

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const [ada, bob] = [aRep(), aRep()];
  const customers = Array.from({ length: CUSTOMERS }, (_, n) =>
    aCustomer({ relationship: n % 2 ? "CONTRACT" : "REPEAT_PURCHASE", acquiredOn: null }),
  );
  const teams = customers.map((customer, n) =>
    anAssignment({ customer, rep: n % 3 ? ada : bob, startsOn: "2024-01-01" }),
  );
  await store(database.owner, [ada, bob, ...customers, ...teams]);
});
afterAll(() => database.close());

const START = "2025-07-01" as Day;
const DAYS = 365;

/** A fact about a customer on a day from START on; which one, `kind` says. */
interface Fact {
  readonly customer: number;
  readonly kind: "BUY" | "REFUND" | "SIGN" | "END" | "RENEW" | "LOSE" | "MERGE" | "REASSIGN";
  readonly day: number;
  readonly amount: number;
}

const facts = fc.array(
  fc.record({
    customer: fc.integer({ min: 1, max: CUSTOMERS }),
    kind: fc.constantFrom<Fact["kind"]>(
      "BUY",
      "BUY",
      "REFUND",
      "SIGN",
      "SIGN",
      "END",
      "RENEW",
      "LOSE",
      "MERGE",
      "REASSIGN",
    ),
    day: fc.integer({ min: 0, max: DAYS }),
    amount: fc.integer({ min: 1, max: 100_000 }),
  }),
  { minLength: 10, maxLength: 60 },
);

const SQL: Readonly<Record<Fact["kind"], string>> = {
  BUY: `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency) values ($1, $2, $3, $4, 'EUR')`,
  REFUND: `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
    select $1, p.customer_id, $3, -least(p.amount_minor, $4::bigint), 'EUR', p.id from purchase p
    where p.customer_id = $2 and p.amount_minor > 0 and p.purchased_on <= $3::date order by p.id limit 1`,
  // Signing a term opens its renewal, as contractSign does: later only its decision is news.
  SIGN: `with signed as (
      insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
      values ($1, $2, $3, $3::date + 5, $3::date + 90, $4, 'EUR') returning *)
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency)
    select external_id, customer_id, id, ends_on, annual_value_minor, currency from signed`,
  END: `update contract set ended_on = $3 where id = (select id from contract where customer_id = $2 and ended_on is null
    and starts_on <= $3::date and ends_on >= $3::date limit 1) and $1::text <> '' and $4::bigint > 0`,
  RENEW: `update renewal set status = 'RENEWED', closed_on = $3, value_renewed_minor = $4 where id = (
    select id from renewal where customer_id = $2 and closed_on is null order by id limit 1) and $1::text <> ''`,
  LOSE: `update renewal set status = 'LOST', closed_on = $3, loss_reason = 'PRICE' where id = (
    select id from renewal where customer_id = $2 and closed_on is null order by id limit 1) and $1::text <> '' and $4::bigint > 0`,
  MERGE: `update customer set merged_into_id = 1, merged_on = $3 where id = $2 and id <> 1 and merged_on is null and $1::text <> '' and $4::bigint > 90000`,
  REASSIGN: `update assignment set ends_on = $3 where customer_id = $2 and ends_on is null and $1::text <> '' and $4::bigint > 50000`,
};

const CODES = `[LOGO_RETENTION, GROSS_REVENUE_RETENTION, NET_REVENUE_RETENTION, NEW, EXPANSION, REACTIVATION, CONTRACTION, CHURN,
  RENEWAL_RATE, RENEWAL_VALUE_RATE, REPEAT_PURCHASE_RATE]`;

async function scorecards(asOf: Day, policy: string): Promise<unknown> {
  const scorecard = `scorecard(period: { start: "2025-10-01", end: "2026-01-01" }, asOf: "${asOf}", policy: ${policy}) {
    measures(codes: ${CODES}) { code value numerator denominator sampleSize } movements { step amount { amount } } }`;
  const { data, errors } = await graph.ask(
    { role: "ANALYST" },
    `{ reps { edges { node { externalId ${scorecard} } } } company { ${scorecard} } }`,
  );
  expect(errors).toEqual([]);
  return data;
}

let told = 0;
async function record(given: readonly Fact[]): Promise<void> {
  for (const { customer, kind, day, amount } of given) {
    await database.owner.query(SQL[kind], [`fact ${++told}`, customer, addDays(START, day), amount]);
  }
}

const forget = () =>
  database.owner.query(`
    delete from renewal; delete from contract; delete from purchase;
    update customer set merged_into_id = null, merged_on = null; update assignment set ends_on = null`);

const policies = fc.constantFrom("AT_OPENING", "AT_CLOSING", "TIME_WEIGHTED");

test("an asOf in the past answers as it did then, whatever happened since", async () => {
  await fc.assert(
    fc.asyncProperty(facts, fc.integer({ min: 100, max: 250 }), policies, async (all, day, policy) => {
      await forget();
      const inOrder = [...all].sort((a, b) => a.day - b.day);
      const asOf = addDays(START, day);
      await record(inOrder.filter((fact) => fact.day <= day));
      const then = await scorecards(asOf, policy);
      await record(inOrder.filter((fact) => fact.day > day));
      expect(await scorecards(asOf, policy)).toEqual(then);
    }),
    { numRuns: 40 },
  );
});
