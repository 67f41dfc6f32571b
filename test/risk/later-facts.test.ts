import { canonicalJson } from "../../src/kernel/json";
import type { Day } from "../../src/kernel/calendar";
import type { TestDatabase } from "../support/database";
import { contextOf } from "../support/graph";
import { riskFacts } from "../support/risk-facts";
import { companyWithFacts, DAY, LATER, NEWS } from "../support/risk-news";

let database: TestDatabase;
beforeEach(async () => {
  database = await companyWithFacts();
});
afterEach(() => database.close());

const factsOn = async (day: string): Promise<string> => canonicalJson(await riskFacts(contextOf(database), day as Day));

test.each(NEWS)("%s is not known on the day before, and is later", async (_what, news) => {
  const [before, later] = [await factsOn(DAY), await factsOn(LATER)];
  await database.owner.query(news);
  expect(await factsOn(DAY)).toBe(before);
  expect(await factsOn(LATER)).not.toBe(later);
});
