import { testDatabase, type TestDatabase } from "../support/database";
import { graphOver } from "../support/graph";
import { copyOriginals, importNorthwind } from "../support/northwind";
import { testWith } from "../support/shared";

const northwind = testWith("northwind");

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

interface Row {
  /** external id; null for the company */
  readonly rep: string | null;
  readonly base: number;
  readonly retained: number;
  /** gross and net revenue retention, to six decimals */
  readonly gross: number;
  readonly net: number;
}

/** Written from the files alone: the rep of a customer's last order before the period is whose the customer is. */
const originals = async (start: string, end: string, before: string): Promise<Row[]> =>
  (
    await database.owner.query<Row>(
      `with orders as (
         select "orderID"::int as id, "customerID" as customer, "employeeID" as rep, left("orderDate", 10)::date as day,
           (select sum(round("unitPrice"::numeric * "quantity"::numeric * (1 - "discount"::numeric) * 100))
            from original_order_details d where d."orderID" = o."orderID") as cents
         from original_orders o
       ),
       worth as (
         select customer,
           coalesce(sum(cents) filter (where day >= $3 and day < $1), 0) as opening,
           coalesce(sum(cents) filter (where day >= $1 and day < $2), 0) as closing,
           (select o.rep from orders o where o.customer = orders.customer and o.day < $1 order by o.day desc, o.id desc limit 1) as rep
         from orders group by customer
       )
       select rep, count(*)::int as base, count(*) filter (where closing > 0)::int as retained,
         round(sum(least(closing, opening)) / sum(opening), 6)::float as gross, round(sum(closing) / sum(opening), 6)::float as net
       from worth where opening > 0 group by grouping sets ((rep), ()) order by rep`,
      [start, end, before],
    )
  ).rows;

const SCORECARD = `scorecard(period: { start: $start, end: $end }, asOf: "1998-06-01") {
  logo: measure(code: LOGO_RETENTION) { numerator denominator }
  gross: measure(code: GROSS_REVENUE_RETENTION) { value } net: measure(code: NET_REVENUE_RETENTION) { value } }`;

interface Asked {
  readonly scorecard: {
    readonly logo: { readonly numerator: string; readonly denominator: string };
    readonly gross: { readonly value: number };
    readonly net: { readonly value: number };
  };
}

async function answered(start: string, end: string): Promise<Row[]> {
  const { data, errors } = await graphOver(database).ask<{
    reps: { edges: { node: Asked & { externalId: string } }[] };
    company: Asked;
  }>(
    { role: "ANALYST" },
    `query ($start: Date!, $end: Date!) { reps(first: 50) { edges { node { externalId ${SCORECARD} } } } company { ${SCORECARD} } }`,
    { start, end },
  );
  expect(errors).toEqual([]);
  const row = (rep: string | null, { scorecard: { logo, gross, net } }: Asked): Row => ({
    rep,
    base: Number(logo.denominator),
    retained: Number(logo.numerator),
    gross: Number(gross.value?.toFixed(6)),
    net: Number(net.value?.toFixed(6)),
  });
  const rows = data.reps.edges.map(({ node }) => row(node.externalId, node)).filter(({ base }) => base > 0);
  return [...rows.sort((a, b) => (a.rep! < b.rep! ? -1 : 1)), row(null, data.company)];
}

northwind("per rep and for the company, base, retained, gross and net equal an SQL over the files", async () => {
  await importNorthwind(database);
  await copyOriginals(database);
  const first = await originals("1997-01-01", "1997-07-01", "1996-07-01");
  expect(first.at(-1)).toMatchObject({ rep: null, base: 67, retained: 57, gross: 0.762103, net: 1.29542 });
  expect(await answered("1997-01-01", "1997-07-01")).toEqual(first);
  const second = await originals("1997-07-01", "1998-01-01", "1997-01-01");
  expect(await answered("1997-07-01", "1998-01-01")).toEqual(second);
});
