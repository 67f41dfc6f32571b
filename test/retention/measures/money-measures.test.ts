import { minor } from "../../../src/kernel/money";
import { sharesOf, wholeShare } from "../../../src/retention/credit/calc/share";
import { acquisitionCost } from "../../../src/retention/measures/acquisition-cost";
import { costPerLead } from "../../../src/retention/measures/cost-per-lead";
import { costToServe } from "../../../src/retention/measures/cost-to-serve";
import { figureOf, tallyOf } from "../../../src/retention/measures/figure";
import { lifetimeValue } from "../../../src/retention/measures/lifetime-value";
import type { Measure } from "../../../src/retention/measures/measure";
import { profit } from "../../../src/retention/measures/profit";
import type { CustomerMoney } from "../../../src/value/customer-value/calc/money-facts";
import { book } from "./book";
import { money } from "./money";

test.each<[string, Measure<"money">, CustomerMoney[], string | null, string]>([
  ["an empty book has no profit", profit, [], null, "0.00/null"],
  [
    "profit: 1000.00 − 400.00 − 50.00, and a loss of 20.00",
    profit,
    [money({ revenue: 100_000, costOfGoods: 40_000, costToServe: 5_000 }), money({ costToServe: 2_000 })],
    "530.00",
    "530.00/null",
  ],
  [
    "profit: who has a cost that is not recorded is left out",
    profit,
    [money({ revenue: 100, costOfGoods: null, costToServe: 5 }), money({ revenue: 100 }), money({ costToServe: 1 })],
    "-0.01",
    "-0.01/null",
  ],
  ["cost to serve: none is recorded", costToServe, [money({ revenue: 100 })], null, "0.00/null"],
  [
    "cost to serve: what is recorded, added up",
    costToServe,
    [money({ costToServe: 250 }), money({ costToServe: 0 }), money({})],
    "2.50",
    "2.50/null",
  ],
  [
    "cost per lead: 10.00 over three leads; a fourth has no recorded cost",
    costPerLead,
    [money({ costOfWinning: 900 }), money({ costOfWinning: 100 }), money({ costOfWinning: 0 }), money({})],
    "3.33",
    "10.00/3",
  ],
  [
    "acquisition cost: those won in the period, as far as it is recorded",
    acquisitionCost,
    [
      money({ won: true, acquisitionCost: 50_000 }),
      money({ won: true, acquisitionCost: 25_001 }),
      money({ won: true }),
      money({ acquisitionCost: 99_999 }),
    ],
    "375.01",
    "750.01/2",
  ],
  ["acquisition cost: nobody was won", acquisitionCost, [money({ acquisitionCost: 100 })], null, "0.00/0"],
])("%s", (_rule, measure, customers, amount, fraction) => {
  const figure = figureOf(measure, tallyOf(measure, book(customers)), "EUR");
  expect(figure.amount).toBe(amount);
  expect(`${figure.numerator}/${figure.denominator}`).toBe(fraction);
});

test("shares of a customer add up to it, to the cent", () => {
  const { held, house } = sharesOf(
    [
      { repId: "1", externalId: "a", weight: 3_333n },
      { repId: "2", externalId: "b", weight: 3_333n },
    ],
    10_000n,
  );
  const customer = money({ revenue: 1_000, costToServe: 0 });
  const parts = [...held, house].map(
    (share) => figureOf(profit, tallyOf(profit, book([customer], share)), "EUR").numerator,
  );
  expect(parts).toEqual(["3.33", "3.33", "3.34"]);
});

test("lifetime value: margins are added up, revenue of which nothing is known to be left over is not", () => {
  const facts = [
    { amount: minor(50_000), basis: "MARGIN" } as const,
    { amount: minor(99_900), basis: "REVENUE" } as const,
  ];
  const entries = facts.map((one, index) => ({ customerId: String(index), share: wholeShare(10_000n), facts: one }));
  expect(figureOf(lifetimeValue, tallyOf(lifetimeValue, entries), "EUR")).toMatchObject({
    amount: "500.00",
    sampleSize: 1,
  });
});

test.each([
  [costPerLead, money({ costOfWinning: 1_000 })],
  [acquisitionCost, money({ won: true, acquisitionCost: 1_000 })],
])("of a shared customer a rate counts the part that is held, above the line and below it", (measure, customer) => {
  const claim = { repId: "1", externalId: "a", weight: 2_500n };
  const { held } = sharesOf([claim], 10_000n);
  expect(figureOf(measure, tallyOf(measure, book([customer], held[0])), "EUR")).toMatchObject({
    ...{ numerator: "2.50", denominator: "0.25", amount: "10.00", sampleSize: 1 },
  });
});
