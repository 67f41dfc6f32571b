import { interactionUpsert } from "../../../src/records/interactions/interaction.upsert";
import { questions } from "../../../src/value/contacts/questions.queries";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { write } from "../../support/writes";
import { byName, fact, quarter } from "../told-by-name";

type Question = [askedAt: string, answeredAt: string | null];

const RULES: [rule: string, asked: Question[], hours: number[] | null, acquiredOn?: string | null][] = [
  ["from asked to answered, in hours", [["2026-02-01T09:00:00Z", "2026-02-01T10:30:00Z"]], [1.5]],
  ["nights and weekends count", [["2026-02-06T18:00:00Z", "2026-02-09T08:00:00Z"]], [62]],
  ["asked before the period", [["2025-12-31T23:59:59.999Z", "2026-01-02T00:00:00Z"]], null],
  ["asked on its first day", [["2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"]], [0]],
  ["asked on its last day, answered behind it", [["2026-03-31T23:00:00Z", "2026-04-01T01:00:00Z"]], [2]],
  ["asked after the period", [["2026-04-01T00:00:00Z", "2026-04-01T01:00:00Z"]], null],
  ["not answered: open until the end of asOf", [["2026-03-31T00:00:00Z", null]], [240]],
  ["answered after asOf: open as well", [["2026-03-31T00:00:00Z", "2026-04-10T00:00:00.001Z"]], [240]],
  [
    "a customer's questions one by one",
    [
      ["2026-02-01T09:00:00Z", "2026-02-01T10:00:00Z"],
      ["2026-02-02T09:00:00Z", "2026-02-02T12:00:00Z"],
    ],
    [1, 3],
  ],
  ["a lead's are another matter", [["2026-02-01T09:00:00Z", "2026-02-01T10:00:00Z"]], null, null],
  [
    "and so is what it asked before it was won",
    [
      ["2026-02-01T23:59:00Z", "2026-02-03T10:00:00Z"],
      ["2026-02-02T00:00:00Z", "2026-02-02T05:00:00Z"],
    ],
    [5],
    "2026-02-02",
  ],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await store(
    database.owner,
    RULES.map(([externalId, , , acquiredOn = "2024-05-01"]) => aCustomer({ externalId, acquiredOn })),
  );
  const asked = RULES.flatMap(([customer, all]) =>
    all.map(([askedAt, answeredAt]) =>
      fact({ customer, kind: "EMAIL" as const, occurredAt: answeredAt ?? askedAt, askedAt, answeredAt }),
    ),
  );
  await write(database, interactionUpsert, ...asked);
  await write(
    database,
    interactionUpsert,
    fact({ customer: RULES[0]![0], kind: "CALL" as const, occurredAt: "2026-02-03T09:00:00Z" }),
  );
});
afterAll(() => database.close());

test.each(RULES)("%s", async (rule, _asked, expected) => {
  const waited = await byName(database, await questions(contextOf(database), quarter("2026-04-09"), null));
  expect(waited[rule] ? [...waited[rule].hours].sort((a, b) => a - b) : null).toEqual(expected);
});

test("on an earlier day more of them are open, and later ones unknown", async () => {
  const waited = await byName(
    database,
    await questions(contextOf(database), quarter("2026-02-01", "2026-02-02"), null),
  );
  const rule = RULES[8]![0];
  expect(waited[rule]).toEqual({ hours: [1] });
  expect(Object.keys(waited).sort()).toEqual([RULES[0]![0], RULES[3]![0], rule].sort());
});
