/** Pay for events, from recorded facts to lines: commissions, bonuses for each, what is held and what is taken back. */
import type { CreditedEvent } from "../../../src/compensation/calc/person";
import type { PayPeriodRow } from "../../../src/compensation/inputs/pay-inputs";
import { aCustomer, anAssignment, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { enrol, inputsOf, lock, open, paid, publish, Q1, Q2, Q3 } from "./company";

const named = (kind: string, code: string) => ({ kind, code, name: code, earningCode: code });
const flat = (rate: string) => ({ how: "FLAT", steps: [{ from: "0", rate }] });
const SALES = {
  ...{ code: "SALES", name: "Sales", currency: "EUR" },
  components: [
    {
      ...{ ...named("COMMISSION", "WON"), events: ["NEW"], accumulate: "YEAR_TO_DATE", tiers: flat("0.1") },
      ...{ hold: { part: "0.4", until: "FIRST_RENEWAL" }, clawback: { months: 12 } },
    },
    { ...named("COMMISSION", "KEPT"), events: ["RENEWED", "EXPANSION"], accumulate: "PERIOD", tiers: flat("0.02") },
    {
      ...{ ...named("COMMISSION", "SOLD"), events: ["PURCHASE"], accumulate: "PERIOD", tiers: flat("0.05") },
      basis: "PROFIT",
    },
    { ...named("EVENT_BONUS", "ON_TIME"), events: ["ON_TIME_RENEWAL"], amount: "50" },
    { ...named("EVENT_BONUS", "REFERRED"), events: ["CONVERTED_REFERRAL"], amount: "250" },
    { ...named("EVENT_BONUS", "LEARNT"), events: ["CERTIFICATION"], amount: "100" },
    { ...named("EVENT_BONUS", "ORDERS"), events: ["PURCHASE"], amount: "10" },
  ],
  onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" },
};

let database: TestDatabase;
let q1: PayPeriodRow;
let q2: PayPeriodRow;
const [ADA, BOB] = ["1", "2"];

beforeEach(async () => {
  database = await testDatabase();
  const [ada, bob] = [aRep({ externalId: "ada" }), aRep({ externalId: "bob" })];
  const [won, kept, buyer] = [
    aCustomer({ externalId: "won", relationship: "CONTRACT", acquiredOn: null }),
    aCustomer({ externalId: "kept", relationship: "CONTRACT" }),
    aCustomer({ externalId: "buyer" }),
  ];
  await store(database.owner, [
    ...[ada, bob, won, kept, buyer],
    ...[won, kept, buyer].map((customer) => anAssignment({ customer, rep: ada, share: 6_667, startsOn: "2025-01-01" })),
    ...[won, kept, buyer].map((customer) => anAssignment({ customer, rep: bob, share: 3_333, startsOn: "2025-01-01" })),
  ]);
  await publish(database.owner, SALES);
  await enrol(database.owner, [
    { rep: "ada", plan: "SALES" },
    { rep: "bob", plan: "SALES" },
  ]);
  [q1, q2] = [await open(database.owner, Q1), await open(database.owner, Q2)];
});
afterEach(() => database.close());

const run = (sql: string, values: unknown[] = []) => database.owner.query(sql, values);
const sign = (customer: string, on: string, minor: number, endsOn: string, currency = "EUR") =>
  run(
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
     select $1 || ' ' || $2::date, id, $2, $2, $4, $3, $5 from customer where external_id = $1`,
    [customer, on, minor, endsOn, currency],
  );
const close = (customer: string, dueOn: string, on: string, minor: number) =>
  run(
    `insert into renewal (external_id, customer_id, due_on, closed_on, status, value_due_minor, value_renewed_minor, currency)
     select $1 || ' due ' || $2::date, id, $2, $3, 'RENEWED', 100000, $4, 'EUR' from customer where external_id = $1`,
    [customer, dueOn, on, minor],
  );
const buy = (key: string, on: string, minor: number, cost: number | null, refundOf: string | null = null) =>
  run(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, cost_minor, currency, refund_of_id)
     select $1, c.id, $2, $3, $4, 'EUR', (select id from purchase where external_id = $5) from customer c where c.external_id = 'buyer'`,
    [key, on, minor, cost, refundOf],
  );

const linesOf = async (row: PayPeriodRow, asOf: string, rep = ADA!): Promise<string[]> =>
  paid(await inputsOf(database, row, asOf))
    .get(rep)!
    .lines.filter(({ amount }) => amount !== 0n)
    .map(({ kind, component, credit, amount }) => `${[kind, component, credit].filter(Boolean).join(" ")}: ${amount}`);

const eventsOf = async (asOf: string, rep = ADA!): Promise<readonly CreditedEvent[]> => {
  const { people } = await inputsOf(database, q1, asOf);
  return people.find(({ repId }) => repId === rep)!.now.events;
};

test("each event is credited on its day, the parts of those who serve the customer add up to it", async () => {
  await sign("won", "2026-01-10", 100_001, "2027-01-10");
  await close("kept", "2026-02-01", "2026-02-01", 120_000);
  const told = (events: readonly CreditedEvent[]) =>
    [...events].map(({ id, creditedOn, share, value }) => `${id} ${creditedOn} ${share} ${value}`).sort();
  expect(new Set((await eventsOf("2026-05-15")).map(({ customer }) => customer))).toEqual(new Set(["won", "kept"]));
  expect(told(await eventsOf("2026-05-15"))).toEqual([
    "EXPANSION Renewal kept due 2026-02-01 2026-02-01 6667 13334",
    "NEW Contract won 2026-01-10 2026-01-10 6667 66671",
    "ON_TIME_RENEWAL Renewal kept due 2026-02-01 2026-02-01 6667 0",
    "RENEWED Renewal kept due 2026-02-01 2026-02-01 6667 66670",
  ]);
  expect(told(await eventsOf("2026-05-15", BOB))).toContain("NEW Contract won 2026-01-10 2026-01-10 3333 33330");
  expect(await linesOf(q1, "2026-05-15")).toEqual([
    ...["COMMISSION WON: 6667", "COMMISSION KEPT: 1600", "EVENT_BONUS ON_TIME: 3334"],
    "HOLD WON NEW Contract won 2026-01-10: -2667",
  ]);
});

test("a renewal closed behind its due date is none on time, and nothing of tomorrow is known", async () => {
  await close("kept", "2026-02-01", "2026-02-02", 100_000);
  expect((await eventsOf("2026-05-15")).map(({ kind }) => kind)).toEqual(["RENEWED"]);
  expect(await eventsOf("2026-02-01")).toEqual([]);
});

test("what is billed in another currency is told in the plan's, at the rate of the day", async () => {
  await sign("won", "2026-01-10", 100_000, "2027-01-10", "USD");
  await expect(eventsOf("2026-05-15")).rejects.toThrow("No rate from USD to EUR is known on 2026-01-10 or before");
  await run(
    `insert into fx_rate (external_id, base, quote, day, rate) values
       ('1', 'USD', 'EUR', '2025-12-01', 0.8), ('2', 'USD', 'EUR', '2026-01-10', 0.9), ('3', 'USD', 'EUR', '2026-01-11', 1)`,
  );
  expect((await eventsOf("2026-05-15")).map(({ value, original }) => ({ value, original }))).toEqual([
    { value: 60_003n, original: { value: 66_670n, currency: "USD", rate: "0.9" } },
  ]);
});

test("profit is there where a cost is recorded, and a refund takes both back", async () => {
  await buy("1", "2026-01-10", 10_000, 4_000);
  await buy("2", "2026-01-11", 10_000, null);
  await buy("1 back", "2026-03-01", -5_000, null, "1");
  const told = (await eventsOf("2026-05-15")).map(({ id, reverses, creditedOn, share, value, profit }) => [
    ...[id, reverses, creditedOn, share, value, profit],
  ]);
  expect(told).toEqual([
    ["PURCHASE Purchase 1", null, "2026-01-10", 6_667, 6_667n, 4_000n],
    ["PURCHASE Purchase 1 back", "PURCHASE Purchase 1", "2026-01-10", 0, -3_334n, -2_000n],
    ["PURCHASE Purchase 2", null, "2026-01-11", 6_667, 6_667n, null],
  ]);
  await buy("1 gone", "2026-03-02", -5_000, null, "1");
  const shares = (await eventsOf("2026-05-15")).map(({ id, share }) => [id, share]);
  expect(shares).toContainEqual(["PURCHASE Purchase 1 gone", -6_667]);
});

test("a purchase and all of its refund leave pay as it was, in the quarter and behind its lock", async () => {
  await close("kept", "2026-02-01", "2026-02-01", 120_000);
  const before = [await linesOf(q1, "2026-05-15"), await linesOf(q1, "2026-05-15", BOB)];
  await buy("1", "2026-01-10", 10_001, 3_333);
  const bought = await linesOf(q1, "2026-05-15");
  expect(bought).not.toEqual(before[0]);
  await buy("1 back", "2026-04-20", -10_001, null, "1");
  expect([await linesOf(q1, "2026-05-15"), await linesOf(q1, "2026-05-15", BOB)]).toEqual(before);
  // Locked when the refund was not known yet: it is taken back in the next quarter, line by line.
  await lock(database, q1, "2026-04-10");
  expect(await linesOf(q2, "2026-07-15")).toEqual([
    ...["PRIOR_PERIOD SOLD: -222", "PRIOR_PERIOD ORDERS: -667", "CARRIED_FORWARD: 889"],
  ]);
});

test("referrals that became customers, and courses completed", async () => {
  await run(`insert into customer (external_id, name, relationship) values ('lead', 'Lead', 'CONTRACT')`);
  await run(`insert into referral (external_id, customer_id, lead_id, received_on, converted_on)
    select 'r', c.id, l.id, '2025-12-01', '2026-03-31' from customer c, customer l where c.external_id = 'kept' and l.external_id = 'lead'`);
  await run(`insert into course (external_id, name) values ('k', 'Listening')`);
  await run(`insert into completion (external_id, rep_id, course_id, completed_on) values ('d', 1, 1, '2026-01-02')`);
  expect(await linesOf(q1, "2026-05-15")).toEqual(["EVENT_BONUS REFERRED: 16668", "EVENT_BONUS LEARNT: 10000"]);
  expect(await linesOf(q1, "2026-05-15", BOB)).toEqual(["EVENT_BONUS REFERRED: 8333"]);
});

describe("a customer that was won and paid for", () => {
  beforeEach(async () => {
    await sign("won", "2026-01-10", 90_000, "2026-05-10");
    await lock(database, q1, "2026-04-10");
  });

  test("proves retained: what was held of its pay is released", async () => {
    await close("won", "2026-05-10", "2026-05-08", 90_000);
    expect(await linesOf(q2, "2026-07-15")).toContain("RELEASE WON NEW Contract won 2026-01-10: 2400");
  });

  test("is lost after 4 of 12 months: what was paid is taken back by the rest, and what was held is forfeited", async () => {
    // 10 % of 600.03, less 40 % held, less 4 of 12 months served.
    expect(await linesOf(q2, "2026-07-15")).toEqual([
      "CLAWBACK WON NEW Contract won 2026-01-10: -2400",
      "CARRIED_FORWARD: 2400",
    ]);
    await lock(database, q2, "2026-07-15");
    const q3 = await open(database.owner, Q3);
    expect(await linesOf(q3, "2026-10-15")).toEqual(["CARRIED_FORWARD: 2400", "BROUGHT_FORWARD: -2400"]);
  });
});
