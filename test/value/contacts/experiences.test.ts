import { interactionUpsert } from "../../../src/records/interactions/interaction.upsert";
import { isBetter, type Rating } from "../../../src/value/contacts/calc/experience";
import { experiences } from "../../../src/value/contacts/experiences.queries";
import { aCustomer, store } from "../../support/builders";
import { testDatabase, type TestDatabase } from "../../support/database";
import { contextOf } from "../../support/graph";
import { write } from "../../support/writes";
import { byName, fact, mergeInto, quarter } from "../told-by-name";

test.each<[string, Rating, Rating, boolean]>([
  ["better", "MISSED", "MET", true],
  ["much better", "MISSED", "EXCEEDED", true],
  ["the same is not better", "MET", "MET", false],
  ["missed again is not better", "MISSED", "MISSED", false],
  ["but nothing is better than exceeding again", "EXCEEDED", "EXCEEDED", true],
  ["worse", "EXCEEDED", "MET", false],
])("an experience: %s", (_rule, before, after, expected) => expect(isBetter(before, after)).toBe(expected));

type Rated = [on: string, rating: Rating | null];

const RULES: [rule: string, rated: Rated[], expected: string | null][] = [
  ["the first has nothing before it", [["2026-02-01", "EXCEEDED"]], null],
  [
    "the previous one may lie long before the period",
    [
      ["2021-02-01", "MISSED"],
      ["2026-01-01", "MET"],
    ],
    "1 of 1",
  ],
  [
    "only the last one before it matters",
    [
      ["2021-02-01", "MISSED"],
      ["2025-12-31", "EXCEEDED"],
      ["2026-01-01", "MET"],
    ],
    "0 of 1",
  ],
  [
    "a pair is of the period of its later one",
    [
      ["2025-11-01", "MISSED"],
      ["2025-12-31", "MET"],
    ],
    null,
  ],
  [
    "after the period",
    [
      ["2026-03-31", "MISSED"],
      ["2026-04-01", "MET"],
    ],
    null,
  ],
  [
    "what is not rated stands between nothing",
    [
      ["2026-01-10", "MET"],
      ["2026-01-20", null],
      ["2026-01-30", "EXCEEDED"],
    ],
    "1 of 1",
  ],
  [
    "each beside the one before it",
    [
      ["2026-01-10", "MET"],
      ["2026-01-11", "MISSED"],
      ["2026-01-12", "EXCEEDED"],
      ["2026-01-13", "EXCEEDED"],
      ["2026-01-14", "MET"],
    ],
    "2 of 4",
  ],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const names = [...RULES.map(([name]) => name), "kept", "merged"];
  await store(
    database.owner,
    names.map((externalId) => aCustomer({ externalId })),
  );
  const rate = (customer: string, [on, expectation]: Rated) =>
    fact({ customer, kind: "CALL" as const, occurredAt: `${on}T12:00:00Z`, expectation, sentiment: 2 });
  await write(
    database,
    interactionUpsert,
    ...RULES.flatMap(([name, rated]) => rated.map((one) => rate(name, one))),
    ...[rate("kept", ["2025-10-01", "MET"]), rate("merged", ["2025-11-01", "EXCEEDED"])],
    ...[rate("kept", ["2026-01-10", "EXCEEDED"]), rate("merged", ["2026-01-20", "MET"])],
  );
  await mergeInto(database, "merged", "kept", "2026-03-15");
});
afterAll(() => database.close());

async function told(asOf: string, end?: string): Promise<Record<string, string>> {
  const named = await byName(database, await experiences(contextOf(database), quarter(asOf, end), null));
  return Object.fromEntries(Object.entries(named).map(([name, one]) => [name, `${one.better} of ${one.pairs}`]));
}

test.each(RULES)("%s", async (rule, _rated, expected) => {
  expect((await told("2026-06-30"))[rule] ?? null).toBe(expected);
});

test("merged customers have one history: MET, EXCEEDED | EXCEEDED, MET", async () => {
  const [before, after] = [await told("2026-03-14", "2026-03-15"), await told("2026-06-30")];
  expect([before["kept"], before["merged"]]).toEqual(["1 of 1", "0 of 1"]);
  expect([after["kept"], after["merged"]]).toEqual(["1 of 2", undefined]);
});
