/** What a person would be paid if something happened, of which nothing happens. */
import { formatNodeId } from "../../../src/platform/plan/node-id";
import type { Viewer } from "../../../src/platform/auth/viewer";
import { act } from "../../support/action";
import { aCustomer, anAssignment, aRep, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { everything } from "../../support/everything";
import { type Answer, type Graph, graphOver } from "../../support/graph";
import { enrol, lock, open, publish, Q1, Q2 } from "../inputs/company";

const PLAN = {
  ...{ code: "KEEP", name: "Keeping", currency: "EUR" },
  components: [
    {
      ...{ kind: "TARGET_BONUS", code: "NRR", name: "Kept", earningCode: "BON", weight: "1", ifNull: "0" },
      input: { of: "MEASURE", measure: "NET_REVENUE_RETENTION", reads: "VALUE" },
      ...{ curve: { how: "LINEAR", uncapped: true, points: ["0", "1"].map((at) => ({ input: at, payout: at })) } },
    },
    {
      ...{ kind: "COMMISSION", code: "WON", name: "Won", earningCode: "COM", events: ["NEW"], accumulate: "PERIOD" },
      ...{ tiers: { how: "FLAT", steps: [{ from: "0", rate: "0.12" }] }, clawback: { months: 12 } },
    },
    {
      kind: "EVENT_BONUS",
      code: "IN_TIME",
      name: "In time",
      earningCode: "TIM",
      events: ["ON_TIME_RENEWAL"],
      amount: "50",
    },
  ],
  onLeave: { holds: "KEEP", draws: "PAID", pools: "COUNTED" },
};

let database: TestDatabase;
let graph: Graph;
let periods: { readonly first: string; readonly second: string };
let q1: Awaited<ReturnType<typeof open>>;

const [ADA, BOB] = ["1", "2"].map((id) => formatNodeId("Rep", id)) as [string, string];
const renewalOf = (customer: number) => formatNodeId("Renewal", String(customer));
const [A, B] = [renewalOf(1), renewalOf(2)];

beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const ada = aRep({ externalId: "ada" });
  const [bob, cem] = [aRep({ externalId: "bob", managedBy: ada }), aRep({ externalId: "cem" })];
  const customers = ["a", "b", "new"].map((externalId) =>
    aCustomer({ externalId, relationship: "CONTRACT", acquiredOn: null }),
  );
  await store(database.owner, [
    ...[ada, bob, cem, ...customers],
    ...customers.map((customer) => anAssignment({ customer, rep: bob, startsOn: "2025-01-01" })),
  ]);
  // Two terms that end in the second quarter, and a customer won in the first.
  await database.owner.query(`
    insert into contract (external_id, customer_id, signed_on, starts_on, ends_on, annual_value_minor, currency)
    select c.external_id, c.id, given.signs, given.starts, given.ends, given.minor, 'EUR'
    from (values ('a', date '2025-05-01', date '2025-05-15', date '2026-05-15', 100000),
      ('b', '2025-05-01', '2025-05-15', '2026-05-15', 100000), ('new', '2026-02-01', '2026-02-01', '2027-02-01', 60000))
      given (key, signs, starts, ends, minor) join customer c on c.external_id = given.key
    order by c.id`);
  await database.owner.query(`
    insert into renewal (external_id, customer_id, contract_id, due_on, value_due_minor, currency)
    select k.external_id, k.customer_id, k.id, k.ends_on, k.annual_value_minor, 'EUR' from contract k order by k.id`);
  await publish(database.owner, PLAN);
  await enrol(database.owner, [
    { rep: "bob", plan: "KEEP" },
    { rep: "cem", plan: "KEEP" },
  ]);
  q1 = await open(database.owner, Q1);
  const q2 = await open(database.owner, Q2);
  periods = { first: formatNodeId("PayPeriod", q1.id), second: formatNodeId("PayPeriod", q2.id) };
  await lock(database, q1, "2026-04-30");
});
afterAll(() => database.close());

interface Estimate {
  readonly asOf: string;
  readonly totals: readonly { readonly asRecorded: { amount: string }; readonly asSupposed: { amount: string } }[];
  readonly lines: readonly {
    readonly kind: string;
    readonly component: string | null;
    readonly asRecorded: { amount: string } | null;
    readonly asSupposed: { amount: string } | null;
  }[];
}
const FIELDS = `asOf totals { asRecorded { amount } asSupposed { amount } }
  lines { kind plan component event forPeriod { start } asRecorded { amount currency } asSupposed { amount } }`;

const estimate = (
  supposed: string,
  viewer: Partial<Viewer> = { role: "REP", repId: "2" },
  rep = BOB,
  period = periods.second,
): Promise<Answer<{ payEstimate: Estimate | null }>> =>
  graph.ask(viewer, `{ payEstimate(rep: "${rep}", payPeriod: "${period}" ${supposed}) { ${FIELDS} } }`);

async function linesOf(supposed: string): Promise<string[]> {
  const { data, errors } = await estimate(supposed);
  expect(errors).toEqual([]);
  return data.payEstimate!.lines.map(
    ({ kind, component, asRecorded, asSupposed }) =>
      `${kind} ${component}: ${asRecorded?.amount ?? "none"} → ${asSupposed?.amount ?? "none"}`,
  );
}

test("a renewal that closes so, and one that does not", async () => {
  // On 30 June the grace is over: what nobody decided is lost. Of 2,600 the new one keeps 600; 12,000 × 91 ÷ 365.
  expect(await linesOf(`renewals: [{ renewal: "${A}", outcome: RENEWED, valueRenewed: "1500.00" }]`)).toEqual([
    "TARGET_BONUS NRR: 690.41 → 2416.44",
    "COMMISSION WON: 0.00 → 0.00",
    "EVENT_BONUS IN_TIME: 0.00 → 50.00",
  ]);
  expect(
    await linesOf(`renewals: [{ renewal: "${A}", outcome: LOST }, { renewal: "${B}", outcome: RENEWED }]`),
  ).toEqual(["TARGET_BONUS NRR: 690.41 → 1841.10", "COMMISSION WON: 0.00 → 0.00", "EVENT_BONUS IN_TIME: 0.00 → 50.00"]);
});

test("a customer that leaves takes its commission with it", async () => {
  const contract = formatNodeId("Contract", "3");
  const lines = await linesOf(`ends: [{ contract: "${contract}", endedOn: "2026-06-01" }]`);
  // Won on 1 February for 600: 72, of which 4 of 12 months were served.
  expect(lines).toContain("CLAWBACK WON: none → -48.00");
});

test("nothing is written: every table is byte for byte as before, whether it comes out well or is refused", async () => {
  const before = await everything(database);
  const supposed = `renewals: [{ renewal: "${A}", outcome: RENEWED }, { renewal: "${B}", outcome: LOST }]`;
  expect(
    (await estimate(`${supposed}, ends: [{ contract: "${formatNodeId("Contract", "3")}", endedOn: "2026-06-01" }]`))
      .errors,
  ).toEqual([]);
  const twice = `renewals: [{ renewal: "${A}", outcome: RENEWED }, { renewal: "${A}", outcome: LOST }]`;
  expect((await estimate(twice)).errors.map(({ code, message }) => [code, message])).toEqual([
    ["BAD_USER_INPUT", "renewals: renewal was closed as RENEWED on 2026-05-15: a leader may reopen it."],
  ]);
  expect(before.size).toBeGreaterThan(50);
  expect(await everything(database)).toEqual(before);
  const { rows } = await database.admin.query<{ open: number }>(
    `select count(*)::int as open from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
  );
  expect(rows[0]!.open).toBe(0);
});

test.each<[string, Partial<Viewer>, string, boolean]>([
  ["a rep of itself", { role: "REP", repId: "2" }, BOB, true],
  ["a rep of nobody else", { role: "REP", repId: "2" }, formatNodeId("Rep", "3"), false],
  ["a leader of who reports to it", { role: "LEADER", repId: "1" }, BOB, true],
  ["a leader of nobody else", { role: "LEADER", repId: "1" }, formatNodeId("Rep", "3"), false],
  ["HR of everybody", { role: "HR" }, BOB, true],
  ["an analyst of nobody", { role: "ANALYST" }, BOB, false],
  ["an administrator of nobody", { role: "ADMIN" }, BOB, false],
  ["nobody of who is enrolled in nothing", { role: "HR" }, ADA, false],
])("asked by %s", async (_rule, viewer, rep, isTold) => {
  const { data, errors } = await estimate("", viewer, rep);
  expect(errors).toEqual([]);
  expect(data.payEstimate !== null).toBe(isTold);
});

test("refused: a locked period, a customer that is not seen, and what is decided behind the day it rests on", async () => {
  const codes = async (...asked: Parameters<typeof estimate>) =>
    (await estimate(...asked)).errors.map(({ code, message }) => [code, message]);
  expect(await codes("", { role: "REP", repId: "2" }, BOB, periods.first)).toEqual([
    ["BAD_USER_INPUT", "payPeriod: 2026-01-01 is locked, and its pay stands; ask for a later one."],
  ]);
  expect(await codes(`asOf: "2025-12-31"`)).toEqual([
    ["BAD_USER_INPUT", expect.stringMatching(/^asOf: is 2025-12-31, before 2026-\d\d-01, where the period begins/)],
  ]);
  const ofOthers = `renewals: [{ renewal: "${A}", outcome: RENEWED }]`;
  expect(await codes(ofOthers, { role: "REP", repId: "3" }, formatNodeId("Rep", "3"))).toEqual([
    ["BAD_USER_INPUT", "renewals: customer is no customer that you see; read the id from the graph."],
  ]);
  const late = `renewals: [{ renewal: "${A}", outcome: LOST, closedOn: "2026-07-01" }]`;
  expect(await codes(late)).toEqual([
    ["BAD_USER_INPUT", "renewals: closedOn is 2026-07-01: nothing is decided before its day."],
  ]);
});

test("what is estimated is what is paid once it happened", async () => {
  const supposed = `renewals: [{ renewal: "${A}", outcome: RENEWED, valueRenewed: "1500.00", closedOn: "2026-03-01" }], asOf: "2026-06-30"`;
  const { data } = await estimate(supposed);
  const admin = { role: "ADMIN" } as const;
  const signed = await act(
    graph,
    admin,
    { name: "contractSign", subject: "contract", selection: "id" },
    {
      ...{
        customer: formatNodeId("Customer", "1"),
        signedOn: "2026-03-01",
        startsOn: "2026-05-15",
        endsOn: "2027-05-15",
      },
      ...{ annualValue: "1500.00", currency: "EUR" },
    },
  );
  const closing = { name: "renewalClose", subject: "renewal", selection: "id" };
  const closed = await act(graph, { role: "LEADER", repId: "1" }, closing, {
    ...{ renewal: A, outcome: "RENEWED", closedOn: "2026-03-01", valueRenewed: "1500.00", version: 1 },
    renewedBy: signed.record!.id,
  });
  expect(closed.refused).toEqual([]);
  const after = await estimate(`asOf: "2026-06-30"`);
  const told = (one: Estimate | null, which: "asRecorded" | "asSupposed") => ({
    totals: one!.totals.map((total) => total[which].amount),
    lines: one!.lines.map((line) => line[which]?.amount ?? null),
  });
  expect(told(after.data.payEstimate, "asRecorded")).toEqual(told(data.payEstimate, "asSupposed"));
  expect(told(after.data.payEstimate, "asRecorded")).not.toEqual(told(data.payEstimate, "asRecorded"));
});
