/** Adds up what the steps of a run counted. Skips for missing shared data fail where that data is present. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const [folder] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const skipped = [];

for (const name of ["test.json", "node24.json", "readme.json"]) {
  const file = path.join(folder, name);
  if (!existsSync(file)) {
    console.log(`${name}: no result`);
    total.failed += 1;
    continue;
  }
  const result = JSON.parse(readFileSync(file, "utf8"));
  total.passed += result.numPassedTests;
  total.failed += result.numFailedTests + (result.numRuntimeErrorTestSuites ?? 0);
  total.skipped += result.numPendingTests + (result.numTodoTests ?? 0);
  for (const suite of result.testResults ?? [])
    for (const { status, fullName } of suite.assertionResults) if (status === "pending") skipped.push(fullName);
}

for (const name of skipped) console.log(`skipped: ${name}`);
const sharedIsHere = existsSync(path.join(import.meta.dirname, "..", "..", "shared", "data"));
const missing = skipped.filter((name) => name.includes("shared/data"));
if (sharedIsHere && missing.length > 0) {
  console.log("The shared data is here, and yet tests were skipped for its absence.");
  total.failed += missing.length;
}

const steps = path.join(folder, "failed-steps");
if (existsSync(steps)) {
  const names = readFileSync(steps, "utf8").trim().split("\n");
  console.log(`failed steps: ${names.join(", ")}`);
  total.failed = Math.max(total.failed, names.length);
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);
