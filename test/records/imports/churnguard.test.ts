import { readFileSync } from "node:fs";
import path from "node:path";

import { importable } from "../../../src/app/records";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import { importFiles, type ImportSummary } from "../../../src/records/imports/import";
import type { ImportFailed } from "../../../src/records/imports/problems";
import { type TestDatabase, testDatabase } from "../../support/database";
import { sharedData, testWith } from "../../support/shared";
import { aFolder, removeFolders } from "./folder";

const churnguard = testWith("churnguard");
const FILES = ["customer_interactions.csv", "support_tickets.csv", "churned_customers_cleaned.csv"];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
afterAll(removeFolders);

const load = (dir = sharedData("churnguard")): Promise<ImportSummary> =>
  importFiles(database, importable, {
    viewer: SYSTEM,
    mapping: path.join(__dirname, "churnguard.json"),
    dir,
    partial: false,
    dryRun: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });

const rowsOf = async (sql: string): Promise<object[]> => (await database.owner.query<object>(sql)).rows;

churnguard("exports without keys or customers arrive whole: an account is a company's name in a segment", async () => {
  const { records } = await load();
  expect(records).toMatchObject({
    customer: { read: 1444, created: 245, filtered: 1199 },
    interaction: { read: 1219, created: 1219 },
    issue: { read: 200, created: 200 },
    survey: { read: 200, created: 200 },
    renewal: { read: 25, created: 25 },
  });
  expect(
    await rowsOf(`
      select count(*)::int as customers, count(distinct name)::int as companies, count(acquired_on)::int as lost
      from customer`),
  ).toEqual([{ customers: 245, companies: 159, lost: 25 }]);
});

churnguard("interactions keep their kind and day", async () => {
  expect(
    await rowsOf(`select kind, direction, point, count(*)::int as count from interaction group by 1, 2, 3 order by 4`),
  ).toEqual([
    { kind: "EMAIL", direction: null, point: null, count: 217 },
    { kind: "OTHER", direction: null, point: null, count: 239 },
    { kind: "OTHER", direction: "INBOUND", point: "SERVICE", count: 251 },
    { kind: "CALL", direction: "TWO_WAY", point: null, count: 253 },
    { kind: "MEETING", direction: "TWO_WAY", point: null, count: 259 },
  ]);
});

churnguard("a ticket is an issue with its hours, and what the customer thought of it", async () => {
  expect(
    await rowsOf(`
      select issue.kind, severity, (extract(epoch from resolved_at - opened_at) / 3600)::int as hours, score, answered_on::text
      from issue join survey using (external_id) where external_id = 'TICKET-00001'`),
  ).toEqual([{ kind: "STAFFING_PROBLEM", severity: "HIGH", hours: 26, score: 4, answered_on: "2025-02-15" }]);
  expect(await rowsOf(`select score, count(*)::int as count from survey group by 1 order by 1`)).toEqual([
    { score: 1, count: 47 },
    { score: 2, count: 41 },
    { score: 3, count: 34 },
    { score: 4, count: 42 },
    { score: 5, count: 36 },
  ]);
});

// One deal is "New": a customer of weeks that did not go on is a loss as well. The note's first line says which kind it was.
churnguard("25 outcomes are lost renewals, the deal lost to onboarding at its start among them", async () => {
  expect(
    await rowsOf(`
      select loss_reason as reason, count(*)::int as count, sum(value_due_minor)::text as cents from renewal
      where status = 'LOST' and currency = 'USD' and closed_on between '2024-09-01' and '2024-10-31' group by 1 order by 1`),
  ).toEqual([
    { reason: "BUSINESS_CHANGE", count: 5, cents: "47480000" },
    { reason: "COMPETITOR", count: 2, cents: "44300000" },
    { reason: "PRICE", count: 3, cents: "44500000" },
    { reason: "PRODUCT", count: 11, cents: "54410000" },
    { reason: "RELATIONSHIP", count: 1, cents: "4100000" },
    { reason: "SERVICE", count: 3, cents: "25050000" },
  ]);
  expect(
    await rowsOf(`
      select value_due_minor as cents, closed_on::text, loss_reason, competitor,
             split_part(renewal.note, E'\n', 1) as deal,
             renewal.note like E'%API\nFile Sync Service\n%' as lines
      from renewal join customer on customer.id = customer_id where name = 'CloudSync Technologies'`),
  ).toEqual([
    {
      cents: "1250000",
      closed_on: "2024-10-25",
      loss_reason: "SERVICE",
      competitor: "Dropbox Business, Box",
      deal: "New",
      lines: true,
    },
  ]);
});

churnguard("again it changes 0 rows, whether it reads the files or not", async () => {
  const rows = () =>
    rowsOf(`select 'c' as kind, id, xmin from customer union all select 'i', id, xmin from interaction
      union all select 't', id, xmin from issue union all select 's', id, xmin from survey
      union all select 'r', id, xmin from renewal order by 1, 2`);
  const before = await rows();
  expect(await load()).toMatchObject({ repeated: true, records: { interaction: { unchanged: 1219 } } });
  await database.owner.query(`delete from import_ledger`);
  const { repeated, records } = await load();
  expect(repeated).toBe(false);
  for (const counts of Object.values(records)) expect(counts).toMatchObject({ created: 0, updated: 0, skipped: 0 });
  expect(await rows()).toEqual(before);
});

describe("a wrong value names its place", () => {
  /** The first line that an import complains in when one text of one file is another. */
  async function complaint(file: string, text: string, wrong: string): Promise<string | undefined> {
    const files = FILES.map((name) => [name, readFileSync(path.join(sharedData("churnguard"), name), "utf8")] as const);
    const broken = Object.fromEntries(
      files.map(([name, content]) => [name, name === file ? content.replace(text, wrong) : content]),
    );
    const error = await load(aFolder(broken)).then(
      () => null,
      (thrown: ImportFailed) => thrown,
    );
    return error?.message.split("\n")[1];
  }

  churnguard.each<[string, string, string, string, string]>([
    [
      "an instant",
      "support_tickets.csv",
      "2025-04-12 21:43",
      "12.04.2025 21:43",
      'line 3, column "created_date": "12.04.2025 21:43" must be a value as yyyy-MM-dd HH:mm',
    ],
    [
      "a day behind cells with line breaks",
      "churned_customers_cleaned.csv",
      "1/8/2022",
      "1/32/2022",
      'line 12, column "First Win Date": "1/32/2022" must be a value as M/d/yyyy',
    ],
    [
      "an amount behind cells with line breaks",
      "churned_customers_cleaned.csv",
      "$49,000.00",
      "$49.000,00",
      'line 79, column "Amount": "$49.000,00" must be a value as $#,##0.00',
    ],
    [
      "a reason that is not mapped",
      "churned_customers_cleaned.csv",
      "Feature Gaps",
      "Felt Wrong",
      'line 37, column "Primary Outcome Reason": "Felt Wrong" must be one of Change in Leadership, ' +
        "Change in Requirements, Competitive Displacement, Consolidation, Feature Gaps, Financial Distress, " +
        "Integration Challenges, Low Product Usage, Poor Customer Success, Poor Onboarding Experience, " +
        "Pricing & Budget, Product Fit, Product Quality & Experience",
    ],
  ])("%s", async (_what, file, text, wrong, message) => {
    expect(await complaint(file, text, wrong)).toBe(`${file}, ${message}`);
  });
});
