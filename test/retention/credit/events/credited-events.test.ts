import { minor } from "../../../../src/kernel/money";
import { creditedEvents, type CreditsAsked } from "../../../../src/retention/credit/events/credited-events";
import { aCustomer, anAssignment, aRep, type Customer, type Rep, store } from "../../../support/builders";
import { testDatabase, type TestDatabase } from "../../../support/database";
import { contextOf, type Graph, graphOver } from "../../../support/graph";
import { countsStatements, statementsOf } from "../../../support/statements";
import { day } from "./contracts";

let database: TestDatabase;
let graph: Graph;

const ada = aRep({ externalId: "ada" });
const [bob, cem] = ["bob", "cem"].map((externalId) => aRep({ externalId, managedBy: ada })) as [Rep, Rep];
const contract = aCustomer({ externalId: "contract", relationship: "CONTRACT" });
const [buyer, moved, shared, free, merged, saved] = ["buyer", "moved", "shared", "free", "merged", "saved"].map(
  (externalId) => aCustomer({ externalId }),
) as [Customer, Customer, Customer, Customer, Customer, Customer];

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [
    ...[ada, bob, cem, contract, buyer, moved, shared, free, merged, saved],
    ...[contract, buyer, saved].map((customer) => anAssignment({ customer, rep: bob, startsOn: "2025-01-01" })),
    anAssignment({ customer: buyer, rep: cem, role: "CUSTOMER_SUCCESS", startsOn: "2025-01-01", share: 5_000 }),
    anAssignment({ customer: moved, rep: bob, startsOn: "2025-01-01", endsOn: "2026-01-20" }),
    anAssignment({ customer: moved, rep: cem, startsOn: "2026-01-20" }),
    anAssignment({ customer: merged, rep: cem, startsOn: "2025-01-01" }),
    ...[bob, cem, ada].map((rep) => anAssignment({ customer: shared, rep, startsOn: "2025-01-01", share: 3_333 })),
  ]);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, paid_on, amount_minor, cost_minor, currency)
    select given.key, c.id, given.day::date, given.paid::date, given.amount, given.cost, 'EUR'
    from (values ('b1', 'buyer', '2026-01-10', '2026-02-05', 10000, 6000), ('b2', 'buyer', '2026-01-11', null, 500, null),
      ('b3', 'buyer', '2026-01-12', '2026-01-31', 700, null), ('m1', 'moved', '2026-01-19', null, 300, 0),
      ('m2', 'moved', '2026-01-20', null, 301, 0), ('s1', 'shared', '2026-01-15', null, 1000, 0), ('f1', 'free', '2026-01-15', null, 42, 0),
      ('x1', 'merged', '2026-01-05', null, 77, 0), ('x2', 'merged', '2026-01-25', null, 78, 0),
      ('w1', 'saved', '2026-01-30', null, 900, 0)) given (key, customer, day, paid, amount, cost)
    join customer c on c.external_id = given.customer`);
  await database.owner.query(`
    insert into purchase_line (external_id, purchase_id, amount_minor, cost_minor, currency)
    select 'line ' || part, id, 350, 100 + part, 'EUR' from purchase, generate_series(1, 2) part where external_id = 'b3'`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
    select given.key, p.customer_id, given.day::date, given.amount, 'EUR', p.id
    from (values ('r1', 'b1', '2026-02-20', -3333), ('r2', 'b1', '2026-02-21', -6667)) given (key, of, day, amount)
    join purchase p on p.external_id = given.of`);
  await database.owner.query(`
    update customer set merged_on = '2026-01-20', merged_into_id = (select id from customer where external_id = 'buyer')
    where external_id = 'merged'`);
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
    select given.key, c.id, given.signed::date, given.starts::date, given.starts::date + 365, given.value, 'EUR'
    from (values ('k1', '2025-01-05', '2025-01-10', 1200), ('k2', '2026-01-08', '2026-01-10', 1500)) given (key, signed, starts, value)
    join customer c on c.external_id = 'contract'`);
  await database.owner.query(`
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on,
      value_renewed_minor, renewed_by_id)
    select 'renewal', k.customer_id, k.id, '2026-01-10', 1200, 'EUR', 'RENEWED', '2026-01-08', 1500, n.id
    from contract k, contract n where k.external_id = 'k1' and n.external_id = 'k2'`);
  await database.owner.query(`
    insert into play (external_id, customer_id, playbook_id, playbook_code, role, opened_on, due_on, evidence, signal, severity,
      band, closed_on, outcome)
    select c.external_id, c.id, b.id, b.code, b.role, s.opened::date, '2026-01-08', 'silent',
      case when c.external_id = 'saved' then 'PURCHASE_RHYTHM' end, case when c.external_id = 'saved' then 0.5 end, 'AT_RISK',
      s.opened::date + 4, 'CARRIED_OUT'
    from (values ('saved', '2026-01-01'), ('contract', '2025-12-20')) s (customer, opened)
    join customer c on c.external_id = s.customer join playbook b on b.code = 'PURCHASE_RHYTHM_BROKEN'`);
});
afterAll(() => database.close());

const JANUARY = { start: day("2026-01-01"), end: day("2026-02-01") };
const AM = ["ACCOUNT_MANAGER"];

/** `event of whom: what to whom`, in the order of the answer. */
async function credits(said: Partial<CreditsAsked>, only: readonly Customer[] | null = null): Promise<string[]> {
  const asked = { period: JANUARY, asOf: day("2026-03-01"), roles: AM, ...said };
  const keys = await keysOf("customer");
  const ids = only && only.map(({ externalId }) => [...keys].find(([, key]) => key === externalId)![0]);
  const reps = await keysOf("rep");
  return (await creditedEvents(contextOf(database), asked, ids)).map(
    ({ event, repId, amount }) =>
      `${event.on.slice(5)} ${event.kind} ${event.externalId} of ${keys.get(event.customerId)}: ${amount} to ${repId ? reps.get(repId) : "house"}`,
  );
}

async function keysOf(table: string): Promise<Map<string, string>> {
  const { rows } = await database.owner.query<{ id: string; key: string }>(
    `select id, external_id as key from ${table}`,
  );
  return new Map(rows.map(({ id, key }) => [id, key]));
}

test("purchases are credited to who served the customer on the day, by territory, share and house", async () => {
  expect(await credits({ kinds: ["PURCHASE"] }, [moved, shared, free])).toEqual([
    "01-15 PURCHASE f1 of free: 42 to house",
    "01-15 PURCHASE s1 of shared: 334 to ada",
    "01-15 PURCHASE s1 of shared: 333 to bob",
    "01-15 PURCHASE s1 of shared: 333 to cem",
    "01-15 PURCHASE s1 of shared: 0 to house",
    "01-19 PURCHASE m1 of moved: 300 to bob",
    "01-20 PURCHASE m2 of moved: 301 to cem",
  ]);
});

test("a refund is credited on the day of the purchase that it names, once it is known", async () => {
  const b1 = async (asOf: string) =>
    (await credits({ kinds: ["PURCHASE"], asOf: day(asOf) }, [buyer])).filter((line) => / (b1|r\d) /.test(line));
  const bought = "01-10 PURCHASE b1 of buyer: 10000 to bob";
  expect(await b1("2026-02-19")).toEqual([bought]);
  expect(await b1("2026-02-20")).toEqual([bought, "01-10 PURCHASE r1 of buyer: -3333 to bob"]);
  expect(await b1("2026-02-21")).toEqual([
    ...[bought, "01-10 PURCHASE r1 of buyer: -3333 to bob", "01-10 PURCHASE r2 of buyer: -6667 to bob"],
  ]);
});

test("an event names what it takes back, and from when the customer is served for it", async () => {
  const found = await creditedEvents(
    contextOf(database),
    { period: JANUARY, asOf: day("2026-03-01"), roles: AM },
    null,
  );
  const of = (externalId: string) => found.find(({ event }) => event.externalId === externalId)!.event;
  expect([of("r1").refundOf, of("b1").refundOf, of("b1").servedFrom]).toEqual([of("b1").id, null, null]);
  expect([of("renewal").servedFrom, of("renewal").refundOf]).toEqual(["2026-01-10", null]);
});

test("by payment, a purchase is credited when it was paid, its refunds with it, and before that not at all", async () => {
  const asked = { kinds: ["PURCHASE"], creditDate: "PAID" } as const;
  expect(await credits(asked, [buyer])).toEqual(["01-31 PURCHASE b3 of buyer: 700 to bob"]);
  const february = { period: { start: day("2026-02-01"), end: day("2026-03-01") } };
  expect(await credits({ ...asked, ...february }, [buyer])).toEqual([
    "02-05 PURCHASE b1 of buyer: 10000 to bob",
    "02-05 PURCHASE r1 of buyer: -3333 to bob",
    "02-05 PURCHASE r2 of buyer: -6667 to bob",
  ]);
  expect(await credits({ ...asked, ...february, asOf: day("2026-02-04") }, [buyer])).toEqual([]);
});

test("by profit, cost is taken off, that of the lines where the order has none; refunds take back their part of it", async () => {
  const lines = await credits({ kinds: ["PURCHASE"], basis: "PROFIT" }, [buyer]);
  expect(lines.map((line) => line.replace("01-", "").replace("PURCHASE ", ""))).toEqual([
    "05 x1 of buyer: 77 to cem",
    "10 b1 of buyer: 4000 to bob",
    "10 r1 of buyer: -1333 to bob",
    "10 r2 of buyer: -2667 to bob",
    "11 b2 of buyer: null to bob",
    "12 b3 of buyer: 497 to bob",
    "25 x2 of buyer: 78 to bob",
  ]);
});

test("a merged account was its own rep's until the day, and is told as the customer that it counts as", async () => {
  const lines = await credits({ kinds: ["PURCHASE"] }, [buyer]);
  expect(lines.filter((line) => line.includes(" x"))).toEqual([
    "01-05 PURCHASE x1 of buyer: 77 to cem",
    "01-25 PURCHASE x2 of buyer: 78 to bob",
  ]);
  expect(await credits({}, [merged])).toEqual([]);
});

test("contracts are credited when they were signed, renewals when they were closed, saves when they were proven", async () => {
  expect(await credits({}, [contract, saved])).toEqual([
    "01-08 EXPANSION renewal of contract: 300 to bob",
    "01-08 RENEWED renewal of contract: 1200 to bob",
    "01-08 SAVE renewal of contract: 1200 to bob",
    "01-30 PURCHASE w1 of saved: 900 to bob",
    "01-30 SAVE w1 of saved: 900 to bob",
  ]);
  const year = { start: day("2025-01-01"), end: day("2026-01-01") };
  expect(await credits({ period: year }, [contract])).toEqual(["01-05 NEW k1 of contract: 1200 to bob"]);
});

test("a day in the past knows nothing later: neither events nor endings nor merges", async () => {
  expect(await credits({ asOf: day("2026-01-07") }, [contract])).toEqual([]);
  expect(await credits({ asOf: day("2026-01-19"), kinds: ["PURCHASE"] }, [merged])).toEqual([
    "01-05 PURCHASE x1 of merged: 77 to cem",
  ]);
});

test("what was recorded later than an instant is left out", async () => {
  await database.owner.query(`update purchase set recorded_at = '2026-02-01' where external_id <> 'w1'`);
  await database.owner.query(`update purchase set recorded_at = '2026-02-02' where external_id = 'w1'`);
  const known = (recordedAt: string | null) =>
    credits({ kinds: ["PURCHASE"], recordedAt: recordedAt === null ? null : new Date(recordedAt) }, [saved]);
  // Nobody is recorded to have served the customer then: the assignment was written by this test just now.
  await database.owner.query(`update assignment set recorded_at = '2026-02-01'`);
  expect(await known("2026-02-01T12:00:00Z")).toEqual([]);
  expect(await known("2026-02-02T12:00:00Z")).toEqual(["01-30 PURCHASE w1 of saved: 900 to bob"]);
  expect(await known(null)).toEqual(["01-30 PURCHASE w1 of saved: 900 to bob"]);
  await database.owner.query(`update assignment set recorded_at = '2026-02-03' where role = 'ACCOUNT_MANAGER'`);
  expect(await known("2026-02-02T12:00:00Z")).toEqual(["01-30 PURCHASE w1 of saved: 900 to house"]);
});

test("without roles, each in which somebody serves one of the customers is credited all of it", async () => {
  const found = await creditedEvents(contextOf(database), { period: JANUARY, asOf: day("2026-03-01") }, null);
  const sums = new Map<string, bigint>();
  for (const { event, role, amount } of found) {
    const key = `${event.kind} ${role}`;
    sums.set(key, (sums.get(key) ?? 0n) + amount!);
  }
  const { rows } = await database.owner.query<{ sum: string }>(
    `select sum(p.amount_minor) from purchase p left join purchase o on o.id = p.refund_of_id
     where coalesce(o.purchased_on, p.purchased_on) between '2026-01-01' and '2026-01-31'`,
  );
  const whole = minor(BigInt(rows[0]!.sum));
  expect([sums.get("PURCHASE ACCOUNT_MANAGER"), sums.get("PURCHASE CUSTOMER_SUCCESS")]).toEqual([whole, whole]);
});

const FIELDS = `{ totalCount pageInfo { hasNextPage endCursor } edges { node { kind creditedOn role share value { amount currency }
  amount { amount } customer { name } rep { externalId } contract { externalId } renewal { externalId } purchase { externalId } } } }`;
const PERIOD = `period: { start: "2026-01-01", end: "2026-02-01" }, asOf: "2026-03-01"`;
interface Page {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
}
const AUDITOR = { role: "AUDITOR" } as const;
async function ask(root: string, args = "", viewer: object = AUDITOR): Promise<Page | null> {
  const { data, errors } = await graph.ask<{ of: { credits: Page | null } | null }>(
    viewer,
    `{ of: ${root} { credits(${PERIOD} ${args}) ${FIELDS} } }`,
  );
  expect(errors).toEqual([]);
  return data.of && data.of.credits;
}

test("a customer tells what of it is credited to whom, with the record that says so", async () => {
  const page = await ask(`customer(externalId: "contract")`, "kinds: [RENEWED]");
  expect(page!.edges.map(({ node }) => node)).toEqual([
    {
      ...{ kind: "RENEWED", creditedOn: "2026-01-08", role: "ACCOUNT_MANAGER", share: 1 },
      ...{
        value: { amount: "12.00", currency: "EUR" },
        amount: { amount: "12.00" },
        customer: { name: contract.name },
      },
      ...{ rep: { externalId: "bob" }, contract: null, renewal: { externalId: "renewal" }, purchase: null },
    },
  ]);
});

test("a rep tells its own parts only, the latest first, by the page", async () => {
  const whole = await ask(`rep(externalId: "cem")`);
  const lines = (page: Page | null) =>
    page!.edges.map(
      ({ node }) =>
        `${String(node.creditedOn)} ${(node.purchase as { externalId: string }).externalId} ${(node.amount as { amount: string }).amount}`,
    );
  expect(lines(whole)).toEqual([
    // Customer success of buyer, half of it; what was merged into it counts from the day of the merge.
    ...["2026-01-25 x2 0.39", "2026-01-20 m2 3.01", "2026-01-15 s1 3.33", "2026-01-12 b3 3.50"],
    ...[
      "2026-01-11 b2 2.50",
      "2026-01-10 b1 50.00",
      "2026-01-10 r1 -16.67",
      "2026-01-10 r2 -33.34",
      "2026-01-05 x1 0.77",
    ],
  ]);
  const first = await ask(`rep(externalId: "cem")`, "first: 4");
  const rest = await ask(`rep(externalId: "cem")`, `first: 9, after: "${first!.pageInfo.endCursor}"`);
  expect([first!.totalCount, first!.pageInfo.hasNextPage, rest!.pageInfo.hasNextPage]).toEqual([9, true, false]);
  expect([...lines(first), ...lines(rest)]).toEqual(lines(whole));
  expect(lines(await ask(`rep(externalId: "cem")`, "role: ACCOUNT_MANAGER, kinds: [PURCHASE, SAVE]"))).toHaveLength(3);
});

test("a rep reads its own, a leader those of who reports to it, nobody else's; a customer's who sees the customer", async () => {
  const reps = await keysOf("rep");
  const as = (role: string, rep: string) => ({ role, repId: [...reps].find(([, key]) => key === rep)![0] });
  const count = async (root: string, viewer: object) => (await ask(root, "", viewer))?.totalCount ?? null;
  expect(await count(`rep(externalId: "cem")`, as("REP", "cem"))).toBe(9);
  expect(await count(`rep(externalId: "cem")`, as("LEADER", "ada"))).toBe(9);
  expect(await count(`rep(externalId: "cem")`, { role: "ANALYST" })).toBe(9);
  expect(await count(`rep(externalId: "cem")`, as("REP", "bob"))).toBeNull();
  expect(await count(`rep(externalId: "ada")`, as("LEADER", "cem"))).toBeNull();
  expect(await count(`customer(externalId: "shared")`, as("REP", "cem"))).toBe(4);
  expect(await count(`customer(externalId: "free")`, as("REP", "cem"))).toBeNull();
});

test.each([
  [`period: { start: "2026-02-01", end: "2026-01-01" }`, "period: ends on 2026-01-01"],
  [`period: { start: "2026-05-01", end: "2026-06-01" }`, "period: starts on 2026-05-01, after 2026-03-02"],
])("refused: %s", async (period, message) => {
  const { data, errors } = await graph.ask(AUDITOR, `{ rep(externalId: "bob") { credits(${period}) { totalCount } } }`);
  expect(data).toEqual({ rep: { credits: null } });
  expect(errors[0]!.code).toBe("BAD_USER_INPUT");
  expect(errors[0]!.message).toContain(message);
});

const counted = countsStatements() ? test : test.skip;
counted(
  "one customer or everybody, one rep or all: the same number of statements, and saves add three at most",
  async () => {
    const of = async (source: string) => (await statementsOf(database, () => graph.ask(AUDITOR, source))).count;
    const edges = (kinds: string) =>
      `credits(${PERIOD} kinds: [${kinds}]) { edges { node { kind customer { name } rep { fullName } purchase { amount { amount } } } } }`;
    const fields = edges("NEW, RENEWED, EXPANSION, LOSS, PURCHASE");
    const one = await of(`{ customer(externalId: "buyer") { ${fields} } }`);
    expect(await of(`{ customers { edges { node { ${fields} } } } }`)).toBe(one);
    expect(await of(`{ rep(externalId: "bob") { ${fields} } }`)).toBe(one + 1);
    expect(await of(`{ reps { edges { node { ${fields} } } } }`)).toBe(one + 1);
    expect(await of(`{ customers { edges { node { ${edges("NEW, PURCHASE, SAVE")} } } } }`)).toBeLessThanOrEqual(
      one + 3,
    );
  },
);
