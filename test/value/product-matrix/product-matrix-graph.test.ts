import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { graphOver, type Graph } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;

/** Ann climbs the pumps, Bob gave his second step back, Cid holds a series without steps; Dup turned out to be Bob. */
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const of = (externalId: string, segment: string) => aCustomer({ externalId, segment, acquiredOn: null });
  await store(database.owner, [of("ann", "A"), of("bob", "A"), of("cid", "B"), of("dup", "A")]);
  await database.owner.query(`
    update customer set merged_into_id = 2, merged_on = '2026-02-01' where external_id = 'dup'`);
  await database.owner.query(`
    insert into product (external_id, name, series, step) values
      ('p1', 'Pump', 'Pumps', 1), ('p2', 'Pump Plus', 'Pumps', 2), ('p3', 'Pump Prime', 'Pumps', 3), ('p3b', 'Pump Prime B', 'Pumps', 3),
      ('h', 'Help', 'Help', null), ('loose', 'Gloves', null, null)`);
  await sold("1", "ann", "2025-01-10", { p1: 100, loose: 20 });
  await sold("2", "ann", "2025-06-10", { p2: 180 });
  await sold("3", "bob", "2025-02-10", { p1: 100, p2: 180 });
  await sold("4", "bob", "2025-03-10", { p2: -180 }, "3");
  await sold("5", "cid", "2025-04-10", { h: 50 });
  await sold("6", "cid", "2025-05-10", { p1: 100 });
  await sold("7", "cid", "2025-05-20", {}, "6", -100);
  await sold("8", "dup", "2025-07-10", { p3: 300 });
});
afterAll(() => database.close());

async function sold(
  key: string,
  customer: string,
  day: string,
  lines: Readonly<Record<string, number>>,
  refundOf: string | null = null,
  amount = Object.values(lines).reduce((sum, one) => sum + one, 0),
): Promise<void> {
  await database.owner.query(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
     select $1, c.id, $3::date, $4::bigint, 'EUR', (select id from purchase where external_id = $5)
     from customer c where c.external_id = $2`,
    [key, customer, day, amount, refundOf],
  );
  await database.owner.query(
    `insert into purchase_line (external_id, purchase_id, product_id, amount_minor, currency)
     select $1 || line.key, p.id, product.id, line.value::bigint, 'EUR'
     from jsonb_each_text($2) line join product on product.external_id = line.key join purchase p on p.external_id = $1`,
    [key, JSON.stringify(lines)],
  );
}

const row = async (externalId: string, asOf: string): Promise<unknown> => {
  const { data, errors } = await graph.ask<{ customer: { productMatrix: unknown } }>(
    { role: "ANALYST" },
    `query ($externalId: String!, $asOf: Date) { customer(externalId: $externalId) { productMatrix(asOf: $asOf) {
      series steps nextStep similarCustomers similarTook nextProducts { externalId } } } }`,
    { externalId, asOf },
  );
  expect(errors).toEqual([]);
  return data.customer.productMatrix;
};

test("a customer's row says how far it came, what comes next, and who of its kind went on", async () => {
  expect(await row("bob", "2025-12-31")).toEqual([
    {
      ...{ series: "Pumps", steps: [1], nextStep: 2, similarCustomers: 2, similarTook: 1 },
      nextProducts: [{ externalId: "p2" }],
    },
  ]);
  expect(await row("ann", "2025-12-31")).toEqual([
    {
      ...{ series: "Pumps", steps: [1, 2], nextStep: 3, similarCustomers: 1, similarTook: 0 },
      nextProducts: [{ externalId: "p3" }, { externalId: "p3b" }],
    },
  ]);
});

test("a day in the past answers as it did then", async () => {
  expect(await row("bob", "2025-03-01")).toMatchObject([{ steps: [1, 2], nextStep: 3 }]);
  expect(await row("ann", "2025-01-09")).toEqual([]);
});

test("a purchase refunded whole is no holding, and a series without steps has no next one", async () =>
  expect(await row("cid", "2025-12-31")).toEqual([
    { series: "Help", steps: [], nextStep: null, similarCustomers: null, similarTook: null, nextProducts: [] },
  ]));

test("what was bought by a customer that turned out to be this one counts as its own, from the day that was found out", async () =>
  expect(await row("bob", "2026-02-01")).toMatchObject([{ steps: [1, 3], nextStep: null }]));

(countsStatements() ? test : test.skip)("three statements beside the island, for however many customers", async () => {
  const source = `query ($first: Int) { customers(first: $first) { edges { node { productMatrix { series nextStep similarTook } } } } }`;
  for (const first of [1, 4]) {
    const { count } = await statementsOf(database, () => graph.ask({ role: "AUDITOR" }, source, { first }));
    expect(count).toBe(4);
  }
});

const MATRIX = `query ($asOf: Date) { company { productMatrix(asOf: $asOf) { customers series {
  series holders adoption steps { step customers whitespace } segments { segment customers holders adoption } } } } }`;

test("the company's matrix: who holds each series, and who stands before which step", async () => {
  const { data, errors } = await graph.ask({ role: "LEADER", repId: "1" }, MATRIX, { asOf: "2025-12-31" });
  const segment = (name: string, customers: number, holders: number) => ({
    ...{ segment: name, customers, holders, adoption: holders / customers },
  });
  expect(errors).toEqual([]);
  expect(data).toEqual({
    company: {
      productMatrix: {
        customers: 4,
        series: [
          { series: "Help", holders: 1, adoption: 0.25, steps: [], segments: [segment("A", 3, 0), segment("B", 1, 1)] },
          {
            ...{ series: "Pumps", holders: 3, adoption: 0.75 },
            steps: [
              { step: 1, customers: 2, whitespace: 0 },
              { step: 2, customers: 1, whitespace: 1 },
              { step: 3, customers: 1, whitespace: 1 },
            ],
            segments: [segment("A", 3, 3), segment("B", 1, 0)],
          },
        ],
      },
    },
  });
});

const WHITESPACE = `query ($series: String!, $step: Int!, $first: Int, $after: String) { company { productMatrix(asOf: "2025-12-31") {
  whitespace(series: $series, step: $step, first: $first, after: $after) { totalCount pageInfo { endCursor }
    edges { node { customer { externalId } steps lastBoughtOn } } } } } }`;

interface Whitespace {
  readonly company: { readonly productMatrix: { readonly whitespace: Record<string, unknown> } };
}

async function before(step: number, variables: object = {}, viewer: object = {}, series = "Pumps") {
  const { data, errors } = await graph.ask<Whitespace>(viewer, WHITESPACE, { series, step, ...variables });
  expect(errors).toEqual([]);
  return data.company.productMatrix.whitespace as {
    totalCount: number;
    pageInfo: { endCursor: string };
    edges: object[];
  };
}

test("who stands before a step is named, who bought last first, page by page", async () => {
  await database.owner.query(
    `insert into product (external_id, name, series, step) values ('p4', 'Pump Max', 'Pumps', 4)`,
  );
  const named = (externalId: string, steps: number[], lastBoughtOn: string) => ({
    node: { customer: { externalId }, steps, lastBoughtOn },
  });
  expect((await before(3)).edges).toEqual([named("ann", [1, 2], "2025-06-10")]);
  await sold("9", "cid", "2025-08-10", { p2: 1 });
  const first = await before(3, { first: 1 });
  expect([first.totalCount, first.edges]).toEqual([2, [named("cid", [2], "2025-08-10")]]);
  const { edges } = await before(3, { first: 1, after: first.pageInfo.endCursor });
  expect(edges).toEqual([named("ann", [1, 2], "2025-06-10")]);
  expect((await before(4)).edges).toEqual([named("dup", [3], "2025-07-10")]);
  await database.owner.query(`delete from purchase_line where external_id = '9p2'`);
  await database.owner.query(`delete from product where external_id = 'p4'`);
});

test("nobody stands before a step that is not there, and a leader is shown only whom it sees", async () => {
  expect((await before(9)).totalCount).toBe(0);
  expect((await before(1, {}, {}, "Valves")).totalCount).toBe(0);
  expect((await before(3, {}, { role: "LEADER", repId: "1" })).totalCount).toBe(0);
});

test("merged customers are one, and nobody is a customer before it bought", async () => {
  const customers = async (asOf: string) => {
    const { data } = await graph.ask<{ company: { productMatrix: { customers: number } } }>({}, MATRIX, { asOf });
    return data.company.productMatrix.customers;
  };
  expect(await Promise.all(["2025-01-09", "2025-02-10", "2026-02-01"].map(customers))).toEqual([0, 2, 3]);
});

test("a rep reads nothing of the whole company", async () => {
  const { errors } = await graph.ask({ role: "REP", repId: "1" }, MATRIX, {});
  expect(errors.map(({ code }) => code)).toEqual(["FORBIDDEN"]);
});
