import { referralUpsert } from "../../../src/records/referrals/referral.upsert";
import { referrals } from "../../../src/value/voice/referrals.queries";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { write } from "../../support/writes";
import { byName, fact, mergeInto, quarter } from "../told-by-name";

const RULES: [rule: string, receivedOn: string[], expected: boolean | null, acquiredOn?: string | null][] = [
  ["named a lead on the first day", ["2026-01-01"], true],
  ["on the last day", ["2026-03-31"], true],
  ["before the period", ["2025-12-31"], false],
  ["after it", ["2026-04-01"], false],
  ["two leads make one who referred", ["2026-02-01", "2026-02-02"], true],
  ["nobody", [], false],
  ["a lead that refers is no customer yet", ["2026-02-01"], null, null],
  ["nor is who is won after the period", ["2026-02-01"], null, "2026-04-01"],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const merging = ["kept", "merged"].map((externalId) => aCustomer({ externalId }));
  const customers = RULES.map(([externalId, , , acquiredOn = "2024-05-01"]) => aCustomer({ externalId, acquiredOn }));
  await store(database.owner, [...customers, ...merging, aCustomer({ externalId: "lead", acquiredOn: null })]);
  const named = (customer: string, receivedOn: string) => fact({ customer, lead: "lead", receivedOn });
  await write(
    database,
    referralUpsert,
    ...RULES.flatMap(([customer, days]) => days.map((day) => named(customer, day))),
    named("merged", "2026-02-01"),
  );
  await mergeInto(database, "merged", "kept", "2026-03-15");
});
afterAll(() => database.close());

async function referred(asOf: string, end?: string): Promise<Record<string, boolean | undefined>> {
  const found = await byName(database, await referrals(contextOf(database), quarter(asOf, end), null));
  return Object.fromEntries(Object.entries(found).map(([name, one]) => [name, one.referred]));
}

test.each(RULES)("%s", async (rule, _days, expected) => {
  expect((await referred("2026-06-30"))[rule] ?? null).toBe(expected);
});

test("who was merged into another referred for it from that day on", async () => {
  const [before, after] = [await referred("2026-03-14", "2026-03-15"), await referred("2026-06-30")];
  expect([before["kept"], before["merged"]]).toEqual([false, true]);
  expect([after["kept"], after["merged"]]).toEqual([true, undefined]);
});
