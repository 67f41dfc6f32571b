import { surveyUpsert } from "../../src/records/surveys/survey.upsert";
import { surveyAnswers } from "../../src/value/voice/survey-answers.queries";
import { aCustomer, store } from "../support/builders";
import { testDatabase, type TestDatabase } from "../support/database";
import { contextOf } from "../support/graph";
import { idOf, write } from "../support/writes";
import { byName, fact, mergeInto, quarter } from "./told-by-name";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await store(
    database.owner,
    ["own", "root", "merged", "chained"].map((externalId) => aCustomer({ externalId })),
  );
  const answer = (customer: string, score: number, answeredOn = "2026-03-10") =>
    fact({ customer, kind: "NPS" as const, score, answeredOn });
  await write(
    database,
    surveyUpsert,
    ...[answer("own", 1), answer("root", 2), answer("merged", 3), answer("chained", 4)],
    ...[answer("own", 8, "2025-12-31"), answer("own", 9, "2026-01-01"), answer("own", 7, "2026-04-01")],
  );
  await mergeInto(database, "merged", "root", "2026-03-20");
  await mergeInto(database, "chained", "merged", "2026-03-25");
});
afterAll(() => database.close());

/** The NPS answers of each customer. */
async function told(asOf: string, only: string[] | null = null): Promise<Record<string, number[]>> {
  const ids = only && (await Promise.all(only.map((name) => idOf(database, "customer", name))));
  const answers = await byName(database, await surveyAnswers(contextOf(database), quarter(asOf), ids));
  return Object.fromEntries(Object.entries(answers).map(([name, { nps }]) => [name, [...nps].sort()]));
}

test.each<[string, string, string[] | null, Record<string, number[]>]>([
  ["everybody, merged customers as the one they count as", "2026-06-30", null, { own: [1, 9], root: [2, 3, 4] }],
  ["only those asked for, with what was merged into them", "2026-06-30", ["root"], { root: [2, 3, 4] }],
  ["a merged one has nothing of its own", "2026-06-30", ["merged", "own"], { own: [1, 9] }],
  ["nobody", "2026-06-30", [], {}],
  ["before the merger it had", "2026-03-19", null, { own: [1, 9], root: [2], merged: [3], chained: [4] }],
  ["asked for by name as well", "2026-03-19", ["merged"], { merged: [3] }],
  [
    "a chain counts as its end, link by link as it is known",
    "2026-03-20",
    null,
    { own: [1, 9], root: [2, 3], chained: [4] },
  ],
])("%s", async (_rule, asOf, only, expected) => expect(await told(asOf, only)).toEqual(expected));
