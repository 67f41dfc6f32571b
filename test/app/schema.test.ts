import { readFileSync } from "node:fs";
import path from "node:path";
import { firstDifference, PRINTED } from "../../src/app/commands/schema";
import { packageRoot } from "../../src/app/package-root";

test.each(PRINTED.map(({ file, print }) => [file, print] as const))("%s is that of the code", (file, print) => {
  expect(firstDifference(file, readFileSync(path.join(packageRoot, file), "utf8"), print())).toBeNull();
});

test.each([
  ["a changed line", "a\nb\nc\n", "a\nx\nc\n", "line 2:\n  file: b\n  code: x\n"],
  ["a line more in the code", "a\n", "a\nb\n", "line 2:\n  file: \n  code: b\n"],
  ["a line more in the file", "a\nb\n", "a\n", "line 2:\n  file: b\n  code: \n"],
  ["no file", "", "a\n", "line 1:\n  file: \n  code: a\n"],
])("%s is named with its place", (_rule, committed, printed, place) => {
  expect(firstDifference("schema/one", committed, printed)).toContain(place);
  expect(firstDifference("schema/one", committed, printed)).toContain("npm run schema");
});
