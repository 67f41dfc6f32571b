import type { QueryConfig } from "pg";
import type { Day } from "../../src/kernel/calendar";
import { assess } from "../../src/risk/assessments/assess.service";
import { FAMILIES, familyQuery } from "../../src/risk/facts/facts.queries";
import { moneyQuestion } from "../../src/risk/facts/known";
import { MONEY_PARTS, moneyQuery } from "../../src/risk/facts/money.queries";
import { WON } from "../../src/risk/facts/news";
import { definitionOn } from "../../src/value/definitions/definition.queries";
import type { TestDatabase } from "../support/database";
import { contextOf } from "../support/graph";
import { keptFacts } from "../support/risk-facts";
import { companyWithFacts, DAY, LATER, NEWS, NEXT } from "../support/risk-news";

let database: TestDatabase;
beforeEach(async () => {
  database = await companyWithFacts();
});
afterEach(() => database.close());

const sql = (text: string) => database.owner.query<Record<string, unknown>>(text);
const run = (scope: "ALL" | "CHANGED") => assess(contextOf(database), LATER as Day, scope);

const kept = () => keptFacts(database);
const queued = async () => (await sql(`select customer_id from risk_change`)).rows.map((row) => row.customer_id);
const assessed = async (customers: readonly unknown[]) => {
  const text = `select to_jsonb(a) - 'id' - 'recorded_at' as one from risk_assessment a where customer_id = any ($1) order by customer_id`;
  return (await database.owner.query<{ one: unknown }>(text, [customers])).rows;
};

const MOVED: typeof NEWS = [
  ["a purchase that moves to another customer", `update purchase set customer_id = 3 where external_id = 'p3'`],
  ["a call that moves to another customer", `update interaction set customer_id = 3 where external_id = 'i2'`],
  ["what a call cost", `update interaction set cost_minor = 700, currency = 'EUR' where external_id = 'i2'`],
  ["what a purchase cost", `update purchase set cost_minor = 700 where external_id = 'p3'`],
  ["a first purchase that is taken away", `delete from purchase where external_id = 'of the twin'`],
  [
    "a first purchase that moves to another day",
    `update purchase set purchased_on = '${DAY}' where external_id = 'p30'`,
  ],
  [
    "a first purchase that is taken back whole",
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
     select 'new', 1, '${NEXT}', -10000, 'EUR', id from purchase where external_id = 'p30'`,
  ],
  [
    "a refund that was one of the first purchase",
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
     select 'new', 1, '${NEXT}', -10000, 'EUR', id from purchase where external_id = 'p30';
     update purchase set refund_of_id = (select id from purchase where external_id = 'p3') where external_id = 'new'`,
  ],
  [
    "a purchase before all others",
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency) values ('new', 1, '2024-01-01', 100, 'EUR')`,
  ],
  [
    "a contract before all purchases",
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
     values ('old', 1, '2024-01-01', '2024-01-01', '2025-01-01', 100, 'EUR')`,
  ],
  ["a first contract that starts later", `update contract set starts_on = '${DAY}'`],
  [
    "a line that changes its product's series",
    `insert into purchase_line (external_id, purchase_id, product_id, amount_minor, currency)
     select 'l', p.id, product.id, 100, 'EUR' from purchase p, product where p.external_id = 'p1';
     update product set series = 'Tea'`,
  ],
  [
    "a new customer who has bought",
    `insert into customer (external_id, name) values ('latest', 'Latest');
     insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency) values ('new', 4, '${NEXT}', 100, 'EUR')`,
  ],
  ["two at once", `${NEWS[0]![1]}; ${NEWS[3]![1].replaceAll("'new'", "'newer'")}`],
];

describe("what is kept of customers", () => {
  test.each([...NEWS, ...MOVED])(
    "after %s is what is read afresh, and so is what is told of it",
    async (_what, news) => {
      await run("ALL");
      await sql(news);
      const about = await queued();
      expect(await run("CHANGED")).toMatchObject({ scope: "CHANGED" });
      const [before, told] = [await kept(), await assessed(about)];

      await sql("delete from risk_facts");
      await run("ALL");
      expect(await kept()).toEqual(before);
      expect(await assessed(about)).toEqual(told);
    },
  );

  const people = FAMILIES.findIndex(({ name }) => name === "people");
  /** The contacts of the buyer, as they are kept. */
  const contacts = async () =>
    (await sql(`select known #> '{0,${people},0}' as people from risk_facts where customer_id = 1`)).rows[0]!.people;
  /** Somebody who never was. */
  const invent = () =>
    sql(`update risk_facts set known = jsonb_set(known::jsonb, '{0,${people},0}', '[9, 9, 9, "${NEXT}"]')`);
  const call = (key: string) =>
    sql(
      `insert into interaction (external_id, customer_id, kind, occurred_at) values ('${key}', 1, 'CALL', '${NEXT}T08:00Z')`,
    );

  test("is not read again where nothing changed, and is where something did", async () => {
    await run("ALL");
    await invent();
    await call("one");
    await run("CHANGED");
    expect(await contacts()).toEqual([9, 9, 9, NEXT]);

    await sql(`update contact set influence = null`);
    await run("CHANGED");
    expect(await contacts()).toEqual([0, 0, 2, LATER]);
  });

  const wonOn = async () => (await sql(`select won_on from risk_facts where customer_id = 1`)).rows[0]!.won_on;
  const buy = (key: string, on: string) =>
    sql(
      `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency) values ('${key}', 1, '${on}', 100, 'EUR')`,
    );

  test("holds the day on which a customer was won, which later purchases say nothing of", async () => {
    await run("ALL");
    await sql(`update risk_facts set won_on = '2020-01-01'`);
    await buy("later", "2020-01-02");
    await run("CHANGED");
    expect(await wonOn()).toBe("2020-01-01");

    await buy("on the day", "2020-01-01");
    await sql(`update risk_facts set won_on = '2020-02-01'`);
    await run("CHANGED");
    expect(await wonOn()).toBe("2020-01-01");
  });

  const spend = FAMILIES.findIndex(({ name }) => name === "spend");
  /** What was bought of late, as it is kept. */
  const spent = async () =>
    (await sql(`select known #>> '{0,${spend},0,0}' as spent from risk_facts where customer_id = 1`)).rows[0]!.spent;

  test("is added to where something was bought later, and read again where it was before", async () => {
    await run("ALL");
    await sql(`update risk_facts set known = jsonb_set(known::jsonb, '{0,${spend},0,0}', '"9000000"')`);
    await buy("later", NEXT);
    await run("CHANGED");
    expect(await spent()).toBe("9000100");

    await buy("on the same day", NEXT);
    await run("CHANGED");
    expect(await spent()).toBe("40200");
  });

  test.each([
    ["is gone after a crash", `truncate risk_facts`],
    ["was read by other statements", `update risk_facts set basis = basis || ' before'`],
  ])("and %s is read again", async (_what, change) => {
    await run("ALL");
    await invent();
    await sql(change);
    await call("one");
    await run("CHANGED");
    expect(await contacts()).toEqual([0, 1, 2, LATER]);
  });

  test("is not what a look at a day gone by has read", async () => {
    await run("ALL");
    const before = await kept();
    await assess(contextOf(database), NEXT as Day, "ALL");
    expect(await kept()).toEqual(before);
  });
});

describe("the tables that a part says something of", () => {
  /** Rows of these are copied from others, or published once and for all, or the customer's own. */
  const COPIED: Readonly<Record<string, readonly string[]>> = {
    sold_line: ["purchase", "purchase_line"],
    ...{ customer: [], diagnosis_template: [], risk_facts: [] },
  };
  interface Node {
    readonly "Relation Name"?: string;
    readonly Plans?: readonly Node[];
  }
  const readBy = (node: Node): string[] => [...(node.Plans ?? []).flatMap(readBy), node["Relation Name"] ?? []].flat();

  async function tablesOf({ text, values }: QueryConfig): Promise<string[]> {
    const { rows } = await database.owner.query<{ "QUERY PLAN": [{ Plan: Node }] }>(
      `explain (format json) ${text}`,
      values,
    );
    return readBy(rows[0]!["QUERY PLAN"][0].Plan).flatMap((table) => COPIED[table] ?? [table]);
  }
  const question = async () => {
    const asOf = LATER as Day;
    return { asOf, definition: await definitionOn(contextOf(database), asOf), customers: ["1", "2", "3"] };
  };

  test.each(FAMILIES)("are those that $name reads", async (family) => {
    const { customers, ...asked } = await question();
    const read = await tablesOf(familyQuery(family, asked, customers));
    expect(new Set(read)).toEqual(new Set(family.from));
  });

  test.each(MONEY_PARTS)("are all that is read of what was $name", async (part) => {
    await run("ALL");
    const listed = part.from.flatMap((source) => (source === WON ? ["purchase", "contract"] : [source]));
    const { customers, ...asked } = await question();
    const read = await tablesOf(moneyQuery(part, moneyQuestion({ ...asked, customers }), customers));
    expect(read.filter((table) => !listed.includes(table))).toEqual([]);
    expect(read.length).toBeGreaterThan(0);
  });
});
