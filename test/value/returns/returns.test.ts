import type { Day } from "../../../src/kernel/calendar";
import { contractUpsert } from "../../../src/records/contracts/contract.upsert";
import { purchaseUpsert } from "../../../src/records/purchases/purchase.upsert";
import type { RenewalInput } from "../../../src/records/renewals/renewal.inputs";
import { renewalUpsert } from "../../../src/records/renewals/renewal.upsert";
import { returnOf } from "../../../src/value/returns/calc/return";
import { returns } from "../../../src/value/returns/returns.queries";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { write } from "../../support/writes";
import { PUBLISHED } from "../definitions/published";
import { byName, fact, mergeInto, quarter } from "../told-by-name";

const QUARTER = "2026-01-01" as Day;

/** 3 × the usual gap with four purchases, else 365 days: silence must exceed it. */
test.each<[string, string[], boolean | null]>([
  ["never bought", [], null],
  ["bought for the first time in the period", ["2026-02-01"], null],
  ["silent for 365 days on the day before: not too long", ["2024-12-31"], null],
  ["for 366", ["2024-12-30"], false],
  ["and came back on the first day", ["2024-12-30", "2026-01-01"], true],
  ["a usual gap of 10: silent for 30 days", ["2025-11-01", "2025-11-11", "2025-11-21", "2025-12-01"], null],
  ["for 31", ["2025-10-31", "2025-11-10", "2025-11-20", "2025-11-30"], false],
  ["lapsed once and back before the period", ["2020-01-01", "2025-12-01", "2026-02-01"], null],
])("order by order: %s", (_rule, days, expected) =>
  expect(returnOf(days as Day[], QUARTER, PUBLISHED.lapse)?.returned ?? null).toBe(expected),
);

interface Term {
  readonly signedOn?: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** the day on which its renewal was closed as renewed, or lost */
  readonly renewedOn?: string;
  readonly lostOn?: string;
}

const GONE: Term = { startsOn: "2024-10-01", endsOn: "2025-10-01", lostOn: "2025-10-01" };

const RULES: [rule: string, terms: Term[], expected: boolean | null][] = [
  ["gone before the period", [GONE], false],
  [
    "signed again on its first day, whenever the term begins",
    [GONE, { signedOn: "2026-01-01", startsOn: "2026-07-01", endsOn: "2027-07-01" }],
    true,
  ],
  ["signed again behind it", [GONE, { signedOn: "2026-04-01", startsOn: "2026-04-01", endsOn: "2027-04-01" }], false],
  [
    "had signed again before it began: lost no longer",
    [GONE, { signedOn: "2025-12-31", startsOn: "2026-02-01", endsOn: "2027-02-01" }],
    null,
  ],
  ["under contract", [{ startsOn: "2025-10-01", endsOn: "2026-10-01" }], null],
  [
    "covered until the day before: lost in the period",
    [{ startsOn: "2025-01-01", endsOn: "2026-01-01", lostOn: "2025-12-20" }],
    null,
  ],
  ["covered until two days before", [{ startsOn: "2024-12-31", endsOn: "2025-12-31", lostOn: "2025-12-20" }], false],
  [
    "renewed within the grace: never gone",
    [
      { startsOn: "2024-12-20", endsOn: "2025-12-20", renewedOn: "2026-01-10" },
      { signedOn: "2026-01-10", startsOn: "2026-01-15", endsOn: "2027-01-15" },
    ],
    null,
  ],
  [
    "beyond the grace: gone, and back",
    [
      { startsOn: "2024-11-20", endsOn: "2025-11-20", renewedOn: "2026-01-10" },
      { signedOn: "2026-01-10", startsOn: "2026-01-15", endsOn: "2027-01-15" },
    ],
    true,
  ],
  ["never had a contract before", [{ signedOn: "2026-01-10", startsOn: "2026-01-15", endsOn: "2027-01-15" }], null],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const customers = [...RULES.map(([name]) => name), "kept", "merged"].map((externalId) =>
    aCustomer({ externalId, relationship: "CONTRACT" }),
  );
  await store(database.owner, [
    ...customers,
    aCustomer({ externalId: "buyer" }),
    aCustomer({ externalId: "refunded" }),
  ]);
  const terms = [
    ...RULES.map(([name, own]) => [name, own] as const),
    ["kept", [GONE]] as const,
    ["merged", [LATER]] as const,
  ];
  for (const [customer, own] of terms) {
    for (const term of own) {
      const contract = fact({ customer, annualValue: "10", currency: "EUR", ...dates(term) });
      await write(database, contractUpsert, contract);
      await write(database, renewalUpsert, ...decided(term, contract.externalId));
    }
  }
  const order = (customer: string, purchasedOn: string, amount = "10", refundOf: string | null = null) =>
    fact({ customer, purchasedOn, amount, currency: "EUR", refundOf });
  const back = order("refunded", "2026-02-01");
  await write(
    database,
    purchaseUpsert,
    ...[order("buyer", "2024-02-01"), order("buyer", "2026-02-01"), order("refunded", "2024-02-01"), back],
    order("refunded", "2026-05-01", "-10", back.externalId),
  );
  await mergeInto(database, "merged", "kept", "2026-03-15");
});
afterAll(() => database.close());

const LATER: Term = { startsOn: "2025-06-01", endsOn: "2026-06-01" };

function decided({ endsOn, renewedOn, lostOn }: Term, contract: string): RenewalInput[] {
  const due = fact({ contract, dueOn: endsOn, valueDue: "10", currency: "EUR" });
  if (renewedOn !== undefined) return [{ ...due, status: "RENEWED", closedOn: renewedOn, valueRenewed: "10" }];
  return lostOn === undefined ? [] : [{ ...due, status: "LOST", closedOn: lostOn, lossReason: "PRICE" }];
}

const dates = ({ signedOn, startsOn, endsOn }: Term) => ({ signedOn: signedOn ?? startsOn, startsOn, endsOn });

async function returned(asOf: string, end?: string): Promise<Record<string, boolean | undefined>> {
  const found = await byName(database, await returns(contextOf(database), quarter(asOf, end), PUBLISHED, null));
  return Object.fromEntries(Object.entries(found).map(([name, one]) => [name, one.returned]));
}

test.each(RULES)("under contract: %s", async (rule, _terms, expected) => {
  expect((await returned("2026-06-30"))[rule] ?? null).toBe(expected);
});

test("bought again, unless it was refunded whole", async () => {
  expect(await returned("2026-06-30")).toMatchObject({ buyer: true, refunded: false });
  expect(await returned("2026-04-30")).toMatchObject({ buyer: true, refunded: true });
  expect(await returned("2026-01-31", "2026-02-01")).toMatchObject({ buyer: false, refunded: false });
});

test("who counts as a customer that went on was not gone", async () => {
  expect((await returned("2026-03-14", "2026-03-15"))["kept"]).toBe(false);
  expect((await returned("2026-06-30"))["kept"]).toBeUndefined();
});

test("asked for alone, a customer is told the same", async () => {
  const context = contextOf(database);
  const all = await returns(context, quarter(), PUBLISHED, null);
  for (const [id, found] of all)
    expect(await returns(context, quarter(), PUBLISHED, [id])).toEqual(new Map([[id, found]]));
});
