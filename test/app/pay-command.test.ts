import { company } from "../compensation/periods/given";
import { type TestDatabase, testDatabase } from "../support/database";
import { holdfast } from "../support/process";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await company(database);
});
afterAll(() => database.close());

test("a period goes from open to delivered on the command line, and takes two people", async () => {
  const days = ["--start", "2026-01-01", "--end", "2026-02-01", "--pay-on", "2026-02-10"];
  const opened = await holdfast(database, "pay", "open", "2026-01", ...days, "--as", "ann");
  expect(opened).toMatchObject({ code: 0, stdout: "2026-01, [2026-01-01, 2026-02-01), is OPEN.\n" });

  const calculated = await holdfast(
    database,
    "pay",
    "calculate",
    "2026-01",
    "--as",
    "ann",
    "--as-of",
    "2026-03-02",
    "--json",
  );
  expect(calculated.code).toBe(0);
  expect(JSON.parse(calculated.stdout)).toMatchObject({
    externalId: "2026-01",
    status: "CALCULATED",
    people: 2,
    lines: 4,
  });

  expect((await holdfast(database, "pay", "submit", "2026-01", "--as", "ann")).code).toBe(0);
  const own = await holdfast(database, "pay", "approve", "2026-01", "--as", "ann");
  expect(own).toMatchObject({ code: 1, stdout: "" });
  expect(own.stderr).toContain("2026-01 was submitted by you: somebody else approves it");

  expect((await holdfast(database, "pay", "approve", "2026-01", "--as", "ben")).code).toBe(0);
  const locked = await holdfast(database, "pay", "lock", "2026-01", "--as", "ann");
  expect(locked.stdout).toMatch(/^2026-01, .* is LOCKED: 4 lines for 2 people, sealed as [0-9a-f]{64}\.\n$/);
  expect((await holdfast(database, "pay", "deliver", "2026-01", "--as", "ann")).stdout).toContain("is DELIVERED");

  const late = await holdfast(database, "pay", "return", "2026-01", "--reason", "too late");
  expect(late.stderr).toContain("2026-01 is DELIVERED");
  const verified = await holdfast(database, "verify");
  expect(verified.stdout).toContain("1 locked period of pay is what it was sealed as.");
}, 120_000);

test.each([
  [["pay", "lock", "1999-01"], "No period of pay has the key 1999-01"],
  [["pay", "open", "x", "--start", "1999", "--end", "2026-02-01", "--pay-on", "2026-02-01"], "--start takes a day"],
])("%j fails with a sentence", async (args, sentence) => {
  const { code, stdout, stderr } = await holdfast(database, ...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(sentence);
});
