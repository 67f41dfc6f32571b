import { parse } from "csv-parse/sync";
import { aCustomer, anAssignment, aRep, aTeam, REFERENCE_DATE, store } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { graphOver } from "../support/graph";
import { type Ended, holdfast } from "../support/process";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const north = aTeam({ externalId: "north" });
  const ada = aRep({ externalId: "ada", team: north });
  const bob = aRep({ externalId: "bob", team: north, managedBy: ada });
  const customers = ["kept", "lost", "shared"].map((externalId) =>
    aCustomer({ externalId, relationship: "CONTRACT", segment: externalId === "lost" ? '=a, "b"' : null }),
  );
  await store(database.owner, [
    ...[north, ada, bob, ...customers],
    ...customers.map((customer) =>
      anAssignment({ rep: bob, customer, share: customer.externalId === "shared" ? 2_500 : 10_000 }),
    ),
  ]);
  await database.owner.query(
    `insert into contract (external_id, customer_id, signed_on, starts_on, month_to_month, annual_value_minor, currency, ended_on)
     select external_id, id, '2024-01-01', '2024-01-01', true, 10050, 'EUR', case external_id when 'lost' then date '2025-12-01' end
     from customer`,
  );
  await database.owner.query(
    `insert into quota (external_id, rep_id, measure, starts_on, ends_on, goal)
     select 'q', id, 'LOGO_RETENTION', '2025-10-01', '2026-01-01', 0.5 from rep where external_id = 'bob'`,
  );
});
afterAll(() => database.close());

const QUARTER = ["--start", "2025-10-01", "--end", "2026-01-01", "--as-of", REFERENCE_DATE];
const scorecard = (...args: string[]): Promise<Ended> => holdfast(database, "scorecard", ...QUARTER, ...args);

const FIELDS = `{ period { start end } base { start end } asOf rule role segment currency provisional definition { version } policy { version }
  measures { code unit formula higherIsBetter value valueWithExcluded numerator denominator sampleSize amount { amount currency } quota { goal attainment difference } } }`;

test.each([
  ["a rep", ["--rep", "bob"], `rep(externalId: "bob")`, ""],
  [
    "a subtree, by days",
    ["--rep", "ada", "--scope", "SUBTREE", "--policy", "TIME_WEIGHTED"],
    `rep(externalId: "ada")`,
    "scope: SUBTREE, policy: TIME_WEIGHTED",
  ],
  ["a team in a role", ["--team", "north", "--role", "SUPPORT"], `team(externalId: "north")`, "role: SUPPORT"],
  [
    "a segment of the company, against a base",
    ["--company", "--segment", '=a, "b"', "--base-start", "2025-01-01", "--base-end", "2025-02-01"],
    "company",
    `segment: "=a, \\"b\\"", base: { start: "2025-01-01", end: "2025-02-01" }`,
  ],
])("holdfast scorecard of %s is what the API gives", async (_of, args, root, options) => {
  const { data, errors } = await graphOver(database).ask<{ it: { scorecard: object } }>(
    { role: "ADMIN" },
    `{ it: ${root} { scorecard(period: { start: "2025-10-01", end: "2026-01-01" }, ${options}) ${FIELDS} } }`,
  );
  const { code, stdout } = await scorecard(...args, "--json");
  expect({ errors, code }).toEqual({ errors: [], code: 0 });
  const { subject, ...report } = JSON.parse(stdout) as { subject: string };
  expect(report).toEqual(data.it.scorecard);
  expect(["bob", "ada", "north", "company"]).toContain(subject);
});

test("for people it is a table", async () => {
  const { stdout } = await scorecard("--rep", "bob");
  const lines = stdout.split("\n");
  expect(lines[0]).toBe(
    "bob, ACCOUNT_MANAGER: [2025-10-01, 2026-01-01) against [2025-07-01, 2025-10-01), as of 2026-03-02",
  );
  expect(lines[1]).toBe("AT_OPENING by policy 1, definition 1");
  expect(lines.find((line) => line.startsWith("LOGO_RETENTION"))).toMatch(
    /^LOGO_RETENTION +55\.6 % +1\.25 ÷ 2\.25 +3 +0\.5, 111\.1 % attained$/,
  );
});

test("of all reps it is one line of CSV a rep and measure", async () => {
  const { stdout } = await scorecard("--reps", "--csv", "--segment", '=a, "b"');
  const rows: Record<string, string>[] = parse(stdout, { columns: true });
  expect(rows.filter(({ measure }) => measure === "LOGO_RETENTION")).toMatchObject([
    { subject: "ada", value: "", numerator: "0", denominator: "0", sample_size: "0" },
    {
      subject: "bob",
      segment: `'=a, "b"`,
      value: "0",
      numerator: "0",
      denominator: "1",
      sample_size: "1",
      provisional: "false",
    },
  ]);
  expect(rows.length % 2).toBe(0);
  expect(rows.find(({ subject, measure }) => subject === "bob" && measure === "CHURN")).toMatchObject({
    ...{ value: "-100.50", unit: "MONEY", currency: "EUR", denominator: "" },
  });
});

test.each([
  ["nobody", [], "Say whose scorecard it is: one of --rep, --team, --company and --reps."],
  ["two", ["--company", "--reps"], "Say whose scorecard it is"],
  ["a rep that is not there", ["--rep", "eve"], "--rep: no rep has the external id eve."],
  ["half a base", ["--company", "--base-start", "2025-01-01"], "--base-start and --base-end are the two ends"],
  [
    "no day",
    ["--company", "--as-of", "2025-02-30"],
    "--as-of takes a day such as 2026-06-30, and was given 2025-02-30.",
  ],
])("fails with a sentence at %s", async (_what, args, sentence) => {
  const { code, stdout, stderr } = await scorecard(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(sentence);
});
