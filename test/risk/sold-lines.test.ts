import fc from "fast-check";
import { setImmediate } from "node:timers/promises";
import { Client } from "pg";
import { sessionOf } from "../../src/platform/database/session";
import { aCustomer, store } from "../support/builders";
import { type TestDatabase, testDatabase } from "../support/database";

let database: TestDatabase;

const sql = (text: string) => database.owner.query(text);

beforeAll(async () => {
  database = await testDatabase();
  await store(
    database.owner,
    ["ann", "ben", "cem"].map((externalId) => aCustomer({ externalId })),
  );
  await sql(`insert into product (external_id, name) values ('press', 'Press'), ('ink', 'Ink')`);
});
beforeEach(() => sql(`delete from purchase_line; delete from purchase`));
afterAll(() => database.close());

const SOLD = `
  select l.id as line_id, p.customer_id, p.purchased_on, l.product_id, l.currency, l.amount_minor, l.cost_minor, l.discount,
    l.purchase_id
  from purchase_line l join purchase p on p.id = l.purchase_id where p.refund_of_id is null`;

/** The rows that only one of both has: the copy, and what it copies. */
const astray = async (): Promise<unknown[]> =>
  (
    await sql(`
      (select * from sold_line except all ${SOLD}) union all (${SOLD} except all select * from sold_line)`)
  ).rows as unknown[];

const sell = (externalId: string, customer: number, on: string): Promise<unknown> =>
  sql(`insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    values ('${externalId}', ${customer}, '${on}', 0, 'EUR')`);
const line = (externalId: string, purchase: string, amount: number): string =>
  `insert into purchase_line (external_id, purchase_id, product_id, amount_minor, cost_minor, discount, currency)
   select '${externalId}', p.id, 1, ${amount}, 5, 0.1, p.currency from purchase p where p.external_id = '${purchase}'`;
const copied = async (): Promise<unknown[]> =>
  (
    await sql(
      `select customer_id::int as customer, purchased_on as on, amount_minor::int as amount from sold_line order by line_id`,
    )
  ).rows as unknown[];

test("lines stand with the customer and the day of their purchase; what was given back does not", async () => {
  await sell("a", 1, "2026-01-05");
  await sell("b", 1, "2026-01-09");
  await sql(
    `update purchase set refund_of_id = (select id from purchase where external_id = 'a') where external_id = 'b'`,
  );
  await sql(line("a1", "a", 70));
  await sql(line("a2", "a", -20));
  await sql(line("b1", "b", 30));
  expect(await copied()).toEqual([70, -20].map((amount) => ({ customer: 1, on: "2026-01-05", amount })));
});

const pick = (...all: readonly string[]) => fc.constantFrom(...all);
const purchase = pick("p0", "p1", "p2");
const which = fc.tuple(
  purchase,
  pick("l0", "l1", "l2", "l3"),
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: -2, max: 9 }),
);

/** Everything that changes what was sold. */
const change = which.chain(([of, one, customer, amount]) =>
  pick(
    `${line(one, of, amount)} on conflict (external_id) do update set amount_minor = excluded.amount_minor`,
    `update purchase_line set (purchase_id, currency) = (select id, currency from purchase where external_id = '${of}')
     where external_id = '${one}'`,
    `update purchase_line set product_id = ${1 + (customer % 2)}, cost_minor = null, discount = null where external_id = '${one}'`,
    `delete from purchase_line where external_id = '${one}'`,
    `update purchase set customer_id = ${customer} where external_id = '${of}'`,
    `update purchase set purchased_on = date '2026-01-01' + ${customer}, amount_minor = 0`,
    `update purchase set refund_of_id = case when refund_of_id is null then (select id from purchase where external_id = 'p0') end
     where external_id = '${of}' and external_id <> 'p0'`,
    `update purchase set currency = case currency when 'EUR' then 'USD' else 'EUR' end where external_id = '${of}'`,
  ),
);

test("the copy says what lines and purchases say, whatever is done to them", () =>
  fc.assert(
    fc
      .asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        for (const one of changes) await sql(one);
        expect(await astray()).toEqual([]);
      })
      .beforeEach(async () => {
        await sql(`delete from purchase_line; delete from purchase`);
        for (const one of ["p0", "p1", "p2"]) await sell(one, 1, "2026-01-01");
      }),
    { numRuns: 40 },
  ));

/** Until a statement waits for another's lock, or it is through. */
async function underWay(statement: Promise<unknown>): Promise<void> {
  let through = false;
  const end = statement.then(() => (through = true));
  const waiting = async (): Promise<boolean> =>
    (
      await sql(`select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())
      union all select from pg_locks where not granted and locktype = 'transactionid'`)
    ).rowCount! > 0;
  while (!through && !(await waiting())) await Promise.race([end, setImmediate()]);
}

test.each([
  ["a line that comes while its purchase is moved", [`update purchase set customer_id = 2`, line("x", "a", 7)]],
  [
    "a purchase that is moved while a line comes",
    [line("x", "a", 7), `update purchase set purchased_on = '2026-02-02'`],
  ],
] as const)("%s ends where the purchase does", async (_rule, [first, second]) => {
  await sell("a", 1, "2026-01-05");
  const [one, other] = [new Client(sessionOf(database.url)), new Client(sessionOf(database.url))];
  try {
    await Promise.all([one.connect(), other.connect()]);
    await one.query("begin");
    await one.query(first);
    const late = other.query(second);
    await underWay(late);
    await one.query("commit");
    await late;
  } finally {
    await Promise.all([one.end(), other.end()]);
  }
  expect(await astray()).toEqual([]);
  expect(await copied()).toHaveLength(1);
});
