import { payBalanceOf } from "../../../src/compensation/balance/calc/pay-balance";
import { type PaidPart, paySidesOf } from "../../../src/compensation/balance/calc/pay-sides";
import { minor } from "../../../src/kernel/money";
import { aCustomer, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { sign } from "../../value/customer-value/facts";
import { example, publish } from "../examples";

const part = (amount: number, more: Partial<PaidPart>): PaidPart => ({
  ...{ amount: minor(amount), event: null, events: null, measure: null, ...more },
});

describe("pay is", () => {
  test.each<[string, Partial<PaidPart>, "winning" | "keeping" | "other"]>([
    ["for winning: a new contract", { event: "NEW", events: ["NEW", "RENEWED"] }, "winning"],
    ["for winning: the first purchase", { event: "FIRST_PURCHASE", events: ["PURCHASE"] }, "winning"],
    ["for winning: a referral that became a customer", { event: "CONVERTED_REFERRAL" }, "winning"],
    ["for winning: a measure of new value", { measure: "NEW" }, "winning"],
    ["for keeping: a renewal", { event: "RENEWED", events: ["NEW", "RENEWED"] }, "keeping"],
    ["for keeping: a purchase that follows", { event: "PURCHASE", events: ["PURCHASE"] }, "keeping"],
    ["for keeping: a measure of retention", { measure: "NET_REVENUE_RETENTION" }, "keeping"],
    ["for keeping: all that a component pays for, where no event is named", { events: ["SAVE", "RENEWED"] }, "keeping"],
    ["for keeping: a pool, whose line names its team", { event: "17", measure: "GROSS_REVENUE_RETENTION" }, "keeping"],
    ["for neither: what cannot be told apart", { events: ["NEW", "RENEWED"] }, "other"],
    ["for neither: a draw, or an adjustment", { event: "4711" }, "other"],
    ["for neither: profit", { measure: "PROFIT" }, "other"],
  ])("%s", (_rule, more, side) => {
    const none = { winning: 0n, keeping: 0n, other: 0n };
    expect(paySidesOf([part(100, more)])).toEqual({ ...none, [side]: 100n });
  });
});

test("pay joins what else is spent, and the ratio compares both", () => {
  const paid = { winning: minor(300), keeping: minor(100), other: minor(7) };
  const won = { spent: minor(700), value: minor(2_000) };
  expect(payBalanceOf(paid, won, { spent: null, value: minor(0) })).toEqual({
    winning: { pay: 300n, spent: 1_000n, perUnit: 0.5 },
    keeping: { pay: 100n, spent: 100n, perUnit: null },
    ...{ other: 7n, ratio: 10 },
  });
  expect(payBalanceOf({ ...paid, keeping: minor(0) }, won, { spent: null, value: minor(5) }).ratio).toBeNull();
});

describe("of a company", () => {
  let database: TestDatabase;
  let graph: Graph;

  beforeAll(async () => {
    database = await testDatabase();
    graph = graphOver(database);
    const said = { relationship: "CONTRACT", acquisitionCostMinor: null };
    const kept = aCustomer({ externalId: "kept", ...said, acquiredOn: "2024-01-01" });
    const won = aCustomer({ externalId: "won", ...said, acquiredOn: "2025-02-01", acquisitionCostMinor: "60000" });
    await store(database.owner, [kept, won, aRep({ externalId: "ann" })]);
    await sign(database.owner, { key: "1", customer: "kept", from: "2024-01-01", to: "2026-01-01", yearly: 500_000 });
    await sign(database.owner, { key: "2", customer: "won", from: "2025-02-01", to: "2026-02-01", yearly: 124_000 });
    await publish(graph, { effectiveFrom: "2025-01-01" });
    await publish(graph, { effectiveFrom: "2025-01-01", document: example("new-business") });
    await pay("2025-Q1", "LOCKED", "2025-01-01", "2025-04-01");
    await pay("2025-Q2", "OPEN", "2025-04-01", "2025-07-01");
  });
  afterAll(() => database.close());

  /** 100 for retention, 40 for a commission on what was won, 3 by hand, and 1,000 carried to another period. */
  async function pay(name: string, status: string, start: string, end: string): Promise<void> {
    const { owner } = database;
    await owner.query(`insert into pay_period (external_id, starts_on, ends_on, pay_on) values ($1, $2, $3, $3)`, [
      name,
      start,
      end,
    ]);
    await owner.query(
      `insert into statement (external_id, pay_period_id, rep_id, input_hash)
       select p.external_id, p.id, r.id, '' from pay_period p cross join rep r where p.external_id = $1`,
      [name],
    );
    await owner.query(
      `insert into statement_line (external_id, statement_id, pay_period_id, rep_id, position, kind, paid_kind, plan_code,
         plan_version, component, earning_code, for_period_id, event, amount_minor, currency, trace)
       select s.external_id || position, s.id, s.pay_period_id, s.rep_id, position, kind, kind, plan, 1, component, 'X',
         s.pay_period_id, event, amount, 'EUR', '{}'
       from statement s cross join (values
         (1, 'TARGET_BONUS', 'SUCCESS_MANAGER', 'RETENTION', null, 10000),
         (2, 'COMMISSION', 'NEW_BUSINESS', $2, null, 4000),
         (3, 'ADJUSTMENT', null, null, '5', 300),
         (4, 'CARRIED_FORWARD', null, null, null, 100000)
       ) line (position, kind, plan, component, event, amount) where s.external_id = $1`,
      [name, (example("new-business").components as { code: string }[])[0]!.code],
    );
    await owner.query(
      `insert into line_credit (line_id, pay_period_id, rep_id, event, customer_id, credited_on, credited_minor, amount_minor, currency)
       select line.id, line.pay_period_id, line.rep_id, 'NEW Contract 2', c.id, '2025-02-01', 124000, 4000, 'EUR'
       from statement_line line cross join customer c where line.external_id = $1 and c.external_id = 'won'`,
      [`${name}2`],
    );
    await owner.query(`update pay_period set status = $2, lines_hash = 'none' where external_id = $1`, [name, status]);
  }

  const BALANCE = `query ($start: Date!, $end: Date!, $asOf: Date) { company {
    balance(period: { start: $start, end: $end }, asOf: $asOf) { pay {
      winning { pay { amount } spent { amount } perUnit } keeping { pay { amount } spent { amount } perUnit }
      other { amount currency } ratio } } } }`;
  const quarter = { start: "2025-01-01", end: "2025-04-01" };

  test("a quarter: what was locked, on both sides, beside what acquiring cost", async () => {
    const { data, errors } = await graph.ask({ role: "HR" }, BALANCE, quarter);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      company: {
        balance: {
          pay: {
            winning: { pay: { amount: "40.00" }, spent: { amount: "640.00" }, perUnit: 64_000 / 124_000 },
            keeping: { pay: { amount: "100.00" }, spent: { amount: "100.00" }, perUnit: 10_000 / 500_000 },
            ...{ other: { amount: "3.00", currency: "EUR" }, ratio: 6.4 },
          },
        },
      },
    });
  });

  test.each([
    ["of a period that is not locked", { start: "2025-04-01", end: "2025-07-01" }],
    ["of a part of a period", { start: "2025-01-01", end: "2025-03-31" }],
    ["of a period that goes on", { ...quarter, asOf: "2025-03-30" }],
  ])("nothing is told %s", async (_rule, asked) => {
    const { data } = await graph.ask({ role: "AUDITOR" }, BALANCE, asked);
    expect(data).toEqual({ company: { balance: { pay: null } } });
  });

  test.each(["LEADER", "ANALYST", "ADMIN"] as const)("is not told to a %s", async (role) => {
    const { errors } = await graph.ask({ role, repId: "1" }, BALANCE, quarter);
    expect(errors).toMatchObject([{ code: "FORBIDDEN", path: "company.balance.pay" }]);
  });
});
