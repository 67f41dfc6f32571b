import { interactionUpsert } from "../../../src/records/interactions/interaction.upsert";
import { renewalUpsert } from "../../../src/records/renewals/renewal.upsert";
import { thanksForRenewals } from "../../../src/value/contacts/thanks.queries";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { write } from "../../support/writes";
import { byName, fact, mergeInto, quarter } from "../told-by-name";

type Closed = [closedOn: string, status?: "RENEWED" | "LOST"];

const RULES: [rule: string, renewals: Closed[], thanksAt: string[], expected: string | null][] = [
  ["on the day it was closed, be it before", [["2026-02-10"]], ["2026-02-10T00:00:00Z"], "1 of 1"],
  ["a moment before that day", [["2026-02-10"]], ["2026-02-09T23:59:59.999Z"], "0 of 1"],
  ["on the fourteenth day after", [["2026-02-10"]], ["2026-02-24T23:59:59.999Z"], "1 of 1"],
  ["on the fifteenth", [["2026-02-10"]], ["2026-02-25T00:00:00Z"], "0 of 1"],
  ["never", [["2026-02-10"]], [], "0 of 1"],
  ["twice is once", [["2026-02-10"]], ["2026-02-11T09:00:00Z", "2026-02-12T09:00:00Z"], "1 of 1"],
  ["one thank you for two renewals", [["2026-02-10"], ["2026-02-12"]], ["2026-02-13T09:00:00Z"], "2 of 2"],
  ["one of two", [["2026-01-01"], ["2026-03-31"]], ["2026-04-02T09:00:00Z"], "1 of 2"],
  ["closed before the period", [["2025-12-31"]], ["2026-01-02T09:00:00Z"], null],
  ["closed behind it", [["2026-04-01"]], ["2026-04-01T09:00:00Z"], null],
  ["a loss is not thanked for", [["2026-02-10", "LOST"]], ["2026-02-11T09:00:00Z"], null],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const names = [...RULES.map(([name]) => name), "kept", "merged"];
  await store(
    database.owner,
    names.map((externalId) => aCustomer({ externalId, relationship: "CONTRACT" })),
  );
  const renewal = (customer: string, closedOn: string, status: "RENEWED" | "LOST" = "RENEWED") =>
    fact({
      ...{ customer, dueOn: closedOn, valueDue: "10", currency: "EUR", status, closedOn },
      ...(status === "RENEWED" ? { valueRenewed: "10" } : { lossReason: "PRICE" as const }),
    });
  await write(
    database,
    renewalUpsert,
    ...RULES.flatMap(([name, closed]) => closed.map(([on, status]) => renewal(name, on, status))),
    renewal("kept", "2026-02-10"),
  );
  const say = (customer: string, occurredAt: string, point: "THANKS" | "REVIEW" = "THANKS") =>
    fact({ customer, kind: "CALL" as const, occurredAt, point });
  await write(
    database,
    interactionUpsert,
    ...RULES.flatMap(([name, , thanks]) => thanks.map((at) => say(name, at))),
    ...[say("never", "2026-02-11T09:00:00Z", "REVIEW"), say("merged", "2026-02-11T09:00:00Z")],
  );
  await mergeInto(database, "merged", "kept", "2026-03-15");
});
afterAll(() => database.close());

async function told(asOf: string, end?: string): Promise<Record<string, string>> {
  const found = await thanksForRenewals(contextOf(database), quarter(asOf, end), 14, null);
  const named = await byName(database, found);
  return Object.fromEntries(Object.entries(named).map(([name, one]) => [name, `${one.thanked} of ${one.renewed}`]));
}

test.each(RULES)("%s", async (rule, _renewals, _thanks, expected) => {
  expect((await told("2026-06-30"))[rule] ?? null).toBe(expected);
});

test("thanks after asOf are not known yet", async () => {
  const known = await told("2026-02-23", "2026-02-24");
  expect(known["on the fourteenth day after"]).toBe("0 of 1");
  expect(known["one of two"]).toBe("0 of 1");
});

test("thanks to an account that was merged into the customer are its own from that day on", async () => {
  expect((await told("2026-03-14", "2026-03-15"))["kept"]).toBe("0 of 1");
  expect((await told("2026-03-15", "2026-03-16"))["kept"]).toBe("1 of 1");
});
