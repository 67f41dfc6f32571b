import { readFileSync } from "node:fs";
import { printSchema } from "graphql";
import { firstDifference, SCHEMA_FILE } from "../../src/app/commands/schema";
import { makeSchema } from "../../src/app/schema";

test("the committed schema is the schema of the code", () => {
  expect(firstDifference(readFileSync(SCHEMA_FILE, "utf8"), `${printSchema(makeSchema())}\n`)).toBeNull();
});

test.each([
  ["a changed line", "a\nb\nc\n", "a\nx\nc\n", "line 2:\n  file: b\n  code: x\n"],
  ["a line more in the code", "a\n", "a\nb\n", "line 2:\n  file: \n  code: b\n"],
  ["a line more in the file", "a\nb\n", "a\n", "line 2:\n  file: b\n  code: \n"],
  ["no file", "", "a\n", "line 1:\n  file: \n  code: a\n"],
])("%s is named with its place", (_rule, committed, printed, place) => {
  expect(firstDifference(committed, printed)).toContain(place);
  expect(firstDifference(committed, printed)).toContain("npm run schema");
});
