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

/** `again of buyers, returned of gone`, of each rep and of the company. */
type Rates = Record<string, string>;

/**
 * Written from the files alone. Gone: silent before the period for more than three times the median of the customer's own
 * gaps, from four days with an order on, or for more than 365 days. Whose a customer is, says its last order before.
 */
const originals = async (start: string, end: string): Promise<Rates> => {
  const { rows } = await database.owner.query<{ who: string; rates: string }>(
    `with orders as (
       select "orderID"::int as id, "customerID" as customer, "employeeID" as rep, left("orderDate", 10)::date as day
       from original_orders
     ),
     gaps as (
       select customer, day, day - lag(day) over (partition by customer order by day) as gap
       from (select distinct customer, day from orders where day < $1) before
     ),
     silence as (
       select customer, $1::date - max(day) as days,
         case when count(*) >= 4 then floor(3 * percentile_cont(0.5) within group (order by gap)) else 365 end as patience
       from gaps group by customer
     ),
     told as (
       select customer, bool_or(day < $1) as old, bool_or(day >= $1) as buys,
         coalesce((select s.days - 1 > s.patience from silence s where s.customer = orders.customer), false) as gone,
         (select o.rep from orders o where o.customer = orders.customer and o.day < $1 order by o.day desc, o.id desc limit 1) as rep
       from orders where day < $2 group by customer
     )
     select coalesce(rep, case grouping(rep) when 1 then 'company' else 'house' end) as who,
       format('%s of %s, %s of %s', count(*) filter (where buys and old), count(*) filter (where buys),
         count(*) filter (where gone and buys), count(*) filter (where gone)) as rates
     from told group by grouping sets ((rep), ())`,
    [start, end],
  );
  return Object.fromEntries(rows.map(({ who, rates }) => [who, rates]));
};

interface Card {
  readonly again: { readonly numerator: string; readonly denominator: string };
  readonly back: Card["again"];
}
interface Answer {
  readonly reps: { readonly edges: { readonly node: { readonly externalId: string; readonly card: Card } }[] };
  readonly company: { readonly card: Card; readonly house: Card };
}

async function answered(start: string, end: string): Promise<Rates> {
  const card = `(period: { start: $start, end: $end }, asOf: "1998-06-01") {
    again: measure(code: REPEAT_PURCHASE_RATE) { numerator denominator }
    back: measure(code: WIN_BACK_RATE) { numerator denominator } }`;
  const { data, errors } = await graphOver(database).ask<Answer>(
    { role: "ANALYST" },
    `query ($start: Date!, $end: Date!) {
      reps(first: 50) { edges { node { externalId card: scorecard${card} } } }
      company { card: scorecard${card} house${card} } }`,
    { start, end },
  );
  expect(errors).toEqual([]);
  const told = ({ again, back }: Card): string =>
    `${again.numerator} of ${again.denominator}, ${back.numerator} of ${back.denominator}`;
  const all: [who: string, card: Card][] = [
    ...data.reps.edges.map(({ node }): [string, Card] => [node.externalId, node.card]),
    ["company", data.company.card],
    ["house", data.company.house],
  ];
  return Object.fromEntries(all.map(([who, one]) => [who, told(one)]));
}

northwind("who bought again and who came back equal an SQL over the files, per rep and for the company", async () => {
  await importNorthwind(database);
  await copyOriginals(database);
  for (const [start, end, company] of [
    ["1997-01-01", "1997-07-01", "57 of 73, 3 of 3"],
    ["1997-07-01", "1998-01-01", "73 of 78, 5 of 5"],
    ["1998-01-01", "1998-04-01", "71 of 72, 4 of 10"],
  ] as const) {
    const expected = await originals(start, end);
    expect(expected).toMatchObject({ company });
    expect(await answered(start, end)).toMatchObject(expected);
  }
});
