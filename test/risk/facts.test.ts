import { addDays, type Day } from "../../src/kernel/calendar";
import type { RiskFacts } from "../../src/risk/signals/signal";
import { aCustomer, aRep, store } from "../support/builders";
import { type TestDatabase, testDatabase } from "../support/database";
import { contextOf } from "../support/graph";
import { riskFacts } from "../support/risk-facts";

const DAY = "2026-03-31";
const AFTER = "2026-04-01";
let database: TestDatabase;

const sql = (text: string) => database.owner.query(text);
const factsOn = (day = DAY, customers: string[] | null = null): Promise<RiskFacts[]> =>
  riskFacts(contextOf(database), day as Day, customers);
const of = async (customer: number, day = DAY): Promise<RiskFacts> =>
  (await factsOn(day)).find(({ customerId }) => customerId === String(customer))!;

/** 1 a buyer with everything on record, 2 a tenant, 3 a merged twin of the buyer, 4 one of whom nothing is known. */
beforeEach(async () => {
  database = await testDatabase();
  const [ada, ben] = [aRep({ externalId: "ada" }), aRep({ externalId: "ben" })];
  await store(database.owner, [
    ada,
    ben,
    ...["buyer", "tenant", "twin", "unknown"].map((externalId) =>
      aCustomer({ externalId, relationship: externalId === "tenant" ? "CONTRACT" : "REPEAT_PURCHASE" }),
    ),
  ]);
  await sql(`update customer set segment = 'A' where id = 1`);
  await sql(`update customer set merged_into_id = 1, merged_on = '2026-01-01' where id = 3`);
});
afterEach(() => database.close());

const buy = (customer: number, rows: string): Promise<unknown> =>
  sql(`insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select gen_random_uuid()::text, ${customer}, on_day, amount, currency
    from (values ${rows}) given (on_day, amount, currency)`);

test("of somebody of whom nothing is known, nothing is said", async () => {
  const nothing = Object.values(await of(4)).filter((value) => typeof value === "object" && value !== null);
  expect(nothing).toEqual([]);
  expect((await factsOn()).map(({ customerId }) => customerId)).toEqual(["1", "2", "4"]);
});

test("spend is held against the same 90 days a year before, refunds taken off, in one currency", async () => {
  await buy(
    1,
    `(date '2026-03-31', 300, 'EUR'), ('2026-01-01', 200, 'EUR'), ('2025-12-31', 5000, 'EUR'),
    ('2025-03-31', 900, 'EUR'), ('2025-01-01', 100, 'EUR'), ('2024-12-31', 7000, 'EUR'), ('2026-02-01', -50, 'EUR')`,
  );
  expect((await of(1)).spend).toEqual({
    ...{ recentMinor: 450n, seasonBeforeMinor: 1000n, currency: "EUR", dataAsOf: "2026-03-31" },
  });
  await buy(3, `(date '2026-03-01', 1, 'USD')`);
  expect((await of(1)).spend).toBeNull();
});

test("without a season before there is nothing to hold spend against", async () => {
  await buy(1, `(date '2026-03-31', 300, 'EUR')`);
  expect((await of(1)).spend).toBeNull();
});

describe("of what was bought", () => {
  const line = (on: string, product: string, amount: number, cost: number | null, discount: number | null) =>
    sql(`
      with sold as (insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
        values (gen_random_uuid()::text, 1, '${on}', ${amount}, 'EUR') returning id)
      insert into purchase_line (external_id, purchase_id, product_id, amount_minor, cost_minor, discount, currency)
      select gen_random_uuid()::text, sold.id, p.id, ${amount}, ${cost}, ${discount}, 'EUR'
      from sold join product p on p.external_id = '${product}'`);
  beforeEach(async () => {
    await sql(
      `insert into product (external_id, name, series) values ('press', 'Press', 'Presses'), ('ink', 'Ink', 'Inks')`,
    );
  });

  test("series that were bought in the year before only were dropped", async () => {
    await line("2025-03-31", "ink", 100, null, null);
    await line("2025-04-01", "press", 100, null, null);
    await line("2025-03-01", "press", 100, null, null);
    expect((await of(1)).breadth).toEqual({
      ...{ series: 1, seriesBefore: 2, dropped: ["Inks"], dataAsOf: "2025-04-01" },
    });
  });

  test("margins and discounts are weighed by amounts, of half a year and of the year before that", async () => {
    await line("2026-03-01", "press", 300, 150, 0.1);
    await line("2025-10-03", "press", 100, 90, 0.5);
    await line("2025-10-02", "press", 200, 100, null);
    await line("2024-10-02", "press", 200, 0, 0.9);
    const { margin, discount } = await of(1);
    expect(margin).toEqual({ recent: 0.4, before: 0.5, dataAsOf: "2026-03-01" });
    expect(discount).toEqual({ recent: 0.2, before: null, dataAsOf: "2026-03-01" });
  });
});

describe("of what was said", () => {
  const talk = (customer: number, at: string, more = "", values = "") =>
    sql(`insert into interaction (external_id, customer_id, kind, direction, occurred_at${more && `, ${more}`})
      values (gen_random_uuid()::text, ${customer}, 'CALL', 'TWO_WAY', '${at}'${values && `, ${values}`})`);

  test("days without an exchange are counted to the day, in UTC, with the segment's cadence", async () => {
    await talk(1, "2026-01-01T00:00:00Z");
    await talk(3, "2026-03-20T23:59:59Z");
    await sql(`insert into interaction (external_id, customer_id, kind, direction, occurred_at)
      values ('mail', 1, 'EMAIL', 'OUTBOUND', '2026-03-30T12:00:00Z')`);
    expect((await of(1)).attention).toEqual({ daysSinceTalk: 11, cadenceDays: 90, dataAsOf: "2026-03-20" });
  });

  test("moods of 90 days are held against those of the 180 before", async () => {
    for (const [at, mood] of [
      ["2026-03-31", -1],
      ["2026-01-01", -2],
      ["2025-12-31", 1],
      ["2025-07-05", 2],
      ["2025-07-04", -2],
    ]) {
      await talk(1, `${at}T12:00:00Z`, "sentiment", String(mood));
    }
    expect((await of(1)).sentiment).toEqual({ recent: -1.5, before: 1.5, answers: 2, dataAsOf: "2026-03-31" });
  });

  test("expectations of half a year are counted", async () => {
    await talk(1, "2026-03-01T12:00:00Z", "expectation", "'MISSED'");
    await talk(1, "2025-10-03T12:00:00Z", "expectation", "'MET'");
    await talk(1, "2025-10-02T12:00:00Z", "expectation", "'MISSED'");
    expect((await of(1)).expectations).toEqual({ missed: 1, rated: 2, dataAsOf: "2026-03-01" });
  });

  test("an answer that comes after the day has not come", async () => {
    const asked = (on: string, answered: string) =>
      talk(1, `${on}T08:00:00Z`, "asked_at, answered_at", `'${on}T08:00:00Z', '${answered}'`);
    await asked("2026-03-10", "2026-03-10T10:00:00Z");
    await asked("2026-03-11", "2026-03-11T14:00:00Z");
    await asked("2026-03-30", "2026-04-01T00:00:00Z");
    expect((await of(1)).answers).toEqual({ medianHours: 4, unanswered: 1, dataAsOf: "2026-03-30" });
  });

  test("surveys: the latest of each kind, and the NPS before it", async () => {
    await sql(`insert into survey (external_id, customer_id, kind, score, answered_on) values
      ('1', 1, 'NPS', 9, '2025-01-01'), ('2', 3, 'NPS', 4, '2026-03-01'), ('3', 1, 'CSAT', 2, '2025-06-01'), ('4', 1, 'NPS', 0, '${AFTER}')`);
    const rest = { competitor: false, dataAsOf: "2026-03-01", daysSinceAnswer: 30 };
    expect((await of(1)).voice).toEqual({
      ...{ nps: 4, npsBefore: 9, npsOn: "2026-03-01", csat: 2, csatOn: "2025-06-01", ...rest },
    });
  });

  test("a competitor counts for 180 days after a talk in which it was named", async () => {
    const named = (customer: number, at: string) => talk(customer, at, "competitor", "'Birch'");
    await named(1, "2025-10-03T00:00:00Z");
    await named(2, "2025-10-02T23:59:59Z");
    await named(4, `${AFTER}T00:00:00Z`);
    expect((await of(1)).voice).toMatchObject({ competitor: true, daysSinceAnswer: null, dataAsOf: "2025-10-03" });
    expect([(await of(2)).voice, (await of(4)).voice]).toEqual([null, null]);
  });
});

test("people: who left, who spoke for us, who is there", async () => {
  await sql(`insert into contact (external_id, customer_id, full_name, influence, left_on) values
    ('1', 1, 'A', 'CHAMPION', '2025-04-01'), ('2', 1, 'B', 'CHAMPION', '2025-03-31'), ('3', 3, 'C', 'CHAMPION', '${AFTER}'),
    ('4', 1, 'D', 'USER', null)`);
  expect((await of(1)).contacts).toEqual({ championsLeft: 1, champions: 1, active: 2, dataAsOf: "2025-04-01" });
});

test("issues by kind: open ones, how bad, how long, how many in a year; no entry in a register is good news", async () => {
  await sql(`insert into issue (external_id, customer_id, kind, severity, opened_at, resolved_at) values
    ('1', 1, 'COMPLAINT', 'LOW', '2026-03-01T00:00Z', null),
    ('2', 1, 'SERVICE_RISK', 'HIGH', '2025-01-10T00:00Z', '${AFTER}T00:00Z'),
    ('3', 3, 'COMPLAINT', 'CRITICAL', '2026-02-01T00:00Z', '2026-02-02T00:00Z'),
    ('4', 2, 'TECHNOLOGY_FAILURE', null, '2026-03-05T00:00Z', null)`);
  const { complaints, failures, staffing } = await of(1);
  expect(complaints).toEqual({
    ...{ open: 2, worstSeverity: "HIGH", longestOpenDays: 445, inYear: 2, dataAsOf: "2026-03-01" },
  });
  expect(failures).toEqual({ open: 0, worstSeverity: null, longestOpenDays: 0, inYear: 0, dataAsOf: "2026-03-05" });
  expect(staffing).toBeNull();
});

test("the team: handovers in a year, roles that stand empty, who left the company", async () => {
  await sql(`insert into assignment (external_id, customer_id, rep_id, role, starts_on, ends_on) values
    ('1', 1, 1, 'SALES', '2024-01-01', '2025-06-01'), ('2', 1, 2, 'SALES', '2025-06-01', null),
    ('3', 1, 1, 'SUPPORT', '2025-01-01', '2026-02-01'), ('4', 2, 1, 'SALES', '2025-01-01', '${AFTER}')`);
  await sql(`update rep set left_on = '2026-02-01' where id = 1`);
  const { team, handovers } = await of(1);
  expect(handovers).toEqual({ inYear: 1, daysSinceNewLead: 303, dataAsOf: "2026-02-01" });
  expect(team).toEqual({ unassigned: ["SUPPORT"], leaving: 1, dataAsOf: "2026-02-01" });
  expect((await of(2)).team).toMatchObject({ unassigned: [] });
});

describe("the contract that is due", () => {
  beforeEach(() =>
    sql(`insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency) values
      ('old', 2, '2024-04-01', '2024-05-01', '2025-05-01', 100, 'EUR'), ('now', 2, '2025-05-10', '2025-05-01', '2026-05-01', 90, 'EUR')`),
  );
  const renewed = (more: string) =>
    sql(`insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency, status, closed_on, value_renewed_minor)
      select 'r', 2, id, '2025-05-01', 100, 'EUR', 'RENEWED', ${more} from contract where external_id = 'old'`);

  test("is told with the days that are left", async () => {
    expect((await of(2)).due).toEqual({ daysToDue: 31, inTalks: false, lastRenewal: null, dataAsOf: "2025-05-10" });
    expect((await of(2, "2026-05-20")).due).toMatchObject({ daysToDue: -19 });
    expect((await of(2, "2026-06-01")).due).toBeNull();
  });

  test.each([
    ["late", `'2025-05-10', 100`, "LATE"],
    ["reduced, which is worse than late", `'2025-05-10', 94`, "REDUCED"],
    ["not reduced by a twentieth", `'2025-05-01', 95`, "ON_TIME"],
    ["on time", `'2025-05-01', 100`, "ON_TIME"],
  ])("with the last renewal: %s", async (_rule, how, expected) => {
    await renewed(how);
    expect((await of(2)).due).toMatchObject({ lastRenewal: expected });
  });

  test("is in talks once somebody talks about it", async () => {
    await sql(`insert into interaction (external_id, customer_id, kind, point, occurred_at)
      values ('t', 2, 'CALL', 'RENEWAL', '2026-03-01T10:00Z')`);
    expect((await of(2)).due).toMatchObject({ inTalks: true });
    expect((await of(2, "2026-02-28")).due).toMatchObject({ inTalks: false });
  });

  test("is in talks when they came near the due date: before that they were about the term before", async () => {
    const talk = (on: string) =>
      sql(`insert into interaction (external_id, customer_id, kind, point, occurred_at)
        values ('${on}', 2, 'CALL', 'RENEWAL', '${on}T10:00Z')`);
    await talk("2025-12-31"); // 121 days before
    expect((await of(2)).due).toMatchObject({ inTalks: false });
    await talk("2026-01-01");
    expect((await of(2)).due).toMatchObject({ inTalks: true });
  });

  test("is in talks by its renewal's status from when that was set, and on no day before", async () => {
    await sql(`insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency)
      select 'next', 2, id, '2026-05-01', 90, 'EUR' from contract where external_id = 'now'`);
    await sql(`update renewal set status = 'IN_TALKS'`);
    const { rows } = (await sql(`select (status_since at time zone 'UTC')::date::text as on_day from renewal`)) as {
      rows: { on_day: Day }[];
    };
    const setOn = rows[0]!.on_day;
    await sql(`update contract set ends_on = '${addDays(setOn, 20)}', ended_on = null where external_id = 'now'`);
    expect((await of(2, setOn)).due).toMatchObject({ inTalks: true });
    expect((await of(2, addDays(setOn, -1))).due).toMatchObject({ inTalks: false });
  });

  test("is none once the next one is signed, or it has ended early; not before that is known", async () => {
    await sql(`insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
      values ('next', 2, '2026-03-31', '2026-05-01', '2027-05-01', 90, 'EUR')`);
    expect((await of(2, "2026-03-30")).due).toMatchObject({ daysToDue: 32 });
    expect((await of(2)).due).toBeNull();
  });
});

test("asked about many, side by side, it says of them what it says of them one by one", async () => {
  await sql(`insert into customer (external_id, name, relationship, segment)
    select 'c' || n, 'Customer ' || n, 'REPEAT_PURCHASE', 'S' || n % 3 from generate_series(1, 600) n`);
  await sql(`insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency)
    select 'p' || c.id || '-' || n, c.id, date '2026-03-01' - 30 * n, 100 + n, 'EUR' from customer c, generate_series(0, 20) n`);
  const all = await factsOn();
  const asked = all.map(({ customerId }) => customerId).filter((customerId) => customerId !== "2");
  const many = await factsOn(DAY, asked);
  expect(many).toEqual(all.filter(({ customerId }) => customerId !== "2"));
  expect(many[0]!.spend).not.toBeNull();
  expect(await factsOn(DAY, asked.slice(0, 10))).toEqual(many.slice(0, 10));
});

test("asked about some, it says of them what it says of them among all", async () => {
  await buy(1, `(date '2026-03-01', 300, 'EUR'), ('2025-03-01', 300, 'EUR')`);
  await buy(3, `(date '2026-02-01', 300, 'EUR')`);
  const all = await factsOn();
  expect(await factsOn(DAY, ["1", "4"])).toEqual(all.filter(({ customerId }) => customerId !== "2"));
  expect(await factsOn(DAY, ["3"])).toEqual([]);
});
