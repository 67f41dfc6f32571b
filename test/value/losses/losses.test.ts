import fc from "fast-check";
import { addDays, type Day } from "../../../src/kernel/calendar";
import { type Loss, lossesIn } from "../../../src/value/losses/losses.queries";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { PUBLISHED } from "../definitions/published";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

interface Asked {
  readonly start?: string;
  readonly end?: string;
  readonly asOf?: string;
  readonly only?: string[];
}

const losses = ({ start = "2026-01-01", end = "2026-04-01", asOf = "2026-12-31", only }: Asked): Promise<Loss[]> =>
  lossesIn(contextOf(database, { role: "ADMIN" }), {
    period: { start: start as Day, end: end as Day },
    asOf: asOf as Day,
    definition: PUBLISHED,
    customers: only ?? null,
  });

/** One line a loss: who, when, worth how much, why, and when it came back. */
const told = async (asked: Asked): Promise<string[]> =>
  (await losses(asked)).map(({ customerId, lostOn, backOn, valueMinor, currency, reason, competitor }) =>
    [customerId, lostOn, valueMinor, currency, reason, competitor, backOn && `back ${backOn}`]
      .filter((one) => one !== null)
      .join(" "),
  );

const customers = (...relationships: string[]) =>
  store(
    database.owner,
    relationships.map((relationship) => aCustomer({ relationship })),
  );

/** `customer signed starts ends value`, then how it ended. */
const contracts = (...rows: [number, string, string, string | null, number, object?][]) =>
  database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, month_to_month, annual_value_minor, currency,
       ended_on, loss_reason, competitor, replaces_id)
     select 'k' || n, (k->>0)::bigint, (k->>1)::date, (k->>2)::date, (k->>3)::date, k->>3 is null, (k->>4)::bigint,
       coalesce(k->5->>'currency', 'EUR'), (k->5->>'ended')::date, k->5->>'reason', k->5->>'competitor', (k->5->>'replaces')::bigint
     from jsonb_array_elements($1) with ordinality as given (k, n) order by n`,
    [JSON.stringify(rows)],
  );

/** `contract status closed`, then why it was lost. */
const renewals = (...rows: [number, string, string | null, object?][]) =>
  database.owner.query(
    `insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on,
       value_renewed_minor, loss_reason, competitor)
     select 'n' || n, k.customer_id, k.id, k.ends_on, k.annual_value_minor, k.currency, r->>1, (r->>2)::date,
       case r->>1 when 'RENEWED' then k.annual_value_minor end, r->3->>'reason', r->3->>'competitor'
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

const merge = (into: number, on: string) =>
  database.owner.query("update customer set merged_into_id = $1, merged_on = $2 where id = 2", [into, on]);

describe("under contract", () => {
  const TERM = ["2025-01-01", "2025-02-01", "2026-02-01", 100] as const;
  const lost = { reason: "COMPETITOR", competitor: "Birch" };

  test.each<[string, () => Promise<unknown>, Asked, string[]]>([
    ["a running contract is no loss", () => contracts([1, "2025-01-01", "2025-02-01", "2027-02-01", 100]), {}, []],
    [
      "the renewal lost says why; the loss day is the first day not covered",
      () => contracts([1, ...TERM]).then(() => renewals([1, "LOST", "2025-12-20", lost])),
      {},
      ["1 2026-02-01 100 EUR COMPETITOR Birch"],
    ],
    [
      "it is in the period that begins with that day",
      () => contracts([1, ...TERM]).then(() => renewals([1, "LOST", "2025-12-20", lost])),
      { start: "2026-02-01" },
      ["1 2026-02-01 100 EUR COMPETITOR Birch"],
    ],
    [
      "and not in the one that ends with it",
      () => contracts([1, ...TERM]).then(() => renewals([1, "LOST", "2025-12-20", lost])),
      { end: "2026-02-01" },
      [],
    ],
    [
      "nobody is lost before the day, whatever is known",
      () => contracts([1, ...TERM]).then(() => renewals([1, "LOST", "2025-12-20", lost])),
      { asOf: "2026-01-31" },
      [],
    ],
    [
      "ended early: the contract says why",
      () => contracts([1, "2025-01-01", "2025-02-01", "2027-02-01", 100, { ended: "2026-03-10", ...lost }]),
      {},
      ["1 2026-03-10 100 EUR COMPETITOR Birch"],
    ],
    [
      "month to month until it was ended, and nobody said why",
      () => contracts([1, "2025-01-01", "2025-02-01", null, 100, { ended: "2026-03-10" }]),
      {},
      ["1 2026-03-10 100 EUR"],
    ],
    [
      "replaced by another contract is going on",
      () =>
        contracts(
          [1, "2025-01-01", "2025-02-01", "2027-02-01", 100],
          [1, "2026-02-01", "2026-03-01", "2027-02-01", 90, { replaces: 1 }],
        ),
      {},
      [],
    ],
    [
      "of two contracts the one that ends last decides, and is what was left to lose",
      () =>
        contracts([1, ...TERM], [1, "2025-01-01", "2025-02-01", "2026-03-01", 30]).then(() =>
          renewals([1, "LOST", "2026-01-01", { reason: "PRICE" }], [2, "LOST", "2026-03-01", { reason: "SERVICE" }]),
        ),
      {},
      ["1 2026-03-01 30 EUR SERVICE"],
    ],
    [
      "of two that end together the one worth more says why",
      () =>
        contracts([1, ...TERM], [1, "2025-01-01", "2025-02-01", "2026-02-01", 30]).then(() =>
          renewals([1, "LOST", "2026-01-01", { reason: "PRICE" }], [2, "LOST", "2026-01-01", { reason: "SERVICE" }]),
        ),
      {},
      ["1 2026-02-01 130 EUR PRICE"],
    ],
    [
      "an open renewal has lost nobody within the grace",
      () => contracts([1, ...TERM]).then(() => renewals([1, "IN_TALKS", null])),
      { asOf: "2026-03-02" },
      [],
    ],
    [
      "and beyond it has: on the day the term ended",
      () => contracts([1, ...TERM]).then(() => renewals([1, "IN_TALKS", null])),
      { asOf: "2026-03-03" },
      ["1 2026-02-01 100 EUR"],
    ],
    [
      "renewed too late is lost, and back again: two facts",
      () =>
        contracts([1, ...TERM], [1, "2026-03-20", "2026-03-20", "2027-03-20", 90]).then(() =>
          renewals([1, "RENEWED", "2026-03-20"]),
        ),
      {},
      ["1 2026-02-01 100 EUR back 2026-03-20"],
    ],
    [
      "who came back and went again is there twice",
      () =>
        contracts(
          [1, "2025-01-01", "2025-02-01", null, 100, { ended: "2026-01-10" }],
          [1, "2026-02-20", "2026-02-20", null, 70, { ended: "2026-03-20", reason: "PRICE" }],
        ),
      {},
      ["1 2026-01-10 100 EUR back 2026-02-20", "1 2026-03-20 70 EUR PRICE"],
    ],
    [
      "who comes back behind the period is not back in it",
      () =>
        contracts(
          [1, "2025-01-01", "2025-02-01", null, 100, { ended: "2026-01-10" }],
          [1, "2026-02-20", "2026-04-01", null, 70],
        ),
      {},
      ["1 2026-01-10 100 EUR"],
    ],
  ])("%s", async (_rule, given, asked, expected) => {
    await customers("CONTRACT");
    await given();
    expect(await told(asked)).toEqual(expected);
  });

  test("what a day did not know yet it does not tell", async () => {
    await customers("CONTRACT");
    await contracts([1, ...TERM]);
    await renewals([1, "LOST", "2026-03-10", lost]);
    expect(await told({ asOf: "2026-03-02" })).toEqual([]);
    expect(await told({ asOf: "2026-03-09" })).toEqual(["1 2026-02-01 100 EUR"]);
    expect(await told({ asOf: "2026-03-10" })).toEqual(["1 2026-02-01 100 EUR COMPETITOR Birch"]);
  });

  test("nor what was signed behind it, be it backdated", async () => {
    await customers("CONTRACT");
    await contracts([1, ...TERM], [1, "2026-03-20", "2025-12-01", "2027-01-01", 50]);
    expect(await told({ asOf: "2026-03-19" })).toEqual(["1 2026-02-01 100 EUR"]);
    expect(await told({ asOf: "2026-03-20" })).toEqual([]);
  });

  test("merged customers are one: what one of them still holds is not lost", async () => {
    await customers("CONTRACT", "CONTRACT");
    await contracts([1, ...TERM], [2, "2025-01-01", "2025-02-01", "2027-02-01", 50]);
    await merge(1, "2026-01-15");
    expect(await told({})).toEqual([]);
    expect(await told({ asOf: "2026-01-14", start: "2025-01-01" })).toEqual([]);
    await database.owner.query("update contract set ended_on = '2026-03-01' where id = 2");
    expect(await told({})).toEqual(["1 2026-03-01 50 EUR"]);
    expect(await told({ only: ["1"] })).toEqual(["1 2026-03-01 50 EUR"]);
  });

  test("before the merger they are two", async () => {
    await customers("CONTRACT", "CONTRACT");
    await contracts([1, ...TERM], [2, "2025-01-01", "2025-02-01", null, 50, { ended: "2026-01-10" }]);
    await merge(1, "2026-01-15");
    expect(await told({ asOf: "2026-01-14" })).toEqual(["2 2026-01-10 50 EUR"]);
    expect(await told({ asOf: "2026-01-15" })).toEqual([]);
  });
});

describe("order by order", () => {
  // Every 14 days, the last time on 12 January: lapsed on 24 February.
  const rhythm = ["2025-12-01", "2025-12-15", "2025-12-29", "2026-01-12"];
  const bought = (customer: number, ...more: [number, string, number, object?][]) =>
    purchases(...rhythm.map((day): [number, string, number] => [customer, day, 10]), ...more);

  test.each<[string, () => Promise<unknown>, Asked, string[]]>([
    ["silent for more than three usual gaps", () => bought(1), {}, ["1 2026-02-24 40 EUR"]],
    ["the day before it is not lost", () => bought(1), { asOf: "2026-02-23" }, []],
    ["bought again in time", () => bought(1, [1, "2026-02-23", 10]), { end: "2026-02-25" }, []],
    [
      "bought again too late: lost all the same, and back",
      () => bought(1, [1, "2026-03-01", 10]),
      {},
      ["1 2026-02-24 40 EUR back 2026-03-01"],
    ],
    [
      "a purchase that was refunded whole does not count",
      () => bought(1, [1, "2026-02-01", 10], [1, "2026-02-10", -10, { refund: 5 }]),
      {},
      ["1 2026-02-24 40 EUR"],
    ],
    [
      "until it is: then a rhythm of five, lapsed on 14 March",
      () => bought(1, [1, "2026-01-30", 10], [1, "2026-03-20", -10, { refund: 5 }]),
      { asOf: "2026-03-19" },
      ["1 2026-03-14 50 EUR"],
    ],
    [
      "part of it comes off its value, wherever the refund falls",
      () => bought(1, [1, "2026-02-10", -4, { refund: 4 }]),
      {},
      ["1 2026-02-24 36 EUR"],
    ],
    [
      "what it bought more than 365 days before its last purchase is not what it is worth",
      () => purchases([1, "2024-01-12", 1000], [1, "2024-01-13", 70], [1, "2025-01-11", 30]),
      { start: "2026-01-01", end: "2026-02-01" },
      ["1 2026-01-12 100 EUR"],
    ],
    ["nothing was bought", () => Promise.resolve(), {}, []],
  ])("%s", async (_rule, given, asked, expected) => {
    await customers("REPEAT_PURCHASE");
    await given();
    expect(await told(asked)).toEqual(expected);
  });

  test("merged customers buy as one", async () => {
    await customers("REPEAT_PURCHASE", "REPEAT_PURCHASE");
    await bought(1, [2, "2026-02-20", 5]);
    await merge(1, "2026-02-21");
    expect(await told({ end: "2026-03-01" })).toEqual([]);
    expect(await told({ end: "2026-05-01" })).toEqual(["1 2026-04-04 45 EUR"]);
  });

  test("only those asked for", async () => {
    await customers("REPEAT_PURCHASE", "REPEAT_PURCHASE");
    await bought(1);
    expect(await told({ only: ["2"] })).toEqual([]);
    expect(await told({ only: ["1"] })).toEqual(["1 2026-02-24 40 EUR"]);
  });
});

describe("currencies", () => {
  const rate = (base: string, day: string, value: string) =>
    database.owner.query("insert into fx_rate (external_id, base, quote, day, rate) values ($1, $2, 'EUR', $3, $4)", [
      `${base} ${day}`,
      base,
      day,
      value,
    ]);

  beforeEach(async () => {
    await customers("CONTRACT", "CONTRACT", "CONTRACT");
    await contracts(
      [1, "2025-01-01", "2025-02-01", null, 10000, { ended: "2026-02-01", currency: "USD" }],
      [1, "2025-01-01", "2025-02-01", null, 1000, { ended: "2026-02-01" }],
    );
  });

  test("are told in one, at the rates of the period's first day", async () => {
    await rate("USD", "2025-12-31", "0.9");
    await rate("USD", "2026-01-02", "0.5");
    expect(await told({})).toEqual(["1 2026-02-01 10000 EUR"]);
  });

  test("a missing rate is named, and never taken for 1", async () => {
    await expect(losses({})).rejects.toMatchObject({
      message: "No rate from USD to EUR is known on 2026-01-01 or before: import one as an fxRate.",
      extensions: { code: "FX_RATE_MISSING" },
    });
  });
});

test("the losses of months are those of the quarter", async () => {
  await customers(...Array.from({ length: 40 }, (_, n) => (n % 2 ? "CONTRACT" : "REPEAT_PURCHASE")));
  const from = "2025-12-01" as Day;
  await contracts(
    ...Array.from({ length: 20 }, (_, n): [number, string, string, string | null, number, object] => {
      const ended = addDays(from, 7 * n);
      return [2 * n + 2, "2025-01-01", "2025-01-01", null, 100 + n, { ended }];
    }),
  );
  await purchases(
    ...Array.from({ length: 120 }, (_, n): [number, string, number] => [
      2 * (n % 20) + 1,
      addDays("2025-11-01" as Day, 5 * Math.floor(n / 20) + 3 * (n % 20)),
      10 + n,
    ]),
  );
  const months = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"];
  const parts = await Promise.all(months.slice(1).map((end, n) => losses({ start: months[n]!, end })));
  const whole = await losses({});
  expect(whole.length).toBeGreaterThan(15);
  expect(parts.flat()).toEqual(whole);
});

test("a reason is known from the day on which the renewal was closed as lost, or from the early end", async () => {
  await customers("CONTRACT", "CONTRACT", "REPEAT_PURCHASE");
  await contracts(
    [1, "2025-01-01", "2025-02-01", "2026-02-01", 100],
    [2, "2025-01-01", "2025-02-01", "2027-02-01", 100, { ended: "2026-02-10", reason: "PRICE" }],
  );
  await renewals([1, "LOST", "2026-01-10", { reason: "COMPETITOR" }]);
  await purchases([3, "2025-02-15", 100]);
  const found = await losses({});
  expect(found.map(({ customerId, reason, decidedOn }) => [customerId, reason, decidedOn])).toEqual([
    ["1", "COMPETITOR", "2026-01-10"],
    ["2", "PRICE", "2026-02-10"],
    ["3", null, null],
  ]);
});

const CUSTOMERS = 120;
const day = (days: number): Day => addDays("2023-01-01" as Day, days);

/** A contract, and how its renewal was closed. */
const CONTRACT = fc
  .record({
    customer: fc.integer({ min: 1, max: CUSTOMERS }),
    starts: fc.nat(1400),
    signedBefore: fc.integer({ min: -40, max: 60 }),
    term: fc.constantFrom(null, 30, 60, 90, 182, 365, 730),
    endsAfter: fc.option(fc.integer({ min: 1, max: 400 }), { nil: null, freq: 3 }),
    closing: fc.constantFrom(null, "RENEWED" as const, "LOST" as const, "IN_TALKS" as const),
    closedAfter: fc.integer({ min: -30, max: 60 }),
  })
  .map(({ customer, starts, signedBefore, term, endsAfter, closing, closedAfter }) => {
    const early = endsAfter !== null && (term === null || endsAfter < term) ? { ended: day(starts + endsAfter) } : {};
    const ends = term === null ? null : day(starts + term);
    const contract: Parameters<typeof contracts>[0] = [
      ...([customer, day(starts - signedBefore), day(starts), ends, 100 + starts] as const),
      early,
    ];
    const closed = day(starts + (term ?? 0) + closedAfter);
    const closings = {
      RENEWED: ["RENEWED", closed],
      LOST: ["LOST", closed, { reason: "PRICE" }],
      IN_TALKS: ["IN_TALKS", null],
    } as const;
    return { contract, renewal: term === null || closing === null ? null : closings[closing] };
  });

// Of whom a contract covers on every day of a period nothing more is read: of seven years that is next to nobody.
test("the losses of a quarter are those of seven years that fall in it", async () => {
  await customers(...Array.from({ length: CUSTOMERS }, () => "CONTRACT"));
  const known = fc.sample(CONTRACT, { numRuns: 400, seed: 71 });
  await contracts(...known.map(({ contract }) => contract));
  await renewals(
    ...known.flatMap(({ renewal }, index): Parameters<typeof renewals> => (renewal ? [[index + 1, ...renewal]] : [])),
  );
  await database.owner.query("update customer set merged_into_id = id - 1, merged_on = '2025-03-10' where id % 5 = 0");
  await database.owner.query(`
    update contract later set replaces_id = (
      select max(id) from contract earlier where earlier.customer_id = later.customer_id and earlier.starts_on < later.starts_on)
    where id % 4 = 0`);
  let found = 0;
  for (let from = 0; from < 1350; from += 45) {
    const [start, end] = [day(from), day(from + 90)];
    const back = (backOn: Day | null): Day | null => (backOn !== null && backOn < end ? backOn : null);
    for (const asOf of [addDays(start, 20), addDays(end, -1), "2027-12-31"]) {
      const quarter = await losses({ start, end, asOf });
      const all = await losses({ start: "2022-06-01", end: "2029-06-01", asOf });
      const within = all.filter(({ lostOn }) => lostOn >= start && lostOn < end);
      expect(quarter).toEqual(within.map((loss) => ({ ...loss, backOn: back(loss.backOn) })));
      found += quarter.length;
    }
  }
  expect(found).toBeGreaterThan(100);
});
