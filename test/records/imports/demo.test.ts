import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";

import { writeDemo } from "../../../demo/main";
import { importable } from "../../../src/app/records";
import { SYSTEM } from "../../../src/platform/auth/viewer";
import { importFiles } from "../../../src/records/imports/import";
import { testDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
let dir: string;

beforeAll(async () => {
  database = await testDatabase();
  dir = mkdtempSync(path.join(os.tmpdir(), "holdfast-demo-"));
  await writeDemo({ out: dir, seed: 7, customers: 150, reps: 40, until: "2026-06-30" });
  await importFiles(database, importable, {
    ...{ viewer: SYSTEM, mapping: path.join(dir, "mapping.json"), dir, partial: false, dryRun: false },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
  });
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await database.close();
});

type Line = Readonly<Record<string, string>>;
const lines = (file: string): Line[] => parse(readFileSync(path.join(dir, `${file}.csv`)), { columns: true }) as Line[];

/** Sums of a column in whole cents, by what the line says of itself. */
function sums(rows: readonly Line[], column: string, keyOf: (row: Line) => string): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const row of rows) totals[keyOf(row)] = (totals[keyOf(row)] ?? 0) + Math.round(Number(row[column]) * 100);
  return totals;
}

async function stored(sql: string): Promise<Record<string, number>> {
  const { rows } = await database.owner.query<{ key: string; total: string }>(sql);
  return Object.fromEntries(rows.map(({ key, total }) => [key, Number(total)]));
}

test.each([...importable].map(([record, { table }]) => [record, table]))(
  "every %s of the demo company arrives",
  async (record, table) => {
    const { files } = JSON.parse(readFileSync(path.join(dir, "mapping.json"), "utf8")) as {
      files: { record: string; file: string }[];
    };
    const { file } = files.find((one) => one.record === record)!;
    const { rows } = await database.owner.query<{ count: string }>(`select count(*) from ${table}`);
    expect(lines(path.parse(file).name)).toHaveLength(Number(rows[0]!.count));
    expect(Number(rows[0]!.count)).toBeGreaterThan(0);
  },
);

test("contracts are worth what the files say, by customer and currency", async () => {
  expect(
    await stored(`
      select c.external_id || ' ' || k.currency as key, sum(annual_value_minor) as total
      from contract k join customer c on c.id = k.customer_id group by 1`),
  ).toEqual(sums(lines("contracts"), "annualValue", ({ customer, currency }) => `${customer} ${currency}`));
});

test("renewals are due, renewed and lost as the files say, by month, status and reason", async () => {
  const key = ({ dueOn, status, lossReason }: Line) => `${dueOn!.slice(0, 7)} ${status} ${lossReason}`;
  const sql = (column: string) => `
    select to_char(due_on, 'YYYY-MM') || ' ' || status || ' ' || coalesce(loss_reason, '') as key, sum(${column}) as total
    from renewal group by 1`;
  const rows = lines("renewals");
  expect(await stored(sql("value_due_minor"))).toEqual(sums(rows, "valueDue", key));
  expect(await stored(sql("coalesce(value_renewed_minor, 0)"))).toEqual(sums(rows, "valueRenewed", key));
});
