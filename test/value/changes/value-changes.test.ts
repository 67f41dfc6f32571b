import { aCustomer, store } from "../../support/builders";
import { contextOf } from "../../support/graph";
import { testDatabase, type TestDatabase } from "../../support/database";
import type { Day } from "../../../src/kernel/calendar";
import { movementOf } from "../../../src/value/changes/calc/value-change";
import { valueChanges } from "../../../src/value/changes/value-changes";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

interface Asked {
  readonly start?: string;
  readonly end?: string;
  readonly asOf?: string;
  readonly graceDays?: number;
  readonly only?: string[];
}

/** Per customer: opening, closing, its movement, and whether it is not decided yet. */
async function changes({ start = "2026-01-01", end = "2026-04-01", asOf = "2026-06-30", graceDays = 30, only }: Asked) {
  const period = { start: start as Day, end: end as Day };
  const base = { start: "2025-10-01" as Day, end: "2026-01-01" as Day };
  const context = contextOf(database, { role: "ADMIN" });
  const found = await valueChanges(context, { period, base, asOf: asOf as Day, graceDays }, "EUR", only ?? null);
  return Object.fromEntries(
    [...found].map(([id, change]) => [
      id,
      `${change.opening} → ${change.closing} ${change.undecided ? "undecided" : (movementOf(change) ?? "same")}`,
    ]),
  );
}

const customers = (count: number, relationship: string) =>
  store(
    database.owner,
    Array.from({ length: count }, () => aCustomer({ relationship })),
  );

/** `customer signed starts ends value`, then what ended or replaced it. */
const contracts = (...rows: [number, string, string, string | null, number, object?][]) =>
  database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, month_to_month, annual_value_minor, currency, ended_on, replaces_id)
     select 'k' || n, (k->>0)::bigint, (k->>1)::date, (k->>2)::date, (k->>3)::date, k->>3 is null, (k->>4)::bigint,
       coalesce(k->5->>'currency', 'EUR'), (k->5->>'ended')::date, (k->5->>'replaces')::bigint
     from jsonb_array_elements($1) with ordinality as given (k, n) order by n`,
    [JSON.stringify(rows)],
  );

const renewals = (...rows: [number, string, string, string | null, number?][]) =>
  database.owner.query(
    `insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor, loss_reason, renewed_by_id)
     select 'n' || n, k.customer_id, k.id, k.ends_on, k.annual_value_minor, k.currency, r->>2, (r->>3)::date,
       case r->>2 when 'RENEWED' then k.annual_value_minor end, case r->>2 when 'LOST' then 'PRICE' end, (r->>4)::bigint
     from jsonb_array_elements($1) with ordinality as given (r, n) join contract k on k.id = (r->>0)::bigint`,
    [JSON.stringify(rows)],
  );

const purchases = (...rows: [number, string, number, object?][]) =>
  database.owner.query(
    `insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency, refund_of_id)
     select 'p' || n, (p->>0)::bigint, (p->>1)::date, (p->>2)::bigint, coalesce(p->3->>'currency', 'EUR'), (p->3->>'refund')::bigint
     from jsonb_array_elements($1) with ordinality as given (p, n) order by n`,
    [JSON.stringify(rows)],
  );

describe("contract customers", () => {
  const TERM = ["2025-01-01", "2025-01-10", "2026-01-10", 100] as const;

  test.each<[string, () => Promise<unknown>, Asked, string]>([
    [
      "a running contract stays",
      () => contracts([1, "2025-01-01", "2025-01-10", "2027-01-10", 100]),
      {},
      "100 → 100 same",
    ],
    [
      "month to month, until it is ended",
      () => contracts([1, "2025-01-01", "2025-01-10", null, 100, { ended: "2026-02-01" }]),
      {},
      "100 → 0 CHURN",
    ],
    [
      "ended early",
      () => contracts([1, "2025-01-01", "2025-01-10", "2027-01-10", 100, { ended: "2026-02-01" }]),
      {},
      "100 → 0 CHURN",
    ],
    [
      "replaced by an amendment: the replaced one stops counting",
      () =>
        contracts(
          [1, "2025-01-01", "2025-01-10", "2027-01-10", 100],
          [1, "2026-02-01", "2026-02-10", "2027-01-10", 130, { replaces: 1 }],
        ),
      {},
      "100 → 130 EXPANSION",
    ],
    [
      "not signed by then: not known",
      () => contracts([1, ...TERM], [1, "2026-04-05", "2026-01-10", "2027-01-10", 100]),
      { asOf: "2026-04-01" },
      "100 → 0 CHURN",
    ],
    ["won in the period", () => contracts([1, "2026-02-01", "2026-02-10", "2027-02-10", 100]), {}, "0 → 100 NEW"],
    [
      "came back after a gap",
      () =>
        contracts(
          [1, "2023-01-01", "2023-01-10", "2024-01-10", 80],
          [1, "2026-02-01", "2026-02-10", "2027-02-10", 100],
        ),
      {},
      "0 → 100 REACTIVATION",
    ],
  ])("%s", async (_rule, sign, asked, expected) => {
    await customers(1, "CONTRACT");
    await sign();
    expect(await changes(asked)).toEqual({ 1: expected });
  });

  // The term ends on 10 January; the new one starts on 1 March.
  test.each<[string, [string, string | null, number?] | null, Asked, string]>([
    [
      "renewed within the grace: the old value goes on until the new term starts",
      ["RENEWED", "2026-02-09", 2],
      { end: "2026-02-01" },
      "100 → 100 same",
    ],
    ["and the new one counts from there", ["RENEWED", "2026-02-09", 2], {}, "100 → 90 CONTRACTION"],
    ["renewed a day too late: churn", ["RENEWED", "2026-02-10", 2], { end: "2026-02-01" }, "100 → 0 CHURN"],
    [
      "with a longer grace it is not late",
      ["RENEWED", "2026-02-10", 2],
      { end: "2026-02-01", graceDays: 31 },
      "100 → 100 same",
    ],
    ["lost: churn at once", ["LOST", "2026-01-05"], { end: "2026-02-01" }, "100 → 0 CHURN"],
    [
      "not decided yet, within the grace",
      ["UPCOMING", null],
      { end: "2026-02-01", asOf: "2026-01-31" },
      "100 → 100 undecided",
    ],
    [
      "a decision made later is not known yet",
      ["LOST", "2026-02-05"],
      { end: "2026-02-01", asOf: "2026-01-31" },
      "100 → 100 undecided",
    ],
    [
      "not decided when the grace is over: churn",
      ["UPCOMING", null],
      { end: "2026-02-01", asOf: "2026-02-09" },
      "100 → 0 CHURN",
    ],
    [
      "no renewal is kept, and the next contract was signed within the grace",
      null,
      { end: "2026-02-01" },
      "100 → 100 same",
    ],
  ])("%s", async (_rule, renewal, asked, expected) => {
    await customers(1, "CONTRACT");
    await contracts([1, ...TERM], [1, "2026-02-01", "2026-03-01", "2027-03-01", 90]);
    if (renewal) await renewals([1, "2026-01-10", ...renewal]);
    expect(await changes({ ...asked, asOf: asked.asOf ?? "2026-06-30" })).toEqual({ 1: expected });
  });

  // Displayr flipRevenueMetrics, as worked case 7 of the domain's retention.
  test("a customer merged into another counts as that one at both ends", async () => {
    await customers(2, "CONTRACT");
    await contracts(
      [1, "2025-01-01", "2025-01-10", "2026-01-10", 1000],
      [2, "2025-01-01", "2025-01-10", "2027-01-10", 10_000],
    );
    expect(await changes({})).toEqual({ 1: "1000 → 0 CHURN", 2: "10000 → 10000 same" });
    await database.owner.query("update customer set merged_into_id = 2, merged_on = '2026-02-01' where id = 1");
    expect(await changes({})).toEqual({ 2: "11000 → 10000 CONTRACTION" });
    expect(await changes({ only: ["2"] })).toEqual({ 2: "11000 → 10000 CONTRACTION" });
    expect(await changes({ asOf: "2026-01-31", end: "2026-02-01" })).toEqual({
      1: "1000 → 1000 undecided",
      2: "10000 → 10000 same",
    });
  });
});

describe("repeat purchasers", () => {
  test.each<[string, Parameters<typeof purchases>, string | undefined]>([
    [
      "bought less than before",
      [
        [1, "2025-11-01", 100],
        [1, "2026-02-01", 60],
      ],
      "100 → 60 CONTRACTION",
    ],
    ["bought nothing more", [[1, "2025-11-01", 100]], "100 → 0 CHURN"],
    ["bought for the first time", [[1, "2026-02-01", 60]], "0 → 60 NEW"],
    [
      "had bought before the base",
      [
        [1, "2025-01-01", 5],
        [1, "2026-02-01", 60],
      ],
      "0 → 60 REACTIVATION",
    ],
    [
      "what was bought before and sent back whole is no purchase",
      [
        [1, "2025-01-01", 5],
        [1, "2025-01-09", -5, { refund: 1 }],
        [1, "2026-02-01", 60],
      ],
      "0 → 60 NEW",
    ],
    [
      "a refund counts where its purchase counts",
      [
        [1, "2025-11-01", 100],
        [1, "2026-02-01", -40, { refund: 1 }],
        [1, "2026-02-02", 50],
      ],
      "60 → 50 CONTRACTION",
    ],
    [
      "a refund that names no purchase counts on its day",
      [
        [1, "2025-11-01", 100],
        [1, "2026-02-01", -40],
        [1, "2026-02-02", 50],
      ],
      "100 → 10 CONTRACTION",
    ],
    [
      "more sent back than bought is nothing",
      [
        [1, "2025-11-01", 100],
        [1, "2026-02-01", -40],
      ],
      "100 → 0 CHURN",
    ],
    [
      "a refund after asOf is not known",
      [
        [1, "2025-11-01", 100],
        [1, "2026-02-01", 60],
        [1, "2026-07-01", -60, { refund: 2 }],
      ],
      "100 → 60 CONTRACTION",
    ],
    [
      "the day behind the period is not in it",
      [
        [1, "2025-09-30", 7],
        [1, "2026-04-01", 60],
      ],
      undefined,
    ],
  ])("%s", async (_rule, bought, expected) => {
    await customers(1, "REPEAT_PURCHASE");
    await purchases(...bought);
    expect(await changes({})).toEqual(expected === undefined ? {} : { 1: expected });
  });

  test("both ends are told at the rates of the period's first day", async () => {
    await customers(1, "REPEAT_PURCHASE");
    await purchases(
      [1, "2025-11-01", 100, { currency: "USD" }],
      [1, "2026-02-01", 100, { currency: "USD" }],
      [1, "2026-02-01", 7],
    );
    await expect(changes({})).rejects.toThrow("No rate from USD to EUR is known on 2026-01-01 or before");
    await database.owner.query(
      "insert into fx_rate (external_id, base, quote, day, rate) values ('1', 'USD', 'EUR', '2025-12-01', 0.5), ('2', 'USD', 'EUR', '2026-01-02', 0.9)",
    );
    expect(await changes({})).toEqual({ 1: "50 → 57 EXPANSION" });
  });
});
