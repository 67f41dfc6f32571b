/** Commissions for some products: the credit of an order is split by its lines. */
import fc from "fast-check";
import type { CreditedEvent } from "../../../src/compensation/calc/person";
import { type SoldProduct, toldByProduct } from "../../../src/compensation/inputs/calc/sold";
import type { PayPeriodRow } from "../../../src/compensation/inputs/pay-inputs";
import { minor } from "../../../src/kernel/money";
import { aCustomer, anAssignment, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { event } from "../calc/given";
import { enrol, inputsOf, open, paid, publish, Q1 } from "./company";

const [ADA, BOB] = ["1", "2"];
const rate = (code: string, rate: string, given: object) => ({
  ...{ kind: "COMMISSION", code, name: code, earningCode: code, events: ["PURCHASE"], accumulate: "PERIOD" },
  ...{ tiers: { how: "FLAT", steps: [{ from: "0", rate }] }, ...given },
});
const plan = (code: string, components: object[]) => ({
  ...{ code, name: code, currency: "EUR", components },
  onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" },
});

describe("an order of several products", () => {
  let database: TestDatabase;
  let q1: PayPeriodRow;
  beforeEach(async () => {
    database = await testDatabase();
    const [ada, bob, buyer] = [
      aRep({ externalId: "ada" }),
      aRep({ externalId: "bob" }),
      aCustomer({ externalId: "buyer" }),
    ];
    await store(database.owner, [
      ...[ada, bob, buyer],
      anAssignment({ customer: buyer, rep: ada, share: 6_667, startsOn: "2025-01-01" }),
      anAssignment({ customer: buyer, rep: bob, share: 3_333, startsOn: "2025-01-01" }),
    ]);
    await run(`insert into product (external_id, name, series) values
      ('bean', 'Beans', 'Coffee'), ('pod', 'Pods', 'Coffee'), ('mug', 'Mug', 'Ware'), ('odd', 'Odd', null)`);
    await publish(
      database.owner,
      plan("BY_SERIES", [
        rate("COFFEE", "0.1", { series: ["Coffee"] }),
        rate("PODS", "0.01", { products: ["pod"] }),
        rate("MARGIN", "0.5", { series: ["Ware"], basis: "PROFIT" }),
        rate("ALL", "0.001", {}),
      ]),
    );
    await publish(database.owner, plan("WHOLE", [rate("ALL", "0.001", {})]));
    await enrol(database.owner, [
      { rep: "ada", plan: "BY_SERIES" },
      { rep: "bob", plan: "WHOLE" },
    ]);
    q1 = await open(database.owner, Q1);
  });
  afterEach(() => database.close());

  const run = (sql: string, values: unknown[] = []) => database.owner.query(sql, values);
  /** @param lines "product: amount cost" in minor units */
  async function buy(
    key: string,
    minor: number,
    lines: Record<string, [number, number | null]>,
    of: string | null = null,
  ) {
    await run(
      `insert into purchase (external_id, customer_id, purchased_on, amount_minor, cost_minor, currency, refund_of_id)
       select $1, c.id, '2026-02-01', $2, $3, 'EUR', (select id from purchase where external_id = $4) from customer c`,
      [key, minor, null, of],
    );
    await run(
      `insert into purchase_line (external_id, purchase_id, product_id, amount_minor, cost_minor, currency)
       select $1 || ' ' || name, (select id from purchase where external_id = $1), (select id from product where external_id = line.name),
         amount, cost, 'EUR'
       from jsonb_to_recordset($2) line (name text, amount bigint, cost bigint)`,
      [key, JSON.stringify(Object.entries(lines).map(([name, [amount, cost]]) => ({ name, amount, cost })))],
    );
  }
  const payOf = async (rep: string) => paid(await inputsOf(database, q1, "2026-05-15")).get(rep)!;
  const linesOf = async (rep = ADA!): Promise<string[]> =>
    (await payOf(rep)).lines.map(({ component, amount }) => `${component}: ${amount}`);

  test("pays for each by its own lines, a discount on all of it shared among them", async () => {
    // 300 + 500 + 200 of lines, sold for 900: of Ada's 600.03 fall 480.02 to Coffee, 300.02 of them to pods, 120.01 to Ware,
    // whose margin of 100 is a quarter of 250 + 50 + 100: of Ada's profit of 66.67 % of 300, 200.01.
    await buy("1", 90_000, { bean: [30_000, 5_000], pod: [50_000, 45_000], mug: [20_000, 10_000] });
    expect(await linesOf()).toEqual(["COFFEE: 4800", "PODS: 300", "MARGIN: 2500", "ALL: 60"]);
    expect(await linesOf(BOB)).toEqual(["ALL: 30"]);
    expect((await payOf(ADA!)).exceptions).toEqual([]);
  });

  test("tells in the trace what was sold of which product, and only of them", async () => {
    await buy("1", 90_000, { bean: [30_000, null], pod: [50_000, null], mug: [20_000, null] });
    const [coffee, pods] = (await payOf(ADA!)).lines.map(({ trace }) =>
      trace.kind === "COMMISSION" ? trace.credits : [],
    );
    expect(coffee).toMatchObject([
      {
        id: "PURCHASE Purchase 1",
        value: 48_002n,
        sold: [
          { product: "bean", value: 18_001n },
          { product: "pod", value: 30_001n },
        ],
      },
    ]);
    expect(pods).toMatchObject([
      { id: "PURCHASE Purchase 1", value: 30_001n, sold: [{ product: "pod", series: "Coffee" }] },
    ]);
  });

  test("and its refunds, with lines and without, leave nothing of any", async () => {
    await buy("1", 90_000, { bean: [30_000, 1], pod: [50_000, 1], mug: [20_000, 1] });
    await buy("1 a", -33_333, {}, "1");
    await buy("1 b", -20_000, { mug: [-20_000, -1] }, "1");
    await buy("1 c", -36_667, {}, "1");
    expect(await linesOf()).toEqual(["COFFEE: 0", "PODS: 0", "MARGIN: 0", "ALL: 0"]);
  });

  test("without lines, or of a line without a product, pays nothing by products, and says so", async () => {
    await buy("1", 10_000, {});
    await buy("2", 10_000, { nothing: [5_000, null], bean: [5_000, null] });
    expect(await linesOf()).toEqual(["COFFEE: 333", "PODS: 0", "MARGIN: 0", "ALL: 13"]);
    expect((await payOf(ADA!)).exceptions.map(({ code, about }) => `${code} ${about}`)).toEqual([
      ...["PRODUCT_UNKNOWN COFFEE", "PRODUCT_UNKNOWN PODS", "PRODUCT_UNKNOWN MARGIN"],
    ]);
  });
});

test("the parts of a credit add up to it, and to nothing once it is taken back", () => {
  const weights = fc.array(
    fc.record({
      product: fc.option(fc.constantFrom("a", "b", "c")),
      amount: fc.bigInt({ min: 0n, max: 1_000n }),
      cost: fc.option(fc.bigInt({ min: 0n, max: 1_000n }), { freq: 9 }),
    }),
    { maxLength: 4 },
  );
  const once = (lines: readonly Omit<SoldProduct, "series">[]): SoldProduct[] => [
    ...new Map(lines.map((line) => [line.product, { ...line, series: line.product && "s" }])).values(),
  ];
  const sumOf = (credits: readonly CreditedEvent[], product: string | null): bigint =>
    credits.flatMap(({ sold }) => sold!).reduce((sum, one) => (one.product === product ? sum + one.value : sum), 0n);
  fc.assert(
    fc.property(
      weights,
      fc.bigInt({ min: 1n, max: 99_999n }),
      fc.bigInt({ min: 0n, max: 99_999n }),
      (given, value, part) => {
        const first = -(part % (value + 1n));
        const credit = (id: string, amount: bigint): CreditedEvent => ({
          ...event(id, "0", { kind: "PURCHASE", value: minor(amount), profit: minor(amount / 3n) }),
          reverses: id === "p" ? null : "p",
        });
        const credits = [credit("p", value), credit("p1", first), credit("p2", -value - first)];
        const told = toldByProduct(credits, new Map([["p", given.length === 0 ? undefined : once(given)]]));
        for (const { value: whole, profit, sold } of told) {
          expect(sold!.reduce((sum, one) => sum + one.value, 0n)).toBe(whole);
          expect(sold!.reduce((sum, one) => sum + one.profit!, 0n)).toBe(profit);
        }
        for (const product of ["a", "b", "c", null]) expect(sumOf(told, product)).toBe(0n);
      },
    ),
  );
});
