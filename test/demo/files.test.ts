import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { writeDemo } from "../../demo/main";
import { USUAL } from "./memory";

const folder = mkdtempSync(join(tmpdir(), "holdfast-demo-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a small company into a folder of its own and returns the hash of every file. */
async function written(name: string, change: Partial<typeof USUAL> = {}): Promise<Record<string, string>> {
  const out = join(folder, name);
  await writeDemo({ ...USUAL, customers: 60, ...change, out });
  const hash = (file: string) =>
    createHash("sha256")
      .update(readFileSync(join(out, file)))
      .digest("hex");
  return Object.fromEntries(readdirSync(out).map((file) => [file, hash(file)]));
}

test("the same settings give the same bytes", async () => expect(await written("one")).toEqual(await written("two")));

test.each<[string, Partial<typeof USUAL>]>([
  ["another seed", { seed: 8 }],
  ["another last day", { until: "2026-05-31" }],
])("%s gives another company", async (name, change) => {
  const [usual, other] = [await written("usual"), await written(name, change)];
  for (const file of ["customers.csv", "purchases.csv", "truth.csv"]) expect(other[file]).not.toBe(usual[file]);
});

test("more customers leave those before them as they were", async () => {
  await written("few");
  await written("more", { customers: 80 });
  const [few, more] = ["few", "more"].map((name) => readFileSync(join(folder, name, "purchases.csv"), "utf8"));
  expect(more!.startsWith(few!)).toBe(true);
});

test("the mappings name every file of records and of pay and every column in it, and nothing of the truth", async () => {
  await written("mapped");
  const out = join(folder, "mapped");
  const files = ["mapping.json", "pay.json"].flatMap((name) => {
    const mapping = JSON.parse(readFileSync(join(out, name), "utf8")) as {
      files: { file: string; fields: Record<string, string | { column: string }> }[];
    };
    return mapping.files;
  });
  for (const { file, fields } of files) {
    const [header] = parse(readFileSync(join(out, file), "utf8"), { to: 1 }) as string[][];
    expect(Object.values(fields).map((field) => (typeof field === "string" ? field : field.column))).toEqual(header);
  }
  const mapped = files.map(({ file }) => file);
  const truth = ["truth.csv", "truth-decisions.csv", "truth.json", "mapping.json", "pay.json"];
  expect([...mapped, ...truth].sort()).toEqual(readdirSync(out).sort());
});

test("a mandatory column is never empty", async () => {
  await written("full");
  const { files } = JSON.parse(readFileSync(join(folder, "full", "mapping.json"), "utf8")) as {
    files: { file: string; fields: Record<string, unknown> }[];
  };
  for (const { file, fields } of files) {
    const rows = parse(readFileSync(join(folder, "full", file), "utf8"), { columns: true }) as Record<string, string>[];
    for (const [column, field] of Object.entries(fields))
      if (typeof field === "string")
        expect([file, column, rows.filter((row) => row[column] === "")]).toEqual([file, column, []]);
  }
});

// Some four seconds on a quiet machine; a busy one fails no build.
test("the usual company takes less than a minute", async () => {
  const started = performance.now();
  const { files } = await writeDemo({ ...USUAL, customers: 1200, out: join(folder, "usual-size") });
  expect(performance.now() - started).toBeLessThan(60_000);
  expect(files.find(({ file }) => file === "customers.csv")?.rows).toBe(1200);
});

test("a large company needs no more memory than a small one", async () => {
  const args = ["--max-old-space-size=64", "-r", "@swc-node/register", "demo/main.ts", "--customers", "3000"];
  const { stdout } = await promisify(execFile)(process.execPath, [...args, "--out", join(folder, "large")]);
  expect(stdout).toMatch(/customers\.csv +3000 rows/);
});

test.each<[Partial<typeof USUAL>, string]>([
  [{ until: "2026-02-30" }, '"2026-02-30" is not a day: expected yyyy-MM-dd'],
  [{ reps: 3 }, "3 reps are too few: expected at least 20."],
])("%j is refused with a sentence, and nothing is written", async (settings, sentence) => {
  const out = join(folder, "refused");
  await expect(writeDemo({ ...USUAL, ...settings, out })).rejects.toThrow(sentence);
  expect(existsSync(out)).toBe(false);
});

test("the command refuses what it cannot read, and fails", async () => {
  const run = promisify(execFile)(process.execPath, [
    "-r",
    "@swc-node/register",
    "demo/main.ts",
    "--customers",
    "many",
  ]);
  const stderr = expect.stringContaining('--customers is "many": expected a whole number.') as string;
  await expect(run).rejects.toMatchObject({ code: 1, stderr });
});
