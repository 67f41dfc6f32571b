/** What holds of every company, from recorded facts over PostgreSQL to lines. */
import fc from "fast-check";
import type { Line } from "../../../src/compensation/calc/line";
import type { PayInputs, PayPeriodRow } from "../../../src/compensation/inputs/pay-inputs";
import { canonicalJson } from "../../../src/kernel/json";
import { aCustomer, anAssignment, aRep, aTeam, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { enrol, inputsOf, open, paid, publish, Q1 } from "./company";

const rising = {
  how: "LINEAR",
  uncapped: true,
  points: [0, 1, 2].map((at) => ({ input: `${at}`, payout: `${at * at}` })),
};
const retained = (scope: string) => ({ of: "MEASURE", measure: "NET_REVENUE_RETENTION", scope, reads: "VALUE" });
const named = (kind: string, code: string) => ({ kind, code, name: code, earningCode: code });
const steps = (...rates: string[]) => rates.map((rate, at) => ({ from: `${at * 500}`, rate }));
const PLAN = {
  ...{ code: "ALL", name: "All of it", currency: "EUR", onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" } },
  components: [
    { ...named("TARGET_BONUS", "KEPT"), weight: "1", ifNull: "0", input: retained("OWN"), curve: rising },
    {
      ...{ ...named("COMMISSION", "SOLD"), events: ["PURCHASE"], series: ["Coffee"], accumulate: "PERIOD" },
      ...{ tiers: { how: "MARGINAL", steps: steps("0.01", "0.03") }, clawback: { events: ["PURCHASE"], months: 12 } },
    },
    {
      ...{ ...named("COMMISSION", "RENEWED"), events: ["RENEWED", "EXPANSION"], accumulate: "PERIOD" },
      tiers: { how: "RETROACTIVE", steps: steps("0.02", "0.04") },
    },
    { ...named("EVENT_BONUS", "ORDERS"), events: ["PURCHASE"], amount: "1.11", upTo: { count: 3, per: "PERIOD" } },
    {
      ...{ ...named("TEAM_POOL", "POOL"), fund: { of: "AMOUNT", amount: "1000" }, shared: "BY_TARGET", ifNull: "0" },
      ...{ input: retained("TEAM"), curve: rising },
    },
  ],
};

const CUSTOMERS = 4;
const share = fc.integer({ min: 1, max: 9_999 });
const amount = fc.integer({ min: 1, max: 150_000 });
const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-02-${`${date}`.padStart(2, "0")}`);
const companies = fc.record({
  shares: fc.array(share, { minLength: CUSTOMERS, maxLength: CUSTOMERS }),
  terms: fc.array(
    fc.record({ customer: fc.nat(CUSTOMERS - 1), due: day, value: amount, next: fc.option(amount, { freq: 4 }) }),
    { maxLength: 6 },
  ),
  orders: fc.array(
    fc.record({ customer: fc.nat(CUSTOMERS - 1), on: day, coffee: amount, ware: amount, paid: amount }),
    { maxLength: 8 },
  ),
});
type Company = typeof companies extends fc.Arbitrary<infer Value> ? Value : never;

/** SQL for one fact each: what is told of one of them needs nothing of another. */
function factsOf({ terms, orders }: Company): string[] {
  const customer = (at: number): string => `(select id from customer where external_id = 'c${at}')`;
  const sign = (key: string, at: number, from: string, to: string, value: number, more = ""): string =>
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
     values ('${key}', ${customer(at)}, '${from}', '${from}', '${to}', ${value}, 'EUR') ${more}`;
  return [
    ...terms.map(({ customer: at, due, value, next }, n) => {
      const until = due.replace("2026", "2027");
      const renewed = next === null ? "null" : `'${due}', ${next}, (select id from next)`;
      return `with term as (${sign(`k${n}`, at, "2025-02-01", due, value, "returning id")})
        ${next === null ? "" : `, next as (${sign(`k${n} next`, at, due, until, next, "returning id")})`}
        insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on,
          value_renewed_minor, renewed_by_id, loss_reason)
        select 'r${n}', ${customer(at)}, id, '${due}', ${value}, 'EUR',
          ${next === null ? `'LOST', '${due}', null, null, 'PRICE'` : `'RENEWED', ${renewed}, null`} from term`;
    }),
    ...orders.map(({ customer: at, on, coffee, ware, paid: sum }, n) =>
      buy(`o${n}`, customer(at), on, sum, coffee, ware),
    ),
  ];
}

const buy = (
  key: string,
  customer: string,
  on: string,
  sum: number,
  coffee: number,
  ware: number,
  of = "null",
): string => `
  with bought as (
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
    values ('${key}', ${customer}, '${on}', ${sum}, 'EUR', ${of}) returning id)
  insert into purchase_line (external_id, purchase_id, product_id, amount_minor, currency)
  select '${key} ' || p.external_id, bought.id, p.id, case p.external_id when 'bean' then ${coffee} else ${ware} end, 'EUR'
  from bought, product p`;

const databases: TestDatabase[] = [];
afterAll(() => Promise.all(databases.map((database) => database.close())));

/** @param facts in the order in which they become known */
async function recorded(
  company: Company,
  facts: readonly string[],
): Promise<{ database: TestDatabase; row: PayPeriodRow }> {
  const database = await testDatabase();
  databases.push(database);
  const team = aTeam({ externalId: "north" });
  const [ada, bob] = [aRep({ externalId: "ada", team }), aRep({ externalId: "bob", team })];
  const customers = company.shares.map((_, at) => aCustomer({ externalId: `c${at}`, relationship: "CONTRACT" }));
  const served = customers.flatMap((customer, at) => [
    anAssignment({ customer, rep: ada, share: company.shares[at]!, startsOn: "2025-01-01" }),
    anAssignment({ customer, rep: bob, share: 10_000 - company.shares[at]!, startsOn: "2025-01-01" }),
  ]);
  await store(database.owner, [team, ada, bob, ...customers, ...served]);
  await database.owner.query(
    `insert into product (external_id, name, series) values ('bean', 'Beans', 'Coffee'), ('mug', 'Mug', 'Ware')`,
  );
  await publish(database.owner, PLAN);
  await enrol(database.owner, [
    { rep: "ada", plan: "ALL" },
    { rep: "bob", plan: "ALL", target: 777_777 },
  ]);
  for (const fact of facts) await database.owner.query(fact);
  return { database, row: await open(database.owner, Q1) };
}

const linesOf = (inputs: PayInputs): Line[] => [...paid(inputs).values()].flatMap(({ lines }) => lines);
const amounts = (inputs: PayInputs): string[] =>
  linesOf(inputs).map(({ component, credit, amount: pay }) => `${component} ${credit} ${pay}`);
const sum = (values: readonly bigint[]): bigint => values.reduce((all, one) => all + one, 0n);

test("parts add up, order does not matter, a reversal leaves nothing, and keeping more never pays less", async () => {
  await fc.assert(
    fc.asyncProperty(companies, fc.nat(CUSTOMERS - 1), amount, async (company, at, more) => {
      const facts = factsOf(company);
      const { database, row } = await recorded(company, facts);
      const read = (): Promise<PayInputs> => inputsOf(database, row, "2026-05-15");
      const inputs = await read();

      const events = inputs.people.flatMap(({ now }) => now.events);
      for (const [n, { paid: whole }] of company.orders.entries()) {
        const parts = events.filter(({ id }) => id === `PURCHASE Purchase o${n}`);
        expect(sum(parts.map(({ value }) => value))).toBe(BigInt(whole));
        for (const { value, sold } of parts) expect(sum(sold!.map((part) => part.value))).toBe(value);
      }
      const pool = linesOf(inputs).flatMap(({ trace, amount: pay }) =>
        trace.kind === "TEAM_POOL" ? [{ trace, pay }] : [],
      );
      expect(sum(pool.map(({ pay }) => pay))).toBe(pool[0]!.trace.part.amount);

      const other = await recorded(company, [...facts].reverse());
      const again = await inputsOf(other.database, other.row, "2026-05-15");
      expect(canonicalJson(linesOf(again))).toBe(canonicalJson(linesOf(inputs)));

      const customer = `(select id from customer where external_id = 'c${at}')`;
      await database.owner.query(buy("x", customer, "2026-02-14", more, 1, 2));
      await database.owner.query(
        buy("x back", customer, "2026-03-14", -more, -1, -2, "(select id from purchase where external_id = 'x')"),
      );
      expect(amounts(await read())).toEqual(amounts(inputs));

      await database.owner.query(
        `update contract set annual_value_minor = annual_value_minor + $1 where external_id like '%next'`,
        [more],
      );
      const kept = (of: PayInputs): bigint[] =>
        linesOf(of).flatMap(({ of: kind, amount: pay }) => (["TARGET_BONUS", "TEAM_POOL"].includes(kind) ? [pay] : []));
      const better = kept(await read());
      kept(inputs).forEach((pay, line) => expect(better[line]!).toBeGreaterThanOrEqual(pay));
    }),
    { numRuns: 3, endOnFailure: true },
  );
});
