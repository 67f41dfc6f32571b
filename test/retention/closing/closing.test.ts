import { aCustomer, anAssignment, aRep, aTeam, type Customer, REFERENCE_DATE, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";

let database: TestDatabase;
let graph: Graph;
const north = aTeam({ externalId: "north" });
const ada = aRep({ externalId: "ada", team: north });
const bob = aRep({ externalId: "bob", team: north, managedBy: ada });
const [kept, lost, shared] = ["kept", "lost", "shared"].map((externalId) =>
  aCustomer({ externalId, name: externalId, relationship: "CONTRACT" }),
) as [Customer, Customer, Customer];

const PERIOD = `period: { start: "2025-10-01", end: "2026-01-01" }`;

interface Outcome {
  readonly closedPeriod: { readonly asOf: string; readonly rule: string; readonly reason: string } | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: readonly string[];
    readonly message: string;
  }[];
}
let key = 0;
async function close(input = PERIOD, role: "ADMIN" | "LEADER" = "ADMIN"): Promise<Outcome> {
  const { data, errors } = await graph.ask<{ retentionPeriodClose: Outcome }>(
    { role, repId: role === "LEADER" ? "1" : null },
    `mutation { retentionPeriodClose(input: { ${input}, reason: "the quarter is over" }, idempotencyKey: "${++key}") {
      closedPeriod { asOf rule reason definition { version } policy { version } } userErrors { code field message } } }`,
  );
  if (errors.length > 0) throw new Error(`${String(errors[0]!.code)} ${errors[0]!.message}`);
  return data.retentionPeriodClose;
}

beforeEach(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  await store(database.owner, [
    ...[north, ada, bob, kept, lost, shared],
    ...[kept, lost].map((customer) => anAssignment({ rep: bob, customer })),
    anAssignment({ rep: bob, customer: shared, share: 5_000 }),
    anAssignment({ rep: ada, customer: shared, share: 2_500 }),
  ]);
  await database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, month_to_month, annual_value_minor, currency, ended_on)
     select external_id, id, '2024-01-01', '2024-01-01', true, 10001, 'EUR', case external_id when 'lost' then date '2025-12-01' end
     from customer`,
  );
  await database.owner.query(
    `insert into quota (external_id, rep_id, measure, starts_on, ends_on, goal)
     select 'q', id, 'LOGO_RETENTION', '2025-10-01', '2026-01-01', 0.5 from rep where external_id = 'bob'`,
  );
});
afterEach(() => database.close());

const MEASURE = `{ code value numerator denominator sampleSize unit formula higherIsBetter amount { amount currency }
  quota { goal attainment difference } }`;

interface Shown {
  readonly role: string | null;
  readonly provisional: boolean;
  readonly measures: readonly { readonly code: string; readonly numerator: string; readonly denominator: string }[];
  readonly amendments: readonly {
    readonly code: string;
    readonly closed: { readonly numerator: string };
    readonly now: { readonly numerator: string };
  }[];
}

const FIELDS = `{ role currency provisional closedPeriod { asOf } measures ${MEASURE}
  amendments { code closed ${MEASURE} now ${MEASURE} } }`;
const SUBJECTS = [`rep(externalId: "bob")`, `rep(externalId: "ada")`, `team(externalId: "north")`, "company"] as const;

async function closed(of: string, options = ""): Promise<Shown | null> {
  const { data, errors } = await graph.ask<{ of: { closedScorecard: Shown | null } }>(
    { role: "AUDITOR" },
    `{ of: ${of} { closedScorecard(${PERIOD} ${options}) ${FIELDS} } }`,
  );
  expect(errors).toEqual([]);
  return data.of.closedScorecard;
}

const logo = ({ measures }: Shown): string => {
  const { numerator, denominator } = measures.find(({ code }) => code === "LOGO_RETENTION")!;
  return `${numerator} of ${denominator}`;
};

/** The ended contract turns out to have been replaced on the day: recorded after the close. */
const lateFact = () =>
  database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, month_to_month, annual_value_minor, currency)
     select 'late', id, '2025-11-30', '2025-12-01', true, 10001, 'EUR' from customer where external_id = 'lost'`,
  );

test("closing stores what the scorecards say: of every rep, every team and the company", async () => {
  expect(await close()).toMatchObject({
    closedPeriod: { asOf: REFERENCE_DATE, rule: "AT_OPENING", definition: { version: 1 }, policy: { version: 1 } },
    userErrors: [],
  });
  for (const of of SUBJECTS) {
    const { data } = await graph.ask<{ of: { scorecard: object } }>(
      { role: "AUDITOR" },
      `{ of: ${of} { scorecard(${PERIOD}) { role currency provisional measures ${MEASURE} } } }`,
    );
    const { amendments, closedPeriod, ...stored } = (await closed(of)) as Shown & { closedPeriod: unknown };
    expect([stored, amendments, closedPeriod]).toEqual([data.of.scorecard, [], { asOf: REFERENCE_DATE }]);
  }
  expect(logo((await closed(SUBJECTS[0]))!)).toBe("1.5 of 2.5");
  expect(logo((await closed("company"))!)).toBe("2 of 3");
});

test("a fact that comes late changes nothing stored, and stands beside it as an amendment with both numbers", async () => {
  await close();
  const before = await Promise.all(SUBJECTS.map((of) => closed(of)));
  await lateFact();
  const after = await Promise.all(SUBJECTS.map((of) => closed(of)));
  expect(after.map((one) => one!.measures)).toEqual(before.map((one) => one!.measures));
  const amended = (shown: Shown | null) =>
    shown!.amendments
      .filter(({ code }) => ["LOGO_RETENTION", "CHURN"].includes(code))
      .map(({ code, closed: was, now }) => `${code} ${was.numerator} → ${now.numerator}`);
  expect(after.map(amended)).toEqual([
    ["LOGO_RETENTION 1.5 → 2.5", "CHURN -100.01 → 0.00"],
    [],
    ["LOGO_RETENTION 1.75 → 2.75", "CHURN -100.01 → 0.00"],
    ["LOGO_RETENTION 2 → 3", "CHURN -100.01 → 0.00"],
  ]);
  // Kept, it has no movement: what is not part of a measure's sum is not listed.
  expect(after[0]!.amendments.map(({ code }) => code)).not.toContain("NEW");
});

test("an amendment is told under the versions of the day it was closed, whatever was published since", async () => {
  await close();
  const { data } = await graph.ask(
    { role: "ADMIN" },
    `mutation { attributionPolicyPublish(input: { version: 1, effectiveFrom: "2025-01-01", rule: TIME_WEIGHTED,
      minimumDays: 100, reason: "a new rule" }, idempotencyKey: "p") { userErrors { message } } }`,
  );
  expect(data).toEqual({ attributionPolicyPublish: { userErrors: [] } });
  expect((await closed(SUBJECTS[0]))!.amendments).toEqual([]);
});

test("the book that it rests on is stored beside it, and so is what was known of each customer", async () => {
  await close();
  await lateFact();
  const entries = async (of: string) => {
    const { data, errors } = await graph.ask<{ of: { closedScorecard: { entries: { edges: { node: object }[] } } } }>(
      { role: "AUDITOR" },
      `{ of: ${of} { closedScorecard(${PERIOD}) { entries(first: 2) { totalCount pageInfo { hasNextPage } edges { node {
        customer { name } share opening { amount } closing { amount } movement } } } } } }`,
    );
    expect(errors).toEqual([]);
    return data.of.closedScorecard.entries;
  };
  const whole = { share: 1, opening: { amount: "100.01" } };
  expect(await entries(SUBJECTS[0])).toEqual({
    ...{ totalCount: 3, pageInfo: { hasNextPage: true } },
    edges: [
      { node: { ...whole, customer: { name: "kept" }, closing: { amount: "100.01" }, movement: null } },
      { node: { ...whole, customer: { name: "lost" }, closing: { amount: "0.00" }, movement: "CHURN" } },
    ],
  });
  const { rows } = await database.owner.query<{ customer: string; opening: string; closing: string }>(
    `select c.external_id as customer, facts->'changes'->>'opening' as opening, facts->'changes'->>'closing' as closing
     from closed_period_fact f join customer c on c.id = f.customer_id order by 1`,
  );
  expect(rows).toEqual([
    { customer: "kept", opening: "10001", closing: "10001" },
    { customer: "lost", opening: "10001", closing: "0" },
    { customer: "shared", opening: "10001", closing: "10001" },
  ]);
});

test("what the policy leaves out of a book is stored too, with its reason, and stands in no list of the book", async () => {
  await database.owner.query(`update assignment set ends_on = '2025-10-15'`);
  await graph.ask(
    { role: "ADMIN" },
    `mutation { attributionPolicyPublish(input: { version: 1, effectiveFrom: "2025-01-01", minimumDays: 30, reason: "a test" },
      idempotencyKey: "p") { userErrors { message } } }`,
  );
  await close();
  const { rows } = await database.owner.query<{ rep: string; exclusion: string; count: number }>(
    `select rep.external_id as rep, e.exclusion, count(*)::int from scorecard_snapshot_entry e join rep on rep.id = e.rep_id
     join scorecard_snapshot s on s.id = e.scorecard_snapshot_id and s.rep_id = rep.id group by 1, 2 order by 1`,
  );
  expect(rows).toEqual([
    { rep: "ada", exclusion: "MINIMUM_DAYS", count: 1 },
    { rep: "bob", exclusion: "MINIMUM_DAYS", count: 3 },
  ]);
  expect(logo((await closed(SUBJECTS[0]))!)).toBe("0 of 0");
});

test("the house is stored beside them: with the reps it is the company, and a late fact amends it too", async () => {
  await close();
  const house = async () => {
    const { data, errors } = await graph.ask<{ company: { closedHouse: Shown; house: object } }>(
      { role: "AUDITOR" },
      `{ company { closedHouse(${PERIOD}) ${FIELDS} house(${PERIOD}) { role currency provisional measures ${MEASURE} } } }`,
    );
    expect(errors).toEqual([]);
    return data.company;
  };
  const { closedHouse, house: now } = await house();
  const { amendments, closedPeriod, ...stored } = closedHouse as Shown & { closedPeriod: unknown };
  expect([stored, amendments, closedPeriod]).toEqual([now, [], { asOf: REFERENCE_DATE }]);
  const parts = await Promise.all([SUBJECTS[0], SUBJECTS[1], "company"].map((of) => closed(of)));
  expect([...parts.map((one) => logo(one!)), logo(closedHouse)]).toEqual([
    ...["1.5 of 2.5", "0.25 of 0.25", "2 of 3"],
    "0.25 of 0.25",
  ]);
  await database.owner.query(`update contract set ended_on = '2025-12-05' where customer_id in
    (select id from customer where external_id = 'shared')`);
  const amended = (await house()).closedHouse.amendments.filter(({ code }) => code === "LOGO_RETENTION");
  expect(amended.map(({ closed: was, now: is }) => `${was.numerator} → ${is.numerator}`)).toEqual(["0.25 → 0"]);
});

test.each([
  ["twice under one rule", [PERIOD, PERIOD], "CONFLICT input.period period is closed under this rule already"],
  [
    "before it is over",
    [`period: { start: "2026-01-01", end: "2026-04-01" }`],
    "CONFLICT input.period period ends on 2026-04-01",
  ],
])("refused: closing a period %s", async (_rule, inputs, expected) => {
  const outcomes = [];
  for (const input of inputs) outcomes.push(await close(input));
  const { closedPeriod, userErrors } = outcomes.at(-1)!;
  const [error] = userErrors;
  expect([closedPeriod, `${error!.code} ${error!.field.join(".")} ${error!.message}`]).toEqual([
    null,
    expect.stringContaining(expected),
  ]);
  const { rows } = await database.owner.query<{ count: string }>("select count(*) from closed_period");
  expect(Number(rows[0]!.count)).toBe(inputs.length - 1);
});

test("under another rule it is closed anew, and read by that rule", async () => {
  await close();
  await close(`${PERIOD}, policy: TIME_WEIGHTED`);
  const { data } = await graph.ask<{ closedPeriods: { edges: { node: { rule: string } }[] } }>(
    { role: "REP", repId: "2" },
    `{ closedPeriods { edges { node { rule } } } }`,
  );
  expect(data.closedPeriods.edges.map(({ node }) => node.rule).sort()).toEqual(["AT_OPENING", "TIME_WEIGHTED"]);
  expect(await closed(SUBJECTS[0], "policy: AT_CLOSING")).toBeNull();
  expect(logo((await closed(SUBJECTS[0], "policy: TIME_WEIGHTED"))!)).toBe("1.5 of 2.5");
});

test("a rep reads its own, and whoever is no administrator closes nothing", async () => {
  await close();
  const { data } = await graph.ask<Record<string, { closedScorecard: unknown }>>(
    { role: "REP", repId: "2" },
    `{ own: rep(externalId: "bob") { closedScorecard(${PERIOD}) { role } } team(externalId: "north") { closedScorecard(${PERIOD}) { entries { totalCount } } } }`,
  );
  expect(data).toEqual({
    own: { closedScorecard: { role: "ACCOUNT_MANAGER" } },
    team: { closedScorecard: { entries: null } },
  });
  await expect(close(PERIOD, "LEADER")).rejects.toThrow("FORBIDDEN");
});

describe("the database itself", () => {
  const TABLES = ["closed_period", "closed_period_fact", "scorecard_snapshot", "scorecard_snapshot_entry"];
  const changes = TABLES.flatMap((table) => [
    [table, `delete from ${table}`],
    [table, `truncate ${table} cascade`],
    [
      table,
      `update ${table} set ${table === "scorecard_snapshot_entry" ? "opening_minor = 0" : table === "closed_period_fact" ? "facts = '{}'" : table === "scorecard_snapshot" ? "measures = '[]'" : "reason = 'x'"}`,
    ],
  ]);

  test("refuses every change of what is stored: to the server's role, and to the owner", async () => {
    await close();
    for (const [, change] of changes) {
      await expect(database.pool.query(change!)).rejects.toThrow("permission denied for table");
      await expect(database.owner.query(change!)).rejects.toThrow("is append-only");
    }
  });
});
